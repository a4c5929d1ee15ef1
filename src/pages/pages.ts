import { kept, type Question, type Reader } from '../store/question.ts';
import { archive } from './archive.ts';
import { BookAt, found, reportsBefore } from './book-at.ts';
import { bookReportEntry, composeBookReport } from './book-report-page.ts';
import { composeChanges } from './changes-page.ts';
import { composeDecisions } from './decisions-page.ts';
import type { Document, Route } from './document.ts';
import { composeHome } from './home-page.ts';
import {
  composeFacetPage,
  composeIssuesIndex,
  composePatternsIndex,
  composeReportsIndex,
  composeSuitesIndex,
  type ListedReport,
} from './index-pages.ts';
import { facetPages } from './issue-facets.ts';
import { composeIssue } from './issue-page.ts';
import { composeListPage, endLists, isLong, LIST_SIZES, type ListPages, listPagesOf } from './lists.ts';
import { composePattern } from './pattern-page.ts';
import { composePlan } from './plan-page.ts';
import { type Moment, NOW } from './questions.ts';
import { composeReferences } from './references-page.ts';
import { composeReport, reportEntry } from './report/report.ts';
import { type DigestData, type Seal, sealQuestion } from './report/seal.ts';
import {
  bookReportRoute,
  issueRoute,
  listRoute,
  patternRoute,
  REPORT_DETAILS,
  type ReportDetail,
  ROUTES,
  reportRoute,
  runRoute,
  runsRoute,
  suiteRoute,
} from './routes.ts';
import { composeRun, composeRuns, shownRuns } from './run-page.ts';
import { composeSuite } from './suite-page.ts';

/** Which pages there are: the docs have one of each, the site the book at each date that had a report too. */
export type Output = 'docs' | 'site';

/** A page of the book before it is composed. */
export interface PageSpec {
  readonly route: Route;
  /** Says which page it is, for `composePage`. */
  readonly key: string;
}

/** `issue now DS-FLAKY-003`, `report 2026-01-04 data-storage 2025-12-01`: what a page shows, when, of what, since when; of a run, its suite and its name. */
function keyOf(kind: Kind, moment: Moment, id = '', since = ''): string {
  return `${kind} ${moment} ${id} ${since}`.trimEnd();
}

/** The parts of the key of a page. */
export function readKey(key: string): {
  readonly kind: string;
  readonly moment: Moment;
  readonly id: string;
  readonly since?: string;
  /** For a page of one of its lists. */
  readonly list?: { readonly name: string; readonly page: number };
} {
  const [owner = '', part] = key.split(' # ');
  const [kind = '', moment = '', id = '', since] = owner.split(' ');
  const [name = '', page] = part?.split(' ') ?? [];
  return { kind, moment, id, since, ...(part === undefined ? {} : { list: { name, page: Number(page) } }) };
}

/** Kinds of pages whose lists do not grow with the book; all others' do. */
const SHORT: ReadonlySet<string> = new Set<Kind>(['issue', 'runs', 'run', 'report', 'bookReport']);

/** The lists of an issue grow with what is written of it: its page is looked at only where one may be long. */
function hasLists(kind: string, isLongIssue: () => boolean): boolean {
  return kind === 'issue' ? isLongIssue() : !SHORT.has(kind);
}

/**
 * All pages, in the order of their sections, each before those of its long lists: whoever composes them as they come
 * composes each page once.
 */
export function* listPages(
  read: Reader,
  output: Output,
  lists: (key: string) => readonly ListPages[],
): Generator<PageSpec> {
  for (const { route, key } of ownPages(new BookAt(read, NOW, NO_SEALS), output)) {
    yield { route, key };
    const { kind, moment, id } = readKey(key);
    if (!hasLists(kind, () => new BookAt(read, moment, NO_SEALS).longIssues.includes(id))) continue;
    for (const { name, pages } of lists(key))
      for (let i = 1; i <= pages; i += 1)
        yield { route: listRoute(route, name, i), key: `${key} # ${name} ${i}` };
  }
}

