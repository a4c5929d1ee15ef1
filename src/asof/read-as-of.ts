import type { When } from '../core/calendar.ts';
import { compareText } from '../core/finding.ts';
import { itemId } from '../core/ids.ts';
import type { Issue } from '../records/issue/issue.ts';
import type { Task } from '../records/issue/work.ts';
import type { KnowledgeBase } from '../records/knowledge-base.ts';
import type { Suite, SuiteSize } from '../records/suite/suite.ts';
import { type AsOfView, createAsOfView, makeAsOf } from './reading/as-of-view.ts';
import { collectRejections, type Rejection, readDecision } from './reading/decisions.ts';
import {
  type CauseResolver,
  createCauseResolver,
  createFixResolver,
  type FixResolver,
  findLeading,
  readCause,
  readFix,
} from './reading/remedies.ts';
import { readStatus, type StatusReading, statusEntriesOf } from './reading/status.ts';
import type { CauseReading, DecisionReading, IssueReading, Snapshot, SuiteReading } from './snapshot.ts';

/**
 * Reads a knowledge base as of a date that has passed `isWhen`: whatever is dated later is absent or undone.
 * The result depends on the records alone, not on the order of the maps. Linear in the size of the records.
 */
export function readAsOf(kb: KnowledgeBase, asOf: When): Snapshot {
  const view = createAsOfView(kb.book, makeAsOf(kb.book, asOf));
  const existing = readStatuses(kb, view);
  const decisions = readDecisions(kb, existing, view);
  const around = {
    view,
    resolveCause: createCauseResolver(kb),
    resolveFix: createFixResolver(kb),
    rejections: collectRejections(decisions, view),
    decisions: groupByIssue(decisions),
  };
  const issues = new Map<string, IssueReading>();
  for (const [issue, progress] of existing) issues.set(issue.id, readIssue(issue, progress, around));

  const issuesBySuite = Map.groupBy(issues.values(), ({ issue }) => issue.suite);
  const ofSuites = decisions.filter(({ home }) => home.kind === 'suite');
  const decisionsBySuite = Map.groupBy(ofSuites, ({ home }) => home.id);
  const suites = new Map(
    sortById(kb.suites).map((suite) => {
      const own = decisionsBySuite.get(suite.id) ?? [];
      return [suite.id, readSuite(suite, issuesBySuite.get(suite.id) ?? [], own, view)];
    }),
  );
  const evidence = new Map(
    sortById(kb.evidence).flatMap((kept) => (view.sees(kept.date) ? [[kept.id, kept]] : [])),
  );
  return { kb, asOf: view.asOf, issues, suites, evidence, decisions };
}

/** The issues that exist at the date, in id order. */
function readStatuses(kb: KnowledgeBase, view: AsOfView): ReadonlyMap<Issue, StatusReading> {
  const statuses = new Map<Issue, StatusReading>();
  for (const issue of sortById(kb.issues)) {
    const progress = readStatus(issue, view);
    if (progress !== undefined) statuses.set(issue, progress);
  }
  return statuses;
}

function readDecisions(
  kb: KnowledgeBase,
  existing: ReadonlyMap<Issue, StatusReading>,
  view: AsOfView,
): DecisionReading[] {
  const ids = new Set([...existing.keys()].map(({ id }) => id));
  const exists = (issue: string) => ids.has(issue);
  const homes = [...existing.keys(), ...sortById(kb.suites)];
  return homes.flatMap(({ kind, id, decisions }) =>
    decisions.flatMap((decision) => readDecision(decision, { kind, id }, exists, view) ?? []),
  );
}

