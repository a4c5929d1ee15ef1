import { compareText } from '../../core/finding.ts';
import { OUTCOMES, type Outcome } from '../../core/outcome.ts';
import type { AnyRecord } from '../knowledge-base.ts';
import type { MeasuredRun, TestOutcome } from './run-schema.ts';

/** A run lists every outcome but plain passes: those are all other tests of its roster. */
export type ListedOutcome = Exclude<Outcome, 'passed'>;
export const LISTED_OUTCOMES = OUTCOMES.filter((outcome) => outcome !== 'passed');

/** How one test did in a run, all its attempts in one. */
export interface SeenTest extends Omit<TestOutcome, 'test' | 'outcome'> {
  readonly outcome: Outcome;
}

/** Characters of a message that the history keeps. */
export const OUTCOME_MESSAGE_LENGTH = 1000;

/** A month of runs of a suite: `runs/suite=<suite>/month=<YYYY-MM>/runs.jsonl`, by UTC time and then id. */
export interface RunMonth {
  readonly kind: 'runs';
  /** `<suite>/<YYYY-MM>`. */
  readonly id: string;
  readonly file: string;
  readonly suite: string;
  readonly runs: readonly MeasuredRun[];
}

/** The tests of one or more runs: `runs/suite=<suite>/roster=<id>/tests.jsonl`. */
export interface Roster {
  readonly kind: 'roster';
  /** `<suite>/<id>`. */
  readonly id: string;
  readonly file: string;
  readonly suite: string;
  /** Printed locators, sorted, each once. */
  readonly tests: readonly string[];
  /** Of skipped tests: why each was skipped, in the order of the tests. */
  readonly reasons?: readonly string[] | undefined;
}

/** All measured runs of a suite. */
export interface RunHistory {
  /** By UTC time, then id. The tests that a run skipped may stand in the roster `skips` alone. */
  readonly runs: readonly MeasuredRun[];
  /** Sorted printed locators by roster id. */
  readonly rosters: ReadonlyMap<string, readonly string[]>;
}

/** Puts the months and rosters of all suites together, by suite. A run that stands in two months counts once. */
export function toHistories(records: readonly AnyRecord[]): ReadonlyMap<string, RunHistory> {
  const months = records.filter((record) => record.kind === 'runs');
  const rosters = records.filter((record) => record.kind === 'roster');
  const bySuite = Map.groupBy(rosters, ({ suite }) => suite);
  const histories = new Map<string, RunHistory>();
  for (const [suite, own] of Map.groupBy(months, (month) => month.suite)) {
    const runs = own
      .flatMap((month) => month.runs)
      .sort((a, b) => compareText(a.at, b.at) || compareText(a.run, b.run));
    const tests = bySuite.get(suite) ?? [];
    histories.set(suite, {
      runs: [...new Map(runs.toReversed().map((run) => [run.run, run])).values()].reverse(),
      rosters: new Map(tests.map((roster) => [roster.id.slice(suite.length + 1), roster.tests])),
    });
  }
  return histories;
}
