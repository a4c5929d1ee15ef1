import type { EffortMinutes } from '../core/effort.ts';
import type { Status, StatusGroup } from '../core/status.ts';
import type { Test } from '../records/issue/issue.ts';
import type { Task } from '../records/issue/work.ts';
import type { FixReading, Overdue } from './snapshot.ts';

/** A number with what it is a part of. `of` is absent where there is nothing to be a part of (a length of time). */
export interface Figure {
  readonly unit: 'issues' | 'tests' | 'minutes' | 'days' | 'fixes' | 'decisions' | 'claims';
  readonly value: number;
  readonly of?: number;
  /** What is summed is known of some suites only. */
  readonly suites?: { readonly known: number; readonly all: number };
}

/** One horizon's planned work: every fix once, however many issues share it. */
export interface HorizonPlan {
  /** A horizon's id of the book; the empty string gathers work without one, last. */
  readonly horizon: string;
  readonly work: readonly PlannedWork[];
  readonly effort: EffortMinutes;
  /** Pieces of work without an estimate: not in the sum. */
  readonly unestimated: number;
}

/** An issue that waits for a fix, as far as a plan shows it: a figure changes with no more of it. */
export interface WaitingIssue {
  readonly issue: { readonly id: string; readonly tests: readonly Pick<Test, 'letter'>[] };
  readonly tests: readonly {
    readonly id: string;
    readonly test: Pick<Test, 'letter'>;
    readonly group: StatusGroup;
  }[];
  readonly group: StatusGroup;
}

export type PlannedWork =
  | {
      readonly kind: 'fix';
      readonly fix: FixReading;
      readonly issues: readonly WaitingIssue[];
    }
  | {
      readonly kind: 'task';
      readonly task: Task;
      readonly home: { readonly kind: 'issue' | 'suite'; readonly id: string };
    };

/** What planned work is expected to give, step by step in the order of the plan. */
export interface ExpectedStep {
  readonly fix: FixReading;
  /** Unresolved tests that the fix concerns and no earlier step of kind `fix` has covered. */
  readonly tests: readonly string[];
  /** Tests stable for good after the step: a mitigation adds none. */
  readonly stable: Figure;
  /** Tests that are quiet only because a mitigation hides them, after the step. */
  readonly masked: Figure;
}

/** Ages of unresolved issues: under a week, a month, a quarter, half a year, a year, and beyond; each ends before its days. */
export const AGES = [
  { age: 'week', days: 7 },
  { age: 'month', days: 30 },
  { age: 'quarter', days: 91 },
  { age: 'half-year', days: 182 },
  { age: 'year', days: 365 },
  { age: 'older', days: Number.POSITIVE_INFINITY },
] as const;

export interface AgeCount {
  readonly age: (typeof AGES)[number]['age'];
  readonly flaking: number;
  readonly held: number;
}

/** All figures of a scope (one suite, or the whole book), as of a date. */
export interface Figures {
  readonly issues: Figure;
  readonly byStatus: ReadonlyMap<Status, Figure>;
  readonly byGroup: ReadonlyMap<StatusGroup, Figure>;
  /** By the leading cause's pattern; issues without a standing cause are under the empty string. */
  readonly byPattern: ReadonlyMap<string, Figure>;
  readonly byImpact: ReadonlyMap<string, Figure>;
  readonly byLocus: ReadonlyMap<string, Figure>;
  readonly testsAffected: Figure;
  /** By the status of each test: an unresolved issue may have resolved tests. The three add up to the affected ones. */
  readonly testsUnresolved: Figure;
  readonly testsResolved: Figure;
  readonly testsClosed: Figure;
  /** Unresolved issues that name no test, such as those of a job. */
  readonly testless: Figure;
  /** Tests of the suites in scope whose size is known as of the date. */
  readonly suiteSize?: Figure;
  /** Size minus unresolved tests, of the size; absent where no size is known. */
  readonly stable?: Figure;
  /** Tests of suites of known size that are quiet only because a mitigation or quarantine hides them. */
  readonly masked?: Figure;
  readonly plan: readonly HorizonPlan[];
  /** Steps of the planned fixes that concern unresolved issues; none where no size is known. */
  readonly expected: readonly ExpectedStep[];
  readonly decisionsOpen: Figure;
  readonly decisionsOverdue: Figure;
  readonly oldestDecisionDays?: Figure;
  readonly oldestUnresolvedDays?: Figure;
  /** Unresolved issues by the days since their first status, the youngest first; each of `AGES` is there. */
  readonly byAge: readonly AgeCount[];
  /** Median over the resolved issues of the days from the first status to the resolving one. */
  readonly medianTimeToFixDays?: Figure;
  /** Issues with a test whose present status promised to end before the date; once for each such end, the longest past first. */
  readonly mitigationsPastUntil: readonly ({ readonly issue: string } & Overdue)[];
  /** Fixes that some issue has applied (they hold, or fell), of all fixes; a shared fix is one. */
  readonly fixesApplied: Figure;
  /** Entries that claim a fix or a mitigation and were followed by `reopened`, of all such entries; a shared one is one. */
  readonly fixesFallen: Figure;
  /** Issues whose first cause is refuted or superseded, of the issues that have a cause. */
  readonly firstDiagnosesFallen: Figure;
}

/**
 * A figure under the name that prose, differences and programs use for it: `suite.stable`, `issues.fixed`,
 * `effort.immediate`. An effort is a range of minutes, from `value` to `high`.
 */
export interface NamedFigure extends Figure {
  readonly name: string;
  readonly high?: number;
  /** Pieces of work without an estimate, which are not in the effort. */
  readonly unestimated?: number;
}

/** All figures of a scope by name, in a fixed order. A figure that cannot be known as of the date is absent. */
export function nameFigures(figures: Figures): ReadonlyMap<string, NamedFigure> {
  const named = new Map<string, NamedFigure>();
  const add = (name: string, figure: Omit<NamedFigure, 'name'> | undefined): void => {
    if (figure) named.set(name, { name, ...figure });
  };
  add('suite.size', figures.suiteSize);
  add('suite.stable', figures.stable);
  add('tests.affected', figures.testsAffected);
  add('tests.unresolved', figures.testsUnresolved);
  add('tests.resolved', figures.testsResolved);
  add('tests.closed', figures.testsClosed);
  add('issues.all', figures.issues);
  for (const [group, figure] of figures.byGroup) add(`issues.${group}`, figure);
  for (const [status, figure] of figures.byStatus) add(`issues.${status}`, figure);
  for (const [pattern, figure] of figures.byPattern) if (pattern !== '') add(`pattern.${pattern}`, figure);
  for (const [impact, figure] of figures.byImpact) if (impact !== '') add(`impact.${impact}`, figure);
  for (const { horizon, effort, unestimated } of figures.plan) {
    const { lowMinutes: value, highMinutes: high } = effort;
    const name = `effort.${horizon === '' ? 'without-horizon' : horizon}`;
    add(name, { unit: 'minutes', value, high, ...(unestimated > 0 && { unestimated }) });
  }
  add('decisions.open', figures.decisionsOpen);
  add('decisions.overdue', figures.decisionsOverdue);
  add('fixes.applied', figures.fixesApplied);
  add('fixes.fallen', figures.fixesFallen);
  add('causes.first-fallen', figures.firstDiagnosesFallen);
  return named;
}