/** Decisions by the issues that they show on, each issue's own first. */
function groupByIssue(decisions: readonly DecisionReading[]): Map<string, DecisionReading[]> {
  const own = decisions.flatMap((decision) =>
    decision.home.kind === 'issue' ? [{ issue: decision.home.id, decision }] : [],
  );
  const others = decisions.flatMap((decision) =>
    decision.issues
      .filter((issue) => decision.home.kind === 'suite' || issue !== decision.home.id)
      .map((issue) => ({ issue, decision })),
  );
  const groups = Map.groupBy([...own, ...others], ({ issue }) => issue);
  return new Map([...groups].map(([issue, list]) => [issue, list.map(({ decision }) => decision)]));
}

function sortById<T extends { readonly id: string }>(records: ReadonlyMap<string, T>): T[] {
  return [...records.values()].sort((a, b) => compareText(a.id, b.id));
}

/** What other records say about an issue. */
interface Surroundings {
  readonly view: AsOfView;
  readonly resolveCause: CauseResolver;
  readonly resolveFix: FixResolver;
  /** By `ISSUE/fix`. */
  readonly rejections: ReadonlyMap<string, Rejection>;
  /** Decisions by the issues that they show on, the issue's own first. */
  readonly decisions: ReadonlyMap<string, readonly DecisionReading[]>;
}

/** An issue as of the date, given its status at that date. */
function readIssue(issue: Issue, progress: StatusReading, around: Surroundings): IssueReading {
  const { view } = around;
  const causes = issue.causes.flatMap((cause) => {
    const { item } = around.resolveCause(issue.id, cause);
    return readCause(cause, item, progress.firstStatus, view) ?? [];
  });
  const entries = statusEntriesOf(progress.timeline);
  const fixes = issue.fixes.map((fix) => {
    const rejection = around.rejections.get(itemId(issue.id, fix.id));
    return readFix(issue, around.resolveFix(issue.id, fix), entries, rejection, view);
  });
  const decisions = around.decisions.get(issue.id) ?? [];
  const own = decisions.filter(({ home }) => home.kind === 'issue' && home.id === issue.id);
  const seen = {
    ...issue,
    timeline: progress.timeline,
    causes: causes.map(({ cause }) => cause),
    decisions: own.map(({ decision }) => decision),
    tasks: readTasks(issue.tasks, view),
  };
  return {
    issue: seen,
    ...progress,
    daysToSettle:
      progress.settled === undefined ? undefined : view.daysBetween(progress.firstStatus, progress.settled),
    causes,
    leading: findLeading(causes),
    fixes,
    decisions,
    tasks: seen.tasks,
    updated: view.newest(datesOf(seen, causes, decisions)) ?? progress.since,
    ageDays:
      progress.group === 'unresolved'
        ? view.daysSince(progress.firstStatus)
        : view.daysBetween(progress.firstStatus, progress.since),
  };
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

/** A suite as of the date, given its issues in id order and the decisions of its own record. */
function readSuite(
  suite: Suite,
  issues: readonly IssueReading[],
  decisions: readonly DecisionReading[],
  view: AsOfView,
): SuiteReading {
  const sizes = suite.size.filter(({ date }) => view.sees(date));
  const size = newestSize(sizes, view);
  const runs = suite.runs.filter(({ date }) => view.sees(date));
  const tasks = readTasks(suite.tasks, view);
  return {
    suite: { ...suite, size: sizes, runs, tasks, decisions: decisions.map(({ decision }) => decision) },
    size,
    runs,
    issues,
    decisions,
    tasks,
  };
}

/** The newest size; of two of one date the one that stands later in the file. */
function newestSize(sizes: readonly SuiteSize[], { instantMs }: AsOfView): SuiteSize | undefined {
  let newest: SuiteSize | undefined;
  for (const size of sizes) {
    if (newest === undefined || instantMs(size.date) >= instantMs(newest.date)) newest = size;
  }
  return newest;
}

/** Tasks as of the date: one that is done later is not done yet. */
function readTasks(tasks: readonly Task[], view: AsOfView): readonly Task[] {
  return tasks.map((task) => {
    if (view.sees(task.done)) return task;
    const { done, ...open } = task;
    return open;
  });
}
