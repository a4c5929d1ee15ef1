import { formatLongDate, type When } from '../core/calendar.ts';
import { cleanName } from '../runs/read/locate/names.ts';
import { recordsUrl } from './blocks/links.ts';
import type { BookAt } from './book-at.ts';
import type { Route } from './document.ts';
import { facetLabel, facetPages } from './issue-facets.ts';
import { ownPages, type PageSpec, readKey } from './pages.ts';
import { NOW } from './questions.ts';
import { ROUTES } from './routes.ts';
import { shownRuns } from './run-page.ts';
import { frameWords as says } from './words/frame.ts';

export interface Place {
  readonly to: Route;
  readonly label: string;
}

/** A section of the site, as its menu shows it. */
interface SectionLink extends Place {
  /** How many things wait in it, and what they are. */
  readonly count?: { readonly value: number; readonly of: string };
  /** Whether the page is in it. */
  readonly isCurrent: boolean;
}

/** What the site shows around a page. */
export interface PageFrame {
  /** The title of the book. */
  readonly book: string;
  readonly route: Route;
  /** The date that the page shows the book at. */
  readonly asOf?: When;
  readonly sections: readonly SectionLink[];
  /** The pages above it, from the top; none for the overview. */
  readonly trail: readonly Place[];
  /** What it is called at the end of that way. */
  readonly here: string;
  /** Its neighbours in the order of their ids, or of their dates. */
  readonly previous?: Place;
  readonly next?: Place;
  /** Where its record is edited. */
  readonly edit?: string;
  /** The address of a commit of the records, with `{id}` for its id. */
  readonly commit?: string;
}

/** The frame of a page that is none of the book's: one that is not there, or cannot be shown. */
export function bareFrame(book: string, route: Route = '', here = ''): PageFrame {
  const sections = says.sections.map(([to, label]) => ({ to, label, isCurrent: false }));
  return { book, route, sections, trail: [], here };
}

/** The frames of all pages of the site. @param book that of today. @param isOwn whether the book has a file itself: patterns come with Flakebook, too. */
export function framePages(book: BookAt, isOwn: (file: string) => boolean): (page: PageSpec) => PageFrame {
  const { title } = book.settings;
  const commit = recordsUrl(book, 'commit', '0000000')?.replace('0000000', '{id}');
  const pages = ownPages(book, 'site');
  const specs = new Map(pages.map((spec) => [spec.route, spec]));
  const rows = rowsOf(pages);
  const unresolved = book.rows.filter(({ group }) => group === 'unresolved').length;
  const open = book.decisions.filter(({ state }) => state === 'open').length;
  const counts: Readonly<Record<string, SectionLink['count']>> = {
    [ROUTES.issues]: { value: unresolved, of: says.unresolved },
    [ROUTES.decisions]: { value: open, of: says.open },
  };
  const sectionsOn = (route: Route): SectionLink[] =>
    says.sections.map(([to, label]) => ({
      to,
      label,
      count: counts[to],
      isCurrent: to === '' ? route === '' : route === to || route.startsWith(`${to}/`),
    }));
  const place = (spec: PageSpec | undefined): Place | undefined =>
    spec && { to: spec.route, label: labelOf(book, spec) };
  return (spec) => {
    const { route } = spec;
    const { kind, moment, id, list } = readKey(spec.key);
    const record = moment === NOW && list === undefined ? editedFile(kind, id) : undefined;
    const { row = [], at = 0 } = rows.get(route) ?? {};
    return {
      book: title,
      route,
      asOf: moment === NOW ? book.asOf.text : moment,
      sections: sectionsOn(route),
      trail: above(route).flatMap((to) => place(specs.get(to)) ?? []),
      here: labelOf(book, spec),
      previous: place(row[at - 1]),
      next: place(row[at + 1]),
      edit: record !== undefined && isOwn(record) ? recordsUrl(book, 'edit', record) : undefined,
      commit,
    };
  };
}

/** The file of the record that a page shows. */
function editedFile(kind: string, id: string): string | undefined {
  return ['issue', 'pattern', 'suite'].includes(kind) ? `${kind}s/${id}.md` : undefined;
}

/** `a`, `a/b` and the overview for `a/b/c`; not all of them need be pages. */
function above(route: Route): Route[] {
  if (route === '') return [];
  const parts = route.split('/');
  return ['', ...parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'))];
}

/** Pages that have neighbours: records of one kind at one moment, and the runs and the reports of one suite by date. */
function rowsOf(pages: readonly PageSpec[]) {
  const rows = new Map<string, PageSpec[]>();
  for (const spec of pages) {
    const { kind, moment, id, list } = readKey(spec.key);
    const isReport = /report$/i.test(kind);
    if (list !== undefined || !(isReport || ['issue', 'pattern', 'suite', 'run'].includes(kind))) continue;
    const name = `${kind} ${isReport || kind === 'run' ? id : moment}`;
    const row = rows.get(name) ?? [];
    // Reports are listed from the newest on.
    if (isReport) row.unshift(spec);
    else row.push(spec);
    rows.set(name, row);
  }
  return new Map(
    [...rows.values()].flatMap((row) => row.map((spec, at) => [spec.route, { row, at }] as const)),
  );
}

/** What a page is called where one goes to it from others. */
function labelOf(book: BookAt, { key }: PageSpec): string {
  const { kind, moment, id, since = '', list } = readKey(key);
  const date = formatLongDate(moment === NOW ? book.asOf.text : moment);
  if (list !== undefined) return says.list(list.page);
  if (kind === 'issue') return id;
  if (kind === 'issues-by') {
    const page = facetPages(book.issueFacets).get(`${ROUTES.issues}/${id}`);
    return page ? facetLabel(book, page.facet, page.value) : id;
  }
  if (kind === 'pattern') return book.patternTitle(id);
  if (kind === 'suite') return book.suiteTitle(id);
  if (kind === 'runs') return says.runs;
  if (kind === 'run') return cleanName(shownRuns(book.measuredRuns(id)).get(since)?.run ?? since);
  if (kind === 'bookReport') return date;
  if (kind === 'report') return says.report(book.suiteTitle(id), date);
  if (kind === 'full-report' || kind === 'site-report') return says.fullReport(book.suiteTitle(id), date);
  if (kind === 'home') return moment === NOW ? says.home : says.past(moment);
  const section = [...says.sections, ...says.more].find(([to]) => to === kind);
  return section?.[1] ?? kind;
}
