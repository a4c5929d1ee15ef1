import type { When } from '../../core/calendar.ts';
import type { Decision, Task } from '../issue/issue.ts';

export interface SuiteSize {
  readonly date: When;
  readonly tests: number;
}

/** One execution of a suite, noted by hand. Counts that were not given are absent, never 0. */
export interface Run {
  readonly id: string;
  readonly date: When;
  /** Issues whose fixes the run already had. */
  readonly after: readonly string[];
  readonly of?: number;
  readonly ran?: number;
  readonly passed?: number;
  readonly failed?: number;
  readonly errored?: number;
  readonly pending?: number;
  readonly skipped?: number;
  readonly interrupted?: number;
  readonly flaky?: number;
  /** As written, such as `50.630s`. */
  readonly took?: string;
  readonly commit?: string;
  readonly url?: string;
  /** Ids of the tests that failed, such as `DS-FLAKY-003a`. */
  readonly failures: readonly string[];
  readonly with: Readonly<Record<string, string>>;
}

export interface Suite {
  readonly kind: 'suite';
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly framework?: string;
  readonly command?: string;
  readonly source?: { readonly repository?: string; readonly branch?: string };
  readonly size: readonly SuiteSize[];
  readonly runs: readonly Run[];
  readonly tasks: readonly Task[];
  readonly decisions: readonly Decision[];
  /** Names of the figures that its prose refers to, as `{{suite.stable}}`; absent where there is none. */
  readonly figures?: readonly string[];
  /** Groups of references, in the order in which the report lists them. */
  readonly references: readonly string[];
}