/** All pages but those of their long lists: to know them, nothing is composed. @param now the book of today. */
export function ownPages(now: BookAt, output: Output): PageSpec[] {
  const past = now.reportDates;
  const one = (kind: Kind, route: Route, id?: string): PageSpec => ({ route, key: keyOf(kind, NOW, id) });
  const ofDates = output === 'site' ? past.flatMap((date) => datedPages(now.at(date))) : [];
  const facets =
    output === 'site'
      ? [...facetPages(now.issueFacets).keys()].map((route) => one('issues-by', route, facetPageId(route)))
      : [];
  return [
    ...datedPages(now),
    ...facets,
    one('patterns', ROUTES.patterns),
    ...now.patternIds.map((id) => one('pattern', patternRoute(id), id)),
    one('references', ROUTES.references),
    one('reports', ROUTES.reports, output),
    ...[NOW, ...past.toReversed()].flatMap((moment) => reportPages(now.at(moment), output)),
    one('changes', ROUTES.changes),
    ...(output === 'site' ? now.suiteIds.flatMap((id) => runPages(now, id)) : []),
    ...ofDates,
  ];
}

/** The runs of a suite, and their list. */
function runPages(book: BookAt, suite: string): PageSpec[] {
  const runs = [...shownRuns(book.measuredRuns(suite)).keys()];
  if (runs.length === 0) return [];
  return [
    { route: runsRoute(suite), key: keyOf('runs', NOW, suite) },
    ...runs.map((slug) => ({ route: runRoute(suite, slug), key: keyOf('run', NOW, suite, slug) })),
  ];
}

/** The reports of a moment: that of the book first, where it has several suites. */
function reportPages(book: BookAt, output: Output): PageSpec[] {
  const ofBook = {
    route: bookReportRoute(book.asOf.text),
    key: keyOf('bookReport', book.moment, '', before(book)),
  };
  return [
    ...(book.suiteIds.length > 1 ? [ofBook] : []),
    ...book.suiteIds.flatMap((id) =>
      REPORT_DETAILS.map((detail) => reportPage(book, id, detail, before(book), output)),
    ),
  ];
}

/** The pages that show the state of the book, and that a past date has too; by their routes of today. */
function statePages({ suiteIds, issueIds }: BookAt): (readonly [kind: Kind, route: Route, id?: string])[] {
  return [
    ['home', ROUTES.home],
    ['issues', ROUTES.issues],
    ['suites', ROUTES.suites],
    ...suiteIds.map((id) => ['suite', suiteRoute(id), id] as const),
    ['plan', ROUTES.plan],
    ['decisions', ROUTES.decisions],
    ...issueIds.map((id) => ['issue', issueRoute(id), id] as const),
  ];
}

function datedPages(book: BookAt): PageSpec[] {
  const { moment } = book;
  return statePages(book).map(([kind, route, id]) => ({
    route: book.routeOf(route),
    key: keyOf(kind, moment, id, kind === 'home' ? before(book) : ''),
  }));
}

const facetPageId = (route: Route): string => route.slice(ROUTES.issues.length + 1);

/**
 * The report of a suite at a moment.
 * @param since the moment that it is compared with; the newest earlier report date unless given.
 */
export function reportPage(
  book: BookAt,
  suite: string,
  detail: ReportDetail,
  since: Moment | undefined = before(book),
  output: Output = 'docs',
): PageSpec {
  const kind = detail === 'brief' ? 'report' : output === 'site' ? 'site-report' : 'full-report';
  return {
    route: reportRoute(book.asOf.text, suite, detail),
    key: keyOf(kind, book.moment, suite, since),
  };
}

function before(book: BookAt): Moment | undefined {
  return reportsBefore(book).at(-1);
}

/** The routes that the book has at a past date: what is not among them is linked as it is today. */
const datedRoutes = kept<readonly Route[]>('dated-routes', (read, moment) =>
  statePages(new BookAt(read, moment, NO_SEALS)).map(([, route]) => route),
);

