import type { When } from '../../core/calendar.ts';
import type { Effort } from '../../core/effort.ts';
import type { TimelineWord } from '../../core/status.ts';

/** Where the defect lies, and so who must act. */
export const LOCI = ['test', 'product', 'test-infrastructure', 'environment'] as const;
export type Locus = (typeof LOCI)[number];

export interface Test {
  /** `a`, `b`, …: the key of the front matter. */
  readonly letter: string;
  readonly label?: string;
  /** As the runner reports it. */
  readonly name?: string;
  /** `path:line` or `path:first-last`, relative to the suite's repository. */
  readonly at?: string;
  readonly aliases: readonly string[];
  readonly where: readonly string[];
}

/** `DS-FLAKY-003a`, or the issue's id where it has one test. */
export function testIdOf(
  { id, tests }: Pick<Issue, 'id' | 'tests'>,
  { letter }: Pick<Test, 'letter'>,
): string {
  return tests.length > 1 ? id + letter : id;
}

export const CAUSE_STATES = ['proposed', 'supported', 'refuted', 'superseded'] as const;
export type CauseState = (typeof CAUSE_STATES)[number];

/** A hypothesis about an issue. */
export interface Cause {
  readonly id: string;
  /** The pattern's id; the cause's own id unless `pattern:` says another. */
  readonly pattern: string;
  readonly claim?: string;
  /** Dated states in the order of the file; one without a date stands from the issue's beginning. */
  readonly states: readonly { readonly state: CauseState; readonly at: When }[];
  readonly because?: string;
  /** The issue whose cause of the same id this one repeats. */
  readonly same?: string;
}

export const FIX_KINDS = ['fix', 'mitigation', 'relocation'] as const;
export type FixKind = (typeof FIX_KINDS)[number];

/** A remedy of an issue. Fields that a `same:` fix leaves out are those of the fix that it repeats. */
export interface Fix {
  readonly id: string;
  readonly title?: string;
  readonly does?: string;
  readonly kind?: FixKind;
  readonly horizon?: string;
  readonly effort?: Effort;
  readonly gain?: string;
  readonly cost?: string;
  /** The issue whose fix of the same id this one is: one fix in every sum. */
  readonly same?: string;
}

/** Work of no single fix: suite-wide, or around an issue. */
export interface Task {
  readonly id: string;
  readonly title: string;
  readonly does?: string;
  readonly horizon?: string;
  readonly effort?: Effort;
  readonly gain?: string;
  readonly cost?: string;
  readonly done?: When;
}

export interface Decision {
  readonly id: string;
  readonly ask: string;
  /** Fix ids, issue ids or free words. */
  readonly options: readonly string[];
  readonly asked?: When;
  readonly of?: string;
  readonly due?: When;
  readonly advised?: string;
  /** Issues that the question concerns, where it stands in a suite or concerns several. */
  readonly about: readonly string[];
  /** `ISSUE/fix`: the work whose sum the question is about. */
  readonly covers: readonly string[];
  readonly answered?: When;
  readonly chosen?: string;
  readonly rejected: readonly string[];
  readonly why?: string;
}

export interface Signature {
  readonly text?: string;
  readonly regex?: string;
  readonly matches: readonly string[];
  readonly rejects: readonly string[];
}

export const RELATIONS = ['recurrence-of', 'caused-by', 'same-area'] as const;
export type Relation = (typeof RELATIONS)[number];

export interface Related {
  readonly kind: Relation;
  readonly issue: string;
}

/** One dated entry; its word is a status or an event, and its details depend on the word (`status.ts`). */
export interface TimelineEntry {
  readonly word: TimelineWord;
  readonly at: When;
  /** Letters of the tests that the entry is about; empty: all. */
  readonly tests: readonly string[];
  readonly note?: string;
  readonly fix?: string;
  readonly commit?: string;
  readonly run?: string;
  readonly runs?: readonly string[];
  readonly until?: When;
  readonly why?: string;
  readonly by?: string;
  readonly to?: string;
  readonly what?: string;
  readonly result?: string;
}

export interface Issue {
  readonly kind: 'issue';
  /** As printed, and the file's name: `DS-FLAKY-003`. */
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly suite: string;
  readonly impact?: string;
  readonly affects?: string;
  readonly locus?: Locus;
  readonly owner?: string;
  readonly tests: readonly Test[];
  readonly causes: readonly Cause[];
  readonly fixes: readonly Fix[];
  readonly decisions: readonly Decision[];
  readonly tasks: readonly Task[];
  readonly signatures: readonly Signature[];
  /** Reference ids, `ticket:…`, or URLs. */
  readonly references: readonly string[];
  readonly related: readonly Related[];
  readonly timeline: readonly TimelineEntry[];
  /** Names of the figures that its prose refers to, as `{{suite.stable}}`; absent where there is none. */
  readonly figures?: readonly string[];
  /** The book's extra fields. */
  readonly fields: Readonly<Record<string, string>>;
}
