import type { When } from '../../core/calendar.ts';
import type { Issue } from '../../records/issue/issue.ts';
import type { CauseReading, DecisionReading, FixReading, IssueReading } from '../snapshot.ts';
import { type CauseResolver, findLeading, readCause } from './causes.ts';
import type { Rejection } from './decisions.ts';
import { type FixResolver, readFix } from './fixes.ts';
import type { Sight } from './sight.ts';
import { type StatusReading, statusEntriesOf } from './status.ts';
import { readTasks } from './tasks.ts';

/** What other records say about an issue. */
export interface Surroundings {
  readonly sight: Sight;
  readonly resolveCause: CauseResolver;
  readonly resolveFix: FixResolver;
  /** By `ISSUE/fix`. */
  readonly rejections: ReadonlyMap<string, Rejection>;
  /** Decisions by the issues that they show on, the issue's own first. */
  readonly decisions: ReadonlyMap<string, readonly DecisionReading[]>;
}

/** An issue as of the date, given its status at that date. */
export function readIssue(issue: Issue, progress: StatusReading, around: Surroundings): IssueReading {
  const { sight } = around;
  const causes = readCauses(issue, progress, around);
  const leading = findLeading(causes);
  const decisions = around.decisions.get(issue.id) ?? [];
  const own = decisions.filter(({ home }) => home.kind === 'issue' && home.id === issue.id);
  const seen = {
    ...issue,
    timeline: progress.timeline,
    causes: causes.map(({ cause }) => cause),
    decisions: own.map(({ decision }) => decision),
    tasks: readTasks(issue.tasks, sight),
  };
  return {
    issue: seen,
    ...progress,
    daysToSettle:
      progress.settled === undefined ? undefined : sight.daysBetween(progress.firstStatus, progress.settled),
    causes,
    leading,
    fixes: readFixes(issue, progress, around),
    decisions,
    tasks: seen.tasks,
    updated: sight.newest(datesOf(seen, causes, decisions)) ?? progress.since,
    ageDays:
      progress.group === 'unresolved'
        ? sight.daysSince(progress.firstStatus)
        : sight.daysBetween(progress.firstStatus, progress.since),
  };
}

function readCauses(issue: Issue, { firstStatus }: StatusReading, around: Surroundings): CauseReading[] {
  return issue.causes.flatMap((cause) => {
    const { item } = around.resolveCause(issue.id, cause);
    return readCause(cause, item, firstStatus, around.sight) ?? [];
  });
}

function readFixes(issue: Issue, { timeline }: StatusReading, around: Surroundings): FixReading[] {
  const entries = statusEntriesOf(timeline);
  return issue.fixes.map((fix) => {
    const rejection = around.rejections.get(`${issue.id}/${fix.id}`);
    return readFix(issue, around.resolveFix(issue.id, fix), entries, rejection, around.sight);
  });
}

/** All dates that say when something happened; a due date or a mitigation's end does not. */
function* datesOf(
  { timeline, tasks }: Issue,
  causes: readonly CauseReading[],
  decisions: readonly DecisionReading[],
): Generator<When> {
  for (const entry of timeline) yield entry.at;
  for (const { cause, since } of causes) {
    yield since;
    for (const state of cause.states) yield state.at;
  }
  for (const { decision } of decisions) {
    if (decision.asked !== undefined) yield decision.asked;
    if (decision.answered !== undefined) yield decision.answered;
  }
  for (const { done } of tasks) if (done !== undefined) yield done;
}
