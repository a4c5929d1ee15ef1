import type { Knowledge } from '../../asof/snapshot.ts';
import { groupOf } from '../../core/status.ts';
import type { Issue } from '../../records/issue/issue.ts';
import type { BookAt } from '../book-at.ts';
import type { IssueAt, SuiteAt } from '../questions.ts';
import type { ReportDetail } from '../routes.ts';
import { GROUP_MARKS, statusLabel, statusOrder, termLabel } from '../words/format.ts';
import { words } from '../words/words.ts';
import type { Seal } from './seal.ts';

/** All that the parts of the report of one suite read. */
export interface ReportView extends SummaryView {
  readonly reading: SuiteAt;
  readonly seal: Seal;
  /** Whose knowledge it uses, where that is another than that of its date. */
  readonly known?: Knowledge;
}

/**
 * What the parts read that a report of one suite and that of all suites share: what presses most comes first.
 * @param previous the book at the report before this one.
 * @param suite the suite that it is about; undefined for all suites.
 */
export function summaryView(
  book: BookAt,
  suites: readonly SuiteAt[],
  previous: BookAt | undefined,
  detail: ReportDetail,
  suite?: string,
) {
  const rows = suite === undefined ? book.rows : book.suiteRows(suite);
  const issues = rows.flatMap(({ id }) => book.issue(id) ?? []);
  return { book, suites, suite, previous, detail, issues, figures: book.figures(suite) };
}

export type SummaryView = ReturnType<typeof summaryView>;

/** `2 fixed ✅, 3 triaged ⏳`. */
export function statusCounts({ book, figures }: SummaryView): string {
  const counts = statusOrder([...figures.byStatus.keys()]).map((status) => {
    const { value } = figures.byStatus.get(status) ?? { value: 0 };
    return `${value} ${statusLabel(status, book.settings).toLowerCase()} ${GROUP_MARKS[groupOf(status)]}`;
  });
  return counts.length === 0 ? words.report.head.noIssueStatus : counts.join(', ');
}

/** `High (affects checkout)`; the empty string for an issue without either. */
export function impactOf({ settings }: BookAt, { impact, affects }: Issue): string {
  const affected = affects === undefined ? undefined : words.report.affects(affects);
  if (impact === undefined) return affected ?? '';
  const label = termLabel(settings.impacts, impact);
  return affected === undefined ? label : `${label} (${affected})`;
}

/** Whether an issue was as settled at the last report as it is now, and no run says otherwise: a report has told of it. */
export function isOld({ book, previous }: SummaryView, { issue, group }: IssueAt): boolean {
  const wasSettled = group !== 'unresolved' && previous?.issue(issue.id)?.group === group;
  return wasSettled && !book.isContradicted(issue.id);
}
