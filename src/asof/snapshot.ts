import type { When } from '../core/calendar.ts';
import type { Status, StatusGroup } from '../core/status.ts';
import type { Evidence } from '../records/evidence/evidence.ts';
import type { Cause, CauseState, Issue, Test } from '../records/issue/issue.ts';
import type { TimelineEntry } from '../records/issue/timeline.ts';
import type { Decision, Fix, FixKind } from '../records/issue/work.ts';
import type { KnowledgeBase } from '../records/knowledge-base.ts';
import type { ReferenceGroup } from '../records/reference/reference.ts';
import type { Suite, SuiteSize } from '../records/suite/suite.ts';

/** The date at which a knowledge base is read: as written, and the instant that it stands for. */
export interface AsOf {
  readonly text: When;
  /** Milliseconds since the epoch; a date alone is the end of its day in the book's time zone. */
  readonly instantMs: number;
}

/** Whose knowledge is used for what is said of the date of reading. */
export interface Knowledge {
  readonly knownAt: When;
  /** The commit whose content has it; absent where the content is as it is now. */
  readonly commit?: string;
}

/** How far an issue has come: nothing holds it off, something does, it is said to be mended, that was verified, or it ended otherwise. */
export const STAGES = ['flaking', 'held', 'fixed', 'verified', 'closed'] as const;
export type Stage = (typeof STAGES)[number];

/** A mitigation or quarantine that nothing has ended but, perhaps, its date. */
export interface Hold {
  readonly word: Status;
  readonly since: When;
  readonly until?: When;
  /** Its date is past, so that nobody can say whether it still holds anything off. */
  readonly isOver: boolean;
  readonly fix?: string;
  /** Letters of the unresolved tests that it holds off, where there are others. */
  readonly tests?: readonly string[];
}

/** A test as of a date. One that no status has concerned yet is absent. */
export interface TestState {
  readonly test: Test;
  /** `DS-FLAKY-003a`, or the issue's id where it has one test. */
  readonly id: string;
  /** Equal keys of a suite are one test that several issues name. */
  readonly key: string;
  readonly status: Status;
  readonly group: StatusGroup;
  /** Date of the entry with which the status began. */
  readonly since: When;
  /** That entry is from a list without dates: it says nothing of when the status began. */
  readonly listed?: true;
  /** What holds it off, be its status newer: a quarantine stays in place while somebody investigates. */
  readonly held?: Hold;
  /** Date at which the test left the unresolved group; absent while it is in it. */
  readonly settled?: When;
}

export interface CauseReading {
  /** As written, without the states (and what explains them) that lie after the date of reading. */
  readonly cause: Cause;
  /** The mechanism; absent while nobody has classified the cause. */
  readonly pattern?: string;
  /** The fields of a `same:` cause are those of the cause that it repeats, unless given. */
  readonly claim?: string;
  /** Why the newest state was given; absent when that one lies after the date of reading. */
  readonly because?: string;
  readonly state: CauseState;
  readonly since: When;
}

/**
 * planned; in-review: a change is open; tried: it was tried and failed; in-place: it is the quarantine; applied: another
 * status names it; fell: in place, then the issue was reopened; ended: in place, then no more; rejected: a decision
 * says so, or it was taken back before it was in place.
 */
export type FixState =
  | 'planned'
  | 'in-review'
  | 'tried'
  | 'in-place'
  | 'applied'
  | 'fell'
  | 'ended'
  | 'rejected';

/** Whether a fix in this state is work that may still be done. */
export function isAhead(state: FixState): boolean {
  return state === 'planned' || state === 'in-review';
}

/** A remedy as of a date, `same:` resolved. */
export interface FixReading extends Omit<Fix, 'same' | 'title' | 'kind'> {
  /** `DS-FLAKY-004/eventually-filter`: the issue that owns the fix and the fix's id; equal for a fix that several issues share. */
  readonly key: string;
  readonly ownerIssue: string;
  readonly title: string;
  readonly kind: FixKind;
  readonly state: FixState;
  /** When the state began; absent while planned. */
  readonly since?: When;
}

/** Something that was done against the flake, and what became of it. */
export interface Trial {
  /** An entry that applied something (`fixed`, `mitigated` and the like), or one that tried something. */
  readonly entry: TimelineEntry;
  /** What it did is the same as what another trial with this key did: the one fix or commit of several issues. */
  readonly key: string;
  /** The entry that ended it: tests were reopened, or it was taken back. */
  readonly ended?: TimelineEntry;
}

