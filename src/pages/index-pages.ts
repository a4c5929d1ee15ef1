import type { RootContent } from 'mdast';
import type { Figures } from '../asof/figures.ts';
import { STATUS_GROUPS } from '../core/status.ts';
import { FAMILIES, type Pattern } from '../records/pattern/pattern.ts';
import { stageBar } from './blocks/courses.ts';
import { explorer, issuesTable } from './blocks/issue-fields.ts';
import { patternLink } from './blocks/links.ts';
import { prose } from './blocks/prose.ts';
import { suitesTables } from './blocks/suites.ts';
import {
  bullets,
  counted,
  type Inlines,
  list,
  overviewPage,
  paragraph,
  recordLink,
  region,
  section,
  strong,
  table,
} from './blocks/tree.ts';
import { type BookAt, found } from './book-at.ts';
import type { Document, DocumentEntry } from './document.ts';
import { facetLabel, facetPages, SHOWN_FACETS } from './issue-facets.ts';
import type { Output } from './pages.ts';
import { NOW } from './questions.ts';
import { archiveRoute, ROUTES } from './routes.ts';
import { stateNow } from './suite-page.ts';
import { formatFraction, groupMark } from './words/format.ts';
import { words } from './words/words.ts';

/** Pages that list other pages. */

export function composeIssuesIndex(book: BookAt): Document {
  const says = words.issues;
  const { rows } = book;
  const counts = STATUS_GROUPS.flatMap((group) => {
    const { length } = rows.filter((row) => row.group === group);
    return length === 0 ? [] : [`${length} ${says.groups[group].toLowerCase()}`];
  });
  const summary = says.counts(
    rows.length,
    book.figures().testsAffected.value,
    counts.join(', '),
    book.asOf.text,
  );
  const groups = STATUS_GROUPS.flatMap((group) => {
    const issues = rows.filter((row) => row.group === group);
    const shown = issues.length === 0 ? [] : [issuesTable(book, issues)];
    return section(2, [groupMark(group), ` ${says.groups[group]}`], shown);
  });
  return overviewPage(ROUTES.issues, 'index', says, [
    paragraph(rows.length === 0 ? says.none : summary),
    // Past issues have neither data to filter by nor pages for a part of them.
    ...explorer(book, [], groups),
    ...(book.moment === NOW ? facetLists(book) : []),
  ]);
}

/** The issues that have a value. @param page the part of its address that is its own: `status/fixed`. */
export function composeFacetPage(book: BookAt, page: string): Document {
  const says = words.explorer;
  const route = `${ROUTES.issues}/${page}`;
  const { facet, value } = found(facetPages(book.issueFacets).get(route), route);
  const title = says.title(says.facets[facet], facetLabel(book, facet, value));
  const rows = book.facetRows(facet, value);
  return overviewPage(route, 'index', { title, description: says.description(title) }, [
    paragraph(words.issues.of(rows.length, book.asOf.text), ' ', recordLink(ROUTES.issues, says.all)),
    ...explorer(
      book,
      [{ key: facet, value }],
      [issuesTable(book, rows, ...(facet === 'cause' ? [facet] : []))],
    ),
    ...facetLists(book),
  ]);
}

/** All values that issues have, each with the way to its issues. */
function facetLists(book: BookAt): RootContent[] {
  const says = words.explorer;
  const lists = SHOWN_FACETS.flatMap((facet) => {
    const rows = book.issueFacets[facet].map(({ value, count, route }): Inlines[] => [
      recordLink(route, facetLabel(book, facet, value)),
      String(count),
    ]);
    return rows.length < 2 ? [] : [table([says.facets[facet], ''], rows, ['left', 'right'])];
  });
  return region('facets', lists);
}

export function composePatternsIndex(book: BookAt): Document {
  const says = words.patterns;
  const patterns = book.patternIds.flatMap((id) => book.pattern(id) ?? []);
  const rows = patterns.map(({ id, summary, file }): Inlines[] => [
    patternLink(book, id),
    prose(book, summary, { file }),
    String(book.withPattern(id).length),
  ]);
  return overviewPage(ROUTES.patterns, 'index', says, [
    ...region('text', [paragraph(says.intro)]),
    ...region('site', [paragraph(says.introToCards), ...catalogue(book, patterns)]),
    ...region('folded', [table(says.table, rows, ['left', 'left', 'right'])], says.asTable),
  ]);
}

