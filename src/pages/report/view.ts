import type { Figures } from '../../asof/figures.ts';
import type { Knowledge } from '../../asof/snapshot.ts';
import { groupOf } from '../../core/status.ts';
import type { Issue } from '../../records/issue/issue.ts';
import type { BookAt } from '../book-at.ts';
import type { IssueAt, SuiteAt } from '../questions.ts';
import type { ReportDetail } from '../routes.ts';
import { GROUP_MARKS, statusLabel, statusOrder, termLabel } from '../words/format.ts';
import { words } from '../words/words.ts';
import type { Seal } from './seal.ts';

/** All that the parts of a report read: one suite as of a date. */
export interface ReportView {
  readonly book: BookAt;
  readonly reading: SuiteAt;
  readonly detail: ReportDetail;
  readonly issues: readonly IssueAt[];
  readonly figures: Figures;
  readonly seal: Seal;
  /** Whose knowledge it uses, where that is another than that of its date. */
  readonly known?: Knowledge;
  /** The book at the report before this one. */
  readonly previous?: BookAt;
}

/** `2 fixed ✅, 3 triaged ⏳`. */
export function statusCounts({ book, figures }: ReportView): string {
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
export function isOld({ book, previous }: ReportView, { issue, group }: IssueAt): boolean {
  const wasSettled = group !== 'unresolved' && previous?.issue(issue.id)?.group === group;
  return wasSettled && !book.isContradicted(issue.id);
}
