import type { Knowledge } from '../../asof/snapshot.ts';
import { groupOf } from '../../core/status.ts';
import type { Issue } from '../../records/issue/issue.ts';
import { type Inlines, joined } from '../blocks/tree.ts';
import { type BookAt, found } from '../book-at.ts';
import type { IssueAt, SuiteAt } from '../questions.ts';
import type { ReportDetail } from '../routes.ts';
import { groupMark, inSentence, statusLabel, statusOrder, termLabel } from '../words/format.ts';
import { words } from '../words/words.ts';
import type { Seal } from './seal.ts';

/** All that the parts of the report of one suite read. */
export interface ReportView extends SummaryView {
  readonly reading: SuiteAt;
  readonly seal: Seal;
  /** Whose knowledge it uses, where that is another than that of its date. */
  readonly known?: Knowledge;
  /** Whether it stands beside pages of all issues as of its date. */
  readonly isOnSite: boolean;
}

/**
 * What the parts read that a report of one suite and that of all suites share: what presses most comes first.
 * @param previous the book at the report before this one.
 * @param suite the suite that it is about; undefined for all suites.
 */
export function summaryView(
  book: BookAt,
  previous: BookAt | undefined,
  detail: ReportDetail,
  suite?: string,
) {
  const rows = suite === undefined ? book.rows : book.suiteRows(suite);
  const difference = previous && book.differenceSince(previous.moment, suite);
  return { book, suite, previous, difference, detail, rows, figures: book.figures(suite) };
}

export type SummaryView = ReturnType<typeof summaryView>;

/** The issues in the order of the rows. */
export function issuesOf({ book, rows }: SummaryView): IssueAt[] {
  return rows.map(({ id }) => found(book.issue(id), id));
}

/** `2 fixed ✅, 3 triaged ⏳`. */
export function statusCounts({ book, figures }: SummaryView): Inlines {
  const counts = statusOrder([...figures.byStatus.keys()]).map((status): Inlines => {
    const { value } = figures.byStatus.get(status) ?? { value: 0 };
    return [`${value} ${inSentence(statusLabel(status, book.settings))} `, groupMark(groupOf(status))];
  });
  return counts.length === 0 ? words.report.head.noIssueStatus : joined(counts);
}

/** `High (affects checkout)`; the empty string for an issue without either. */
export function impactOf({ settings }: BookAt, { impact, affects }: Issue): string {
  const affected = affects === undefined ? undefined : words.report.affects(affects);
  if (impact === undefined) return affected ?? '';
  const label = termLabel(settings.impacts, impact);
  return affected === undefined ? label : `${label} (${affected})`;
}

/** Issues that were as settled at the last report as they are now, and no run says otherwise: a report has told of them. */
export function oldIssues({ rows, difference }: SummaryView): ReadonlySet<string> {
  if (difference === undefined) return new Set();
  const before = new Map(difference.issues.map(({ key, from }) => [key, from && groupOf(from)]));
  const old = rows.filter(
    ({ id, group, isContradicted }) =>
      group !== 'unresolved' && !isContradicted && (!before.has(id) || before.get(id) === group),
  );
  return new Set(old.map(({ id }) => id));
}