/** The patterns as cards by family, each with what its issues have come to; on paper, a checklist. */
function catalogue(book: BookAt, patterns: readonly Pattern[]): RootContent[] {
  const { families, noFamily, count } = words.patterns;
  const counted = patterns.map((pattern) => ({ pattern, issues: book.withPattern(pattern.id) }));
  const most = Math.max(1, ...counted.map(({ issues }) => issues.length));
  const card = ({ pattern, issues }: (typeof counted)[number]): RootContent[] => {
    const unresolved = issues.filter(({ group }) => group === 'unresolved').length;
    return region('sheet', [
      paragraph(strong(patternLink(book, pattern.id))),
      paragraph(prose(book, pattern.summary, { file: pattern.file })),
      paragraph(issues.length === 0 ? '' : stageBar(issues, most), count(issues.length, unresolved)),
    ]);
  };
  return [...FAMILIES, undefined].flatMap((family) => {
    const own = counted.filter(({ pattern }) => pattern.family === family);
    const title = family === undefined ? noFamily : families[family];
    return section(2, title, region('columns', own.flatMap(card)));
  });
}

export function composeSuitesIndex(book: BookAt): Document {
  const says = words.suites;
  return overviewPage(ROUTES.suites, 'index', says, [
    ...region('lead', [paragraph(stateNow(book.figures(), book.rows))]),
    paragraph(says.asOf(book.asOf.text)),
    ...suitesTables(book),
  ]);
}

/** A report in a list, with the book at its date, and the suite that it is of; of all of them where it has none. */
export interface ListedReport {
  readonly entry: DocumentEntry;
  readonly then: BookAt;
  readonly suite?: string;
}

/** The reports, newest first. @param output the site has their figures beside them, and the whole book at past dates. */
export function composeReportsIndex(
  book: BookAt,
  reports: readonly ListedReport[],
  output: Output,
): Document {
  const says = words.reports;
  const items = reports.map(({ entry: { route, title, description, facets } }) =>
    counted([recordLink(route, title), `: ${description}`], {
      [words.lists.suite]: facets.Suite?.join() ?? '',
    }),
  );
  const archived = output === 'site' ? book.reportDates.toReversed() : [];
  const past = archived.map((date) =>
    counted(recordLink(archiveRoute(date, ROUTES.home), says.asOf(date)), {
      [words.lists.year]: date.slice(0, 4),
    }),
  );
  const dates = [...new Set(reports.map(({ then }) => then.asOf.text))];
  const shown = output === 'site' ? reportsTable(reports) : list(items);
  return overviewPage(ROUTES.reports, 'index', says, [
    ...region('lead', [paragraph(says.lead(reports.length, dates))]),
    ...(reports.length === 0 ? [] : [shown]),
    ...section(2, says.past, bullets(past)),
  ]);
}

/** `Berth integration tests, March 23, 2026`. */
function titleOf(then: BookAt, suite: string | undefined): string {
  return words.reports.of(suite === undefined ? then.settings.title : then.suiteTitle(suite), then.asOf.text);
}

/** Each report with its three figures, and how much they differ from those of the one before. */
function reportsTable(reports: readonly ListedReport[]): RootContent {
  const rows = reports.map(({ entry, then, suite }, i): Inlines[] => {
    const before = reports.slice(i + 1).find((other) => other.suite === suite);
    const [now, was] = [then.figures(suite), before?.then.figures(suite)];
    const change = (of: (figures: Figures) => number | undefined) =>
      words.reports.change(of(now), was && of(was));
    return [
      recordLink(entry.route, titleOf(then, suite)),
      [
        now.stable === undefined ? words.figures.sizeUnknown : formatFraction(now.stable),
        change(({ stable }) => stable?.value),
      ],
      [String(now.testsUnresolved.value), change(({ testsUnresolved }) => testsUnresolved.value)],
      [String(now.decisionsOpen.value), change(({ decisionsOpen }) => decisionsOpen.value)],
    ];
  });
  return table(words.reports.table, rows);
}
