import type { Place } from '../core/place.ts';
import type { Duration } from './read/durations.ts';
import type { Percent } from './read/numbers.ts';
import type { Predicate, Tense, Unit } from './read/vocabulary.ts';
import type { AuditRuleId } from './rules.ts';

/** What a number is about. Plain data, as all of a claim: claims can be kept and held against figures later. */
export interface Subject {
  readonly unit: Unit;
  readonly predicate: Predicate;
  /** The part of the suite that the number is limited to; empty for the whole. */
  readonly scope: string;
  /** Levels of testing that are named around it: `integration`. */
  readonly level: string;
  readonly tense: Tense;
  /** What has happened in the state that the number is of: `DS-FLAKY-001 DS-FLAKY-002`, or words; empty for none. */
  readonly after: string;
  /** The sections that it stands in, such as `2.1.`; empty where it speaks for the whole document. */
  readonly section: string;
  readonly label: string;
  /** The statement says that it counts all there are. */
  readonly isWhole: boolean;
  /** It tells of one run, not of the state of a suite. */
  readonly isRun: boolean;
  /** It tells of tests that came or went: sizes differ then. */
  readonly grows: boolean;
}

interface Said {
  readonly place: Place;
  /** As it stands in the document. */
  readonly text: string;
}

/** `155/157 stable (98.7%)`, `2 of 5 fixed`. */
export interface ShareClaim extends Said {
  readonly kind: 'share';
  readonly part: number;
  readonly whole: number;
  readonly percent?: Percent & Said & { readonly takesRest: boolean };
  readonly subject: Subject;
}

/** `5 flaky tests`, `2 Fixed`, `Flaky tests: 5`. */
export interface CountClaim extends Said {
  readonly kind: 'count';
  readonly value: number;
  readonly subject: Subject;
  /** Every number of its line was read: `2 Fixed, 3 Triaged`, and not `2 fixed, 1 verified`. */
  readonly isWholeLine: boolean;
}

/** A percentage of stable or passing tests without its counts. */
export interface RateClaim extends Said {
  readonly kind: 'rate';
  readonly percent: Percent;
  readonly subject: Subject;
}

/** A length of work that a horizon is said to need, or that its entries add up to. */
export interface EffortClaim extends Said {
  readonly kind: 'effort';
  readonly duration: Duration;
  readonly horizon: Horizon;
  readonly source: 'said' | 'summed';
}

export type Horizon = 'immediate' | 'short-term' | 'long-term';

/** `Serial marker (5 min)`: what a piece of work takes, known by the code that its line names. */
export interface EstimateClaim extends Said {
  readonly kind: 'estimate';
  readonly duration: Duration;
  readonly work: string;
  readonly section: string;
}

/** A number beside what was worked out from the same place: entries of a list, a column, parts of a sum. */
export interface TallyClaim extends Said {
  readonly kind: 'tally';
  readonly ruleId: AuditRuleId;
  readonly holds: boolean;
  /** What the number should be, with its unit. */
  readonly expected: string;
  /** What was counted or added: `the list has 6 entries`. */
  readonly from: string;
  readonly reasoning: readonly string[];
  readonly related: readonly { readonly place: Place; readonly message: string }[];
}

/** An issue, or a test, that the document describes or lists as one of its own. */
export interface EntryClaim extends Said {
  readonly kind: 'entry';
  readonly id: string;
  /** Letters of its tests that were named; none where it has one. */
  readonly letters: readonly string[];
  /** `heading` stands above all: there the document describes the entry. */
  readonly source: 'heading' | 'table' | 'list';
  readonly state?: 'resolved' | 'unresolved';
  readonly status?: 'fixed' | 'triaged';
}

/** A number of tests beside the ids that it counts: `DS-FLAKY-004/005 (2 tests)`. */
export interface MentionClaim extends Said {
  readonly kind: 'mention';
  readonly value: number;
  readonly issues: readonly { readonly id: string; readonly letters: readonly string[] }[];
}

/** `Ran 157 of 157 Specs` in a runner's output: evidence, never found fault with. */
export interface EvidenceClaim extends Said {
  readonly kind: 'evidence';
  readonly size: number;
  /** As a subject's. */
  readonly section: string;
}

export type Claim =
  | ShareClaim
  | CountClaim
  | RateClaim
  | EffortClaim
  | EstimateClaim
  | TallyClaim
  | EntryClaim
  | MentionClaim
  | EvidenceClaim;

export type ClaimOf<Kind extends Claim['kind']> = Extract<Claim, { kind: Kind }>;

/** Two values for one thing. */
export interface Contradiction {
  readonly ruleId: AuditRuleId;
  readonly place: Place;
  /** What the document says, as it stands there. */
  readonly said: string;
  /** What stands against it, with what it is: `153 of 157 (97.5%)`. */
  readonly expected: string;
  /** Where that comes from, as the end of a sentence. */
  readonly because: string;
  readonly reasoning: readonly string[];
  readonly related: readonly { readonly place: Place; readonly message: string }[];
}