/** A mitigation or quarantine that should be over, while its tests are still in it. */
export interface Overdue extends Hold {
  readonly until: When;
  /** Whole days from that date to the date of reading. */
  readonly days: number;
}

export interface DecisionReading {
  /** As written; without its answer when that lies after the date of reading. */
  readonly decision: Decision;
  /** `DS-FLAKY-003/shutdown` or `data-storage/priority`. */
  readonly key: string;
  readonly home: { readonly kind: 'issue' | 'suite'; readonly id: string };
  /** Issues that the question shows on: its home, and those that it is about, as far as they exist. */
  readonly issues: readonly string[];
  readonly state: 'open' | 'answered';
  /** Whole days from the question to the date of reading; absent when the question is undated. */
  readonly ageDays?: number;
  /** The due date has passed without an answer. */
  readonly overdue: boolean;
}

/** An issue as of a date. It exists from its first status entry on. */
export interface IssueReading {
  /**
   * As written, without anything that became known later. The tests of an entry are named where it says none and some of
   * them became known after it.
   */
  readonly issue: Issue;
  readonly status: Status;
  readonly group: StatusGroup;
  /** Date of the entry with which the status began. */
  readonly since: When;
  /** That entry is from a list without dates: it says nothing of when the status began. */
  readonly listed?: true;
  /** The statuses that it had, one after the other, the present one last. */
  readonly course: readonly StatusSpan[];
  /** Earliest date of a status entry. */
  readonly firstStatus: When;
  /** Date at which the last of its tests left the unresolved group; absent while the issue is unresolved. */
  readonly settled?: When;
  /** Whole days from the first status to `settled`: for a resolved issue the time to fix; absent where a list without dates hides it. */
  readonly daysToSettle?: number;
  readonly tests: readonly TestState[];
  readonly causes: readonly CauseReading[];
  /**
   * Of the causes that are neither refuted nor superseded the one that says so itself; else a supported one before a
   * proposed one, then the newest, then the first written.
   */
  readonly leading?: CauseReading;
  /** The first cause by date. */
  readonly firstDiagnosis?: CauseReading;
  readonly fixes: readonly FixReading[];
  /** In the order of the timeline. */
  readonly trials: readonly Trial[];
  readonly stage: Stage;
  /** What holds its unresolved tests off. */
  readonly holds: readonly Hold[];
  readonly overdue: readonly Overdue[];
  /** The issue's own first, then those of other records that are about it. */
  readonly decisions: readonly DecisionReading[];
  /** Newest date among what is shown of the issue. */
  readonly updated: When;
  /** From the first status to the date of reading; for resolved and closed issues to the date of that status. Whole days. */
  readonly ageDays: number;
}

/** How many tests a suite has: from its record, or from a run. */
export interface KnownSize extends SuiteSize {
  readonly run?: string;
}

/** What the measured runs of a suite show. */
export interface MeasuredSuite {
  /** By the newest whole run. */
  readonly size?: KnownSize;
}

export interface ImpossibleSize extends KnownSize {
  /** Tests of the suite that issues name and that are not closed. */
  readonly named: number;
}

export interface SuiteReading {
  /** As written, without anything dated after the date of reading. */
  readonly suite: Suite;
  /** The newest size; absent where none is known, or where it cannot be. */
  readonly size?: KnownSize;
  /** The newest size where issues name more tests of the suite than that. */
  readonly impossible?: ImpossibleSize;
  /** Issues of the suite, in id order. */
  readonly issues: readonly IssueReading[];
  /** Those that stand in the suite's own record. */
  readonly decisions: readonly DecisionReading[];
}

/** A status of an issue, and since when. */
interface StatusSpan {
  readonly status: Status;
  readonly from: When;
}

/** A knowledge base as of a date: what did not exist yet is absent. Maps are in id order. */
export interface Snapshot {
  readonly kb: KnowledgeBase;
  readonly asOf: AsOf;
  readonly issues: ReadonlyMap<string, IssueReading>;
  readonly suites: ReadonlyMap<string, SuiteReading>;
  /** Without documents of a later date, and without groups of which none is left. */
  readonly references: ReadonlyMap<string, ReferenceGroup>;
  /** By suite: how its records stood against the code, where that was checked at a commit of this date or before. */
  readonly evidence: ReadonlyMap<string, Evidence>;
  /** Every decision once: those of issues, then those of suites, each in id order and then the file's. */
  readonly decisions: readonly DecisionReading[];
}
