import type { RootContent } from 'mdast';
import { type FixState, isAhead } from '../../asof/snapshot.ts';
import type { BookAt } from '../book-at.ts';
import type { DocumentEntry } from '../document.ts';
import { printQuery, type Term } from '../issue-query.ts';
import type { IssueRow } from '../issue-rows.ts';
import { type IssueAt, NOW } from '../questions.ts';
import type { IssueRuns } from '../runs/issue-runs.ts';
import { contradictionMark, measuredLine } from '../runs/issue-section.ts';
import { observedLines } from '../runs/observed.ts';
import { formatDate, KIND_LABELS, statusBadge, statusLabel, termLabel } from '../words/format.ts';
import { words } from '../words/words.ts';
import { causeStateWords, checkedWords } from './code-checks.ts';
import type { IssueView } from './issue.ts';
import { issueLink, mechanism, mechanismName, suiteLink } from './links.ts';
import { prose } from './prose.ts';
import { filledTable, type Inlines, strong, table } from './tree.ts';

const { issue: says } = words;

/** A field of an issue: one row here is all that it takes to show it in the places below. */
interface IssueField {
  readonly label: string;
  /** In the summary table of the issue's page: one row for each value. */
  readonly summary?: (view: IssueView, runs: IssueRuns | undefined) => readonly Inlines[];
  /** In the tables of issues. */
  readonly list?: (book: BookAt, row: IssueRow) => Inlines;
  /** Among the facets of the search. */
  readonly facet?: (book: BookAt, reading: IssueAt) => string | undefined;
}

const { fields: labels } = says;

/** In the order of the tables. */
const FIELDS: readonly IssueField[] = [
  { label: labels.id, list: (_, row) => issueLink(row.id, row.label) },
  { label: labels.title, list: (book, row) => prose(book, row.title, { file: row.file, issue: row.id }) },
  {
    label: labels.status,
    list: (book, row) => [statusBadge(row.status, book.settings), contradictionMark(row.isContradicted)],
    facet: (book, { status }) => statusLabel(status, book.settings),
  },
  {
    label: labels.suite,
    summary: ({ book, reading }) => [suiteLink(book, reading.issue.suite)],
    list: (book, row) => suiteLink(book, row.suite),
    facet: (book, { issue }) => book.suiteTitle(issue.suite),
  },
  {
    label: labels.impact,
    summary: ({ book, reading: { issue }, home }) => {
      const affects = issue.affects === undefined ? [] : [says.affects, prose(book, issue.affects, home)];
      return some(issue.impact && [termLabel(book.settings.impacts, issue.impact), affects]);
    },
    list: (book, { impact }) => (impact === undefined ? '' : termLabel(book.settings.impacts, impact)),
    facet: (book, { issue: { impact } }) => impact && termLabel(book.settings.impacts, impact),
  },
  {
    label: labels.locus,
    summary: ({ reading: { issue } }) => some(issue.locus && says.locus(issue.locus.replaceAll('-', ' '))),
  },
  {
    label: labels.timeToFix,
    summary: ({ reading: { group, daysToSettle } }, runs) =>
      group === 'resolved' && daysToSettle !== undefined && runs?.worst?.standing !== 'contradicted'
        ? [says.days(daysToSettle)]
        : [],
  },
  { label: labels.owner, summary: ({ reading: { issue } }) => some(issue.owner) },
  {
    label: labels.cause,
    summary: ({ book, reading: { issue, leading }, home }) => {
      if (!leading) return [];
      const claim = leading.claim === undefined ? [] : [': ', prose(book, leading.claim, home)];
      const state = ` (${causeStateWords(book, issue, leading.state)})`;
      return [[mechanism(book, leading), claim, state]];
    },
    list: (book, { pattern }) =>
      pattern === undefined
        ? says.noCause
        : mechanism(book, { pattern: pattern === '' ? undefined : pattern }),
    facet: (book, { leading }) => leading && mechanismName(book, leading),
  },
  { label: labels.applied, summary: (view) => fixesIn((state) => state === 'applied', view) },
  { label: labels.planned, summary: (view) => fixesIn(isAhead, view) },
  {
    label: labels.measured,
    summary: ({ reading }, runs) => some(runs && measuredLine(reading.issue.id, runs)),
  },
  { label: labels.observed, summary: (view) => Object.values(observedLines(view)).flatMap(some) },
  {
    label: labels.checked,
    summary: ({ book, reading: { issue } }) => {
      const evidence = book.issueEvidence(issue.id);
      return some(evidence && checkedWords(book, evidence, book.suiteHead(issue.suite)));
    },
  },
  { label: labels.updated, list: (_, { updated }) => formatDate(updated.slice(0, 10)) },
];

function some(value: Inlines | undefined): Inlines[] {
  return value === undefined ? [] : [value];
}

function fixesIn(isShown: (state: FixState) => boolean, { book, reading, home }: IssueView): Inlines[] {
  return reading.fixes
    .filter(({ state }) => isShown(state))
    .map(({ title, kind, state }) => [
      prose(book, title, home),
      isAhead(state) && kind !== 'fix' ? ` (${KIND_LABELS[kind]})` : '',
      state === 'in-review' ? says.inReview : '',
    ]);
}

/** What one wants to know before reading on: the fields of an issue, then those that the book adds. */
export function summaryTable(view: IssueView, runs: IssueRuns | undefined): RootContent {
  const { book, reading, home } = view;
  const own = FIELDS.flatMap(({ label, summary }) =>
    (summary?.(view, runs) ?? []).map((value): Inlines[] => [strong(label), value]),
  );
  const added = book.settings.fields.flatMap(({ id, label }): Inlines[][] => {
    const value = reading.issue.fields[id];
    return value === undefined ? [] : [[strong(label), prose(book, value, home)]];
  });
  return table([says.summary, ''], [...own, ...added]);
}

/** A row for each issue, without the columns that say nothing of any. @param same what one page has in common: the suite or the cause. */
export function issuesTable(
  book: BookAt,
  issues: readonly IssueRow[],
  ...same: ('suite' | 'cause')[]
): RootContent {
  const told = book.suiteIds.length > 1 ? same : [...same, 'suite' as const];
  const columns = FIELDS.flatMap(({ label, list: cell }) =>
    cell && !told.some((one) => label === labels[one])
      ? [{ label, of: (row: IssueRow) => cell(book, row) }]
      : [],
  );
  return { ...filledTable(columns, issues), data: { ofIssues: true } };
}

/**
 * A list of issues that the site lets people filter: at once, or where the list is a part of its page, when they ask. Past
 * issues have no data to filter by.
 * @param scope what all of them have.
 */
export function explorer(
  book: BookAt,
  scope: readonly Term[],
  list: readonly RootContent[],
  label?: string,
): RootContent[] {
  if (book.moment !== NOW || list.length === 0) return [...list];
  return [{ type: 'region', as: 'explorer', label, scope: printQuery(scope), children: [...list] }];
}

export function issueFacets(book: BookAt, reading: IssueAt): DocumentEntry['facets'] {
  const facets = FIELDS.map(({ label, facet }) => [label, facet?.(book, reading)] as const);
  return Object.fromEntries(
    facets.flatMap(([label, value]) => (value === undefined ? [] : [[label, [value]]])),
  );
}
