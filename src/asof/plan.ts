import { addEffort, effortMinutes, NO_EFFORT, type WorkingTime } from '../core/effort.ts';
import { compareText } from '../core/finding.ts';
import type { Task } from '../records/issue/work.ts';
import type { Scope } from './derive.ts';
import type { HorizonPlan, PlannedWork, WaitingIssue } from './figures.ts';
import { type FixReading, type IssueReading, isAhead } from './snapshot.ts';

type PlannedFix = Extract<PlannedWork, { kind: 'fix' }>;
type PlannedTask = Extract<PlannedWork, { kind: 'task' }>;

/** A fix as one of the issues that share it reads it. */
interface FixUse {
  readonly issue: IssueReading;
  readonly fix: FixReading;
}

/**
 * All planned work by horizon: fixes in the order of issues and files, each once, then tasks. Horizons without
 * work are left out; those that the book does not list follow its own, and work without one comes last.
 */
export function planWork(scope: Scope): HorizonPlan[] {
  const work = [...planFixes(scope), ...planTasks(scope)];
  const groups = Map.groupBy(work, (piece) => itemOf(piece).horizon ?? '');
  const order = scope.snapshot.kb.book.horizons.map(({ id }) => id);
  const rank = (horizon: string) => {
    if (horizon === '') return order.length + 1;
    const index = order.indexOf(horizon);
    return index < 0 ? order.length : index;
  };
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || compareText(a, b))
    .map(([horizon, pieces]) => ({ horizon, ...sumOf(pieces, scope.snapshot.kb.book.work) }));
}

/** Work with the sum of its estimates. */
export function sumOf(work: readonly PlannedWork[], time: WorkingTime): Omit<HorizonPlan, 'horizon'> {
  const efforts = work.flatMap((one) => {
    const { effort } = itemOf(one);
    return effort ? [effortMinutes(effort, time)] : [];
  });
  return { work, effort: efforts.reduce(addEffort, NO_EFFORT), unestimated: work.length - efforts.length };
}

/** What is to be done, or was. */
export function itemOf(work: PlannedWork) {
  return work.kind === 'fix' ? work.fix : work.task;
}

function planFixes({ issues }: Scope): PlannedFix[] {
  const uses = issues.flatMap((issue) => issue.fixes.map((fix): FixUse => ({ issue, fix })));
  const shared = Map.groupBy(uses, ({ fix }) => fix.key);
  return [...shared.values()].flatMap((users) => {
    if (!isPlanned(users)) return [];
    const waiting = users.filter(({ issue, fix }) => isAhead(fix.state) && issue.group !== 'closed');
    // The fields of the fix's owner count; another issue's where the owner has no part in the plan.
    const chosen = waiting.find(({ issue, fix }) => fix.ownerIssue === issue.issue.id) ?? waiting[0];
    if (chosen === undefined) return [];
    const concerned = waiting.map(({ issue }) => shownOf(issue));
    return [{ kind: 'fix', fix: chosen.fix, issues: concerned }];
  });
}

function shownOf({ issue: { id, tests: all }, tests, group }: IssueReading): WaitingIssue {
  return {
    issue: { id, tests: all.map(({ letter }) => ({ letter })) },
    tests: tests.map((state) => ({ id: state.id, test: { letter: state.test.letter }, group: state.group })),
    group,
  };
}

/**
 * Whether a fix is work to do: an unresolved issue waits for it, or no issue has used it yet (a better remedy of
 * what is resolved already). Closed issues wait for nothing.
 */
function isPlanned(users: readonly FixUse[]): boolean {
  const isUnused = users.every(({ fix }) => isAhead(fix.state));
  return users.some(
    ({ issue, fix }) =>
      isAhead(fix.state) && (issue.group === 'unresolved' || (issue.group === 'resolved' && isUnused)),
  );
}

function planTasks({ issues, suites }: Scope): PlannedTask[] {
  const plan = (tasks: readonly Task[], home: PlannedTask['home']): PlannedTask[] =>
    tasks.filter((task) => task.done === undefined).map((task) => ({ kind: 'task', task, home }));
  return [
    ...issues
      .filter(({ group }) => group !== 'closed')
      .flatMap(({ issue }) => plan(issue.tasks, { kind: 'issue', id: issue.id })),
    ...suites.flatMap(({ suite }) => plan(suite.tasks, { kind: 'suite', id: suite.id })),
  ];
}
