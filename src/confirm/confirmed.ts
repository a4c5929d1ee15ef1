import type { Snapshot } from '../asof/snapshot.ts';
import type { When } from '../core/calendar.ts';
import type { FixConfidence, Proposal } from './measure-fixes.ts';
import type { ObservedClaim } from './observed-claims.ts';

/** The claimed fixes of a book, held against the runs. */
export interface ConfirmedBook {
  readonly asOf: When;
  readonly snapshot: Snapshot;
  /** In id order. */
  readonly suites: readonly ConfirmedSuite[];
}

export interface ConfirmedSuite {
  readonly suite: string;
  /** Tests that are claimed to be mended. */
  readonly claims: number;
  readonly isMeasured: boolean;
  /** Measured runs that count as evidence. */
  readonly runs: number;
  /** Issues with such tests, in id order; none where the suite has no measured run. */
  readonly issues: readonly ConfirmedIssue[];
  /** Issues whose runs somebody counted, in id order. */
  readonly counted: readonly CountedIssue[];
}

/** How the claimed fix of an issue stands to the runs that somebody counted. */
export interface CountedIssue extends ObservedClaim {
  readonly issue: string;
}

export interface ConfirmedIssue {
  readonly issue: string;
  readonly title: string;
  readonly file: string;
  readonly fixes: readonly ConfirmedFix[];
  readonly proposals: readonly ProposedEntry[];
}

export interface ConfirmedFix extends FixConfidence {
  /** How likely it holds, from 0 to 1; absent where luck is unknown, and after a failure. */
  readonly holds?: number;
  /** The shell command that repeats the test as often as it still must pass; absent where its tool is not known. */
  readonly stress?: string;
}

/** A proposal with the lines that it adds to the record. */
interface ProposedEntry extends Proposal {
  readonly lines: string;
}

/** What became of the proposals for one record. */
export interface Edit {
  readonly file: string;
  /** Why it was left as it was; absent where it was written. */
  readonly refused?: string;
}
