import type { When } from '../core/calendar.ts';
import type { Rate } from '../runs/verdict/suite-runs.ts';

/**
 * How a claimed fix stands against the runs since. `contradicted`: a failure as the issue describes it came after the
 * claim. `supported`: luck is at most 5 % on two days or more. `gathering`: runs, and too few passes among them yet.
 * `unmeasured`: no failure was measured before the claim, so there is no luck to work out. `no-signal`: no run since
 * (skipped, absent, deleted): never verified.
 */
export type Standing = 'contradicted' | 'supported' | 'gathering' | 'unmeasured' | 'no-signal';

/** A failure that came after the claim. */
interface Relapse {
  readonly run: string;
  readonly at: When;
  readonly message: string;
}

/** One test of an issue whose status claims that it is mended (`fixed` or `verified`), held against the runs. */
export interface FixConfidence {
  /** `DS-FLAKY-003a`, as in `TestState.id`. */
  readonly testId: string;
  readonly letter: string;
  /** The date of the claim: runs after it count. */
  readonly claimed: When;
  readonly word: 'fixed' | 'verified';
  /** Matching failures of the runs before the claim, which may be none of them; absent where no run was measured. */
  readonly before?: Rate;
  /** Passes since the claim. */
  readonly passes: number;
  /** Distinct days, in the book's time zone, of these passes. */
  readonly days: number;
  /** The newest of these passes; absent without any. */
  readonly lastPass?: { readonly run: string; readonly at: When };
  /** Matching failures since the claim, in order. */
  readonly relapses: readonly Relapse[];
  /** Other failures of the test since the claim: no pass, and nothing against the fix. */
  readonly otherFailures: number;
  /** (1 - p)^m, from 0 to 1: the chance that the unmended test would have passed as often. As `posterior`, absent after a relapse. */
  readonly luck?: number;
  /** Passes in all for luck of at most 5 %: at the measured rate, and at the lower end of its interval. */
  readonly needed?: { readonly passes: number; readonly atLowRate: number };
  /** From 0 to 1, with a prior of 0.5. */
  readonly posterior?: number;
  /** Fisher's exact test, one-sided: before against after. From 0 to 1. */
  readonly fisher?: number;
  readonly standing: Standing;
}

/** A change to an issue's timeline that the runs propose; a person commits it. */
export interface Proposal {
  readonly issue: string;
  readonly word: 'verified' | 'reopened';
  /** Of the last run that speaks for it. */
  readonly at: When;
  /** Letters of the tests; all of them where empty. */
  readonly tests: readonly string[];
  /** The run of a relapse; the last run of the passes. */
  readonly run: string;
  readonly note: string;
}
