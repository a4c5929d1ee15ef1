import { OUTCOMES, type Outcome } from '../../core/outcome.ts';
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
}

/** All measured runs of a suite. */
export interface RunHistory {
  /** By UTC time, then id. */
  readonly runs: readonly MeasuredRun[];
  /** Sorted printed locators by roster id. */
  readonly rosters: ReadonlyMap<string, readonly string[]>;
}

export const NO_RUNS: RunHistory = { runs: [], rosters: new Map() };
