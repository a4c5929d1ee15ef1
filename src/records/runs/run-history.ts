import type { When } from '../../core/calendar.ts';
import { OUTCOMES, type Outcome } from '../../core/outcome.ts';

/** A run lists every outcome but plain passes: those are all other tests of its roster. */
export type ListedOutcome = Exclude<Outcome, 'passed'>;
export const LISTED_OUTCOMES = OUTCOMES.filter((outcome) => outcome !== 'passed');

/** How one test did in a run, all its attempts in one. */
export interface SeenTest {
  readonly outcome: Outcome;
  /** At least 1. */
  readonly attempts: number;
  /** Why it failed or was skipped; of a flaky one, why the attempt failed. May be empty; at most `OUTCOME_MESSAGE_LENGTH` characters, both ends of a longer one. */
  readonly message: string;
}

/** A test of a run that did not simply pass. */
export interface TestOutcome extends SeenTest {
  /** The printed locator (`test-locator.ts`), as in the roster. */
  readonly test: string;
  readonly outcome: ListedOutcome;
}

/** A failure that belongs to no test: a build, a package, a set-up. */
export interface SetupFailure {
  readonly suite: string;
  readonly message: string;
}

/** One execution of a suite as its result files tell it: a line of the run history. */
export interface MeasuredRun {
  /** Unique in its suite. */
  readonly run: string;
  /** When it began, in UTC with seconds: `2026-01-05T09:00:00Z`. */
  readonly at: When;
  readonly commit: string;
  /** Empty where it was not said. */
  readonly branch: string;
  /**
   * What it ran in, in the team's words: `windows`, `node-22/firefox`. Runs of one commit are one experiment only in one
   * environment. Empty where it was not said.
   */
  readonly environment: string;
  /** Empty where it was not said. */
  readonly url: string;
  /** Of the result files, sorted, each once: `junit`, `ctrf`, … */
  readonly formats: readonly string[];
  /** Tests of the roster; the statuses add up to it, and `flaky` is a part of `passed`. */
  readonly tests: number;
  readonly passed: number;
  readonly flaky: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
  readonly other: number;
  readonly unfinished: number;
  /** Some of its files could not be read to the end: there may be more tests than these. */
  readonly partial: boolean;
  /** Id of the roster: which tests the run had. */
  readonly roster: string;
  /** In order of their tests. */
  readonly outcomes: readonly TestOutcome[];
  readonly setup: readonly SetupFailure[];
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
