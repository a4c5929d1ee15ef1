import type { When } from '../../core/calendar.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { MeasuredRun } from '../../records/runs/run-schema.ts';
import type { FailureCount } from './statistics.ts';

/**
 * What a run may be used for. `counted`: its tests are; `branch`: another branch than the suite's own;
 * `stress`: its tests were repeated on purpose, which tells of fixes and is in no rate; `infrastructure`: more than 80 % of the suite failed, or its set-up did and no test ran.
 */
export type RunKind = 'counted' | 'branch' | 'stress' | 'infrastructure';

/** A measured run as of a date. */
export interface RunReading {
  readonly run: MeasuredRun;
  readonly kind: RunKind;
  /** More than 80 % of its tests failed: it proves nothing of any of them, on whatever branch. */
  readonly isMass: boolean;
  /** A file of it was cut off, or tests began and did not end: what it shows counts, the run as a whole does not. */
  readonly isPartial: boolean;
}

/** A share x/n with its 95 % Wilson interval; all of 0 to 1. */
export interface Rate {
  readonly failures: number;
  readonly runs: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A series of failures in a row, of counted runs of one test. */
export interface FailureBlock {
  readonly from: When;
  readonly to: When;
  readonly fromCommit: string;
  readonly toCommit: string;
  readonly length: number;
}

/** What the runs say of a test, with what the reason is made of; the words are in `pages/words`. */
export type Verdict = Told & {
  /** In which of its environments this is so, sorted; absent where it is so in all of them. */
  readonly environments?: readonly string[];
};

type Told =
  /** Proof: it passed after a retry, or passed and failed on one commit. On other branches where these are named. */
  | ({ readonly kind: 'flaky'; readonly branches?: readonly string[] } & (
      | { readonly because: 'retry'; readonly count: number }
      | { readonly because: 'same-commit'; readonly commit: string }
    ))
  /** Suspicion: several separate failures among passes. */
  | { readonly kind: 'flaky'; readonly because: 'separate-failures'; readonly blocks: number }
  /** Never passed. */
  | { readonly kind: 'broken'; readonly block: FailureBlock }
  /** Failed from one commit on, until another (`isOver`) or still. */
  | { readonly kind: 'regression'; readonly block: FailureBlock; readonly isOver: boolean }
  /** One failure: too little to tell. */
  | { readonly kind: 'failed-once'; readonly at: When; readonly commit: string }
  /** No test but what sets tests up: its failures are its surroundings'. */
  | { readonly kind: 'infrastructure'; readonly tests: number }
  | { readonly kind: 'never-failed' }
  /** It was skipped or absent in every counted run. */
  | { readonly kind: 'no-signal' };

/** What the counted runs show of one test, under all of its names. Skipped and absent are not runs; nor are retries. */
export interface TestHistory {
  /** The id of the issue's test (`DS-FLAKY-003a`), else the name of the newest run that had it. */
  readonly key: string;
  /** Names in the runs, sorted. */
  readonly names: readonly string[];
  /** The issues that name it, in id order. */
  readonly issues: readonly string[];
  /** Counted executions (n). */
  readonly runs: number;
  /** Those that failed, a pass on retry among them (x). */
  readonly failures: number;
  /** Those that passed on retry. */
  readonly flakyPasses: number;
  readonly skipped: number;
  /** Runs of which it was no part, from its first to its last one. */
  readonly absent: number;
  /** Began without an end, or ended in a way that no tool names. */
  readonly unfinished: number;
  /** Absent without counted executions. */
  readonly rate?: Rate;
  readonly firstSeen?: When;
  readonly lastSeen?: When;
  readonly firstFailure?: When;
  readonly lastFailure?: When;
  readonly verdict: Verdict;
  /** Failures that a regression explains: not in `failures` and `runs` of a flaky test. */
  readonly setAside: number;
  /** Executions on other branches, in no rate; absent without one that failed. */
  readonly onBranches?: FailureCount;
}

/** How a test did in one run. `absent`: the run had no such test. */
export type Observed = Outcome | 'absent';

export interface Observation {
  readonly reading: RunReading;
  readonly outcome: Observed;
  readonly message: string;
}

/** Tests that fail in the same runs more often than chance would have it. */
export interface FlakeGroup {
  /** Keys, sorted. */
  readonly tests: readonly string[];
  /** Runs in which at least two of them failed. */
  readonly together: number;
  /** Runs in which at least one of them failed. */
  readonly runs: number;
}

/** Why whole counted runs were red: each is counted once, at the first of these that is true of it. */
export interface RedCauses {
  /** A test failed that a regression explains. */
  readonly regression: number;
  /** A test failed once, or the set-up did: nothing explains it yet. */
  readonly unexplained: number;
  /** Flaky tests alone failed, apart from broken ones. */
  readonly flaky: number;
  /** Only tests failed that never pass. */
  readonly broken: number;
}

export type RedCause = keyof RedCauses;

/** What stands beside the failures of a flaky test, more often than chance would have it. */
export interface Circumstance {
  /** Tests that ran in the same runs, sorted; an environment; hours of the day in the book's time zone, from and to. */
  readonly what:
    | { readonly kind: 'tests'; readonly tests: readonly string[] }
    | { readonly kind: 'environment'; readonly environment: string }
    | { readonly kind: 'hours'; readonly from: number; readonly to: number };
  /** Executions with it, and without it. */
  readonly with: FailureCount;
  readonly without: FailureCount;
  /** The chance of this or a greater difference, times the comparisons that were made: from 0 to 1 (Bonferroni). */
  readonly chance: number;
}

/** What the measured runs of a suite say, as of a date. */
export interface SuiteRuns {
  readonly suite: string;
  /** By time, then id. */
  readonly runs: readonly RunReading[];
  /** By key, in the order of the keys. */
  readonly tests: ReadonlyMap<string, TestHistory>;
  /** Red among the counted whole runs; absent where there are none. */
  readonly red?: Rate;
  /** Chance from 0 to 1 that flaky tests alone turn a run red: 1 - Π(1 - pᵢ), a pass on retry being green. */
  readonly redByFlake: number;
  readonly redCauses: RedCauses;
  /** Why each run was red that can be called so, as far as that is known. */
  readonly reds: ReadonlyMap<RunReading, RedCause>;
  readonly groups: readonly FlakeGroup[];
  /** By key; absent for a test whose failures nothing marks. The most telling first. */
  readonly circumstances: ReadonlyMap<string, readonly Circumstance[]>;
  /** Names of issue tests (and of no alias) that no run ever showed, by test id. */
  readonly neverSeen: ReadonlyMap<string, string>;
  /** Names of issue tests that fit several tests, and so are none's, by test id. */
  readonly ambiguous?: ReadonlyMap<string, string>;
  /** The key of a name as some run or tool prints it, or of an issue's test by its id; undefined for one that is not known, or fits several. */
  keyOf(name: string): string | undefined;
  /** Every run in order with what it shows of a test; empty for an unknown key. */
  observe(key: string): readonly Observation[];
}