/** Questions about pages. @param digest for the seals of reports. */
export function pageQuestions(digest: DigestData) {
  const seals = sealQuestion(digest);
  /** A page with all of its lists: what its parts depend on. */
  const whole: Question<Document> = {
    name: 'whole-page',
    keeps: 'reads',
    room: 1,
    answer: (read, key) => composeWhole(read, key, seals),
  };
  const lists = kept('list-pages', (read, key) => listPagesOf(read(whole, key), LIST_SIZES));
  /** Such a page with the beginnings of its lists, or a page of one of them. */
  const long: Question<Document> = {
    name: 'page',
    keeps: 'digest',
    room: 1,
    answer: (read, key) => composePage(read, key, (of) => read(whole, of)),
  };
  const short: Question<Document> = {
    name: 'short-page',
    keeps: 'reads',
    room: 1,
    answer: (read, key) => composePage(read, key, (of) => composeWhole(read, of, seals)),
  };
  const page = (key: string) => (SHORT.has(readKey(key).kind) ? short : long);
  return { page, long, short, datedRoutes, lists, seals, whole };
}

/**
 * @param key of a `PageSpec`.
 * @param whole gives a page with all of its lists.
 * @throws Error for a page that the book does not have.
 */
export function composePage(
  read: Reader,
  key: string,
  whole: (key: string) => Document,
  sizes = LIST_SIZES,
): Document {
  const { kind, moment, id, list } = readKey(key);
  const all = whole(key.split(' # ', 1)[0] ?? '');
  const isLongIssue = () => isLong(found(new BookAt(read, moment, NO_SEALS).issue(id), id).issue);
  const ended = () => (hasLists(kind, isLongIssue) ? endLists(all, sizes) : all);
  const shown = list === undefined ? ended() : composeListPage(all, list.name, list.page, sizes);
  if (moment === NOW || all.kind === 'report') return shown;
  return archive(shown, moment, new Set(read(datedRoutes, moment)));
}

/** A page with all of its lists, as if it were one of today. */
export function composeWhole(read: Reader, key: string, seals: Question<Seal>): Document {
  const { kind, moment, id, since } = readKey(key);
  const book = new BookAt(read, moment, seals);
  if (!Object.hasOwn(COMPOSERS, kind)) throw new Error(`There is no page of kind ${kind}.`);
  return COMPOSERS[kind as Kind](book, id, since);
}

const COMPOSERS = {
  home: (book, _, since) => composeHome(book, since === undefined ? undefined : book.at(since)),
  issues: composeIssuesIndex,
  'issues-by': composeFacetPage,
  issue: (book, id) => composeIssue(book, found(book.issue(id), id)),
  suites: composeSuitesIndex,
  suite: (book, id) => composeSuite(book, found(book.suite(id), id)),
  patterns: composePatternsIndex,
  pattern: (book, id) => composePattern(book, found(book.pattern(id), id)),
  plan: composePlan,
  decisions: composeDecisions,
  references: composeReferences,
  reports: (book, output) =>
    composeReportsIndex(book, listReports(book), output === 'site' ? 'site' : 'docs'),
  runs: composeRuns,
  run: (book, suite, slug = '') => composeRun(book, suite, slug),
  report: (book, id, since) => suiteReport(book, id, since, 'brief'),
  'full-report': (book, id, since) => suiteReport(book, id, since, 'full'),
  'site-report': (book, id, since) => suiteReport(book, id, since, 'full', true),
  bookReport: (book, _, since) => composeBookReport(book, since === undefined ? undefined : book.at(since)),
  changes: (book) => composeChanges(book, [...book.reportDates, NOW]),
} satisfies Record<string, (book: BookAt, id: string, since: Moment | undefined) => Document>;

type Kind = keyof typeof COMPOSERS;

function suiteReport(
  book: BookAt,
  id: string,
  since: Moment | undefined,
  detail: ReportDetail,
  isOnSite = false,
): Document {
  const previous = since === undefined ? undefined : book.at(since);
  return composeReport(book, found(book.suite(id), id), previous, detail, isOnSite);
}

/** All reports, newest first. */
function listReports(book: BookAt): ListedReport[] {
  const moments = [NOW, ...book.reportDates.toReversed()].map((moment) => book.at(moment));
  return moments.flatMap((then): ListedReport[] => [
    ...(then.suiteIds.length > 1 ? [{ entry: bookReportEntry(then), then }] : []),
    ...then.suiteIds.map((suite) => {
      const head = { id: suite, title: then.suiteTitle(suite) };
      return { entry: reportEntry(head, then.asOf.text, 'brief'), then, suite };
    }),
  ]);
}

/** Where no report is made. */
const NO_SEALS = sealQuestion(() => {
  throw new Error('Only reports are sealed.');
});
