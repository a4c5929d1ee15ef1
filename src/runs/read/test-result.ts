import type { FileFinding } from '../../core/finding.ts';
import type { AttemptOutcome } from '../../core/outcome.ts';
import type { SetupFailure } from '../../records/runs/run-schema.ts';

export interface Attempt {
  readonly status: AttemptOutcome;
  /** In milliseconds; left out where the file has none. */
  readonly durationMs?: number;
  /** Why it failed or was skipped: at most `MESSAGE_LENGTH` characters, both ends of a longer one. */
  readonly message?: string;
}

/** One test of a file, all its attempts in one. Its own status, duration and message are those of the last attempt. */
export interface TestResult extends Attempt {
  /** The suites around it, outermost first; a Go package; the innermost 64 where there are more. */
  readonly suite: readonly string[];
  /** Empty where the format has none. */
  readonly classname: string;
  readonly name: string;
  /** As the file says it, so it may be absolute or lead anywhere; empty where the format has none. */
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** The line of the log that it was cut from, 1-based. */
  readonly logLine?: number;
  /** Passed in the end, and an attempt failed before. */
  readonly flaky: boolean;
  /** At least 1. */
  readonly attemptCount: number;
  /** How many of its attempts failed, where there are more than `attempts` keeps. */
  readonly failedAttempts?: number;
  /** In order, the last one included; left out for a single one. The first 49 and the last of more than 50. */
  readonly attempts?: readonly Attempt[];
  /**
   * A JUnit suite lists it several times: `attempts` perhaps; `rows` where its tool tells attempts in another way, so that
   * these are tests of one name, such as rows of a table of data.
   */
  readonly listedAgain?: 'attempts' | 'rows';
  /** Its subtests are results of their own (Go). */
  readonly hasSubtests?: true;
}

/** Those that say most of where a test stands come first. */
export const RESULTS_FORMATS = [
  'junit',
  'go-json',
  'ginkgo-json',
  'playwright-json',
  'jest-json',
  'nunit',
  'xunit',
  'trx',
  'robot',
  'mochawesome',
  'allure',
  'libtest',
  'tap',
  'ctrf',
  'log',
] as const;

export type ResultsFormat = (typeof RESULTS_FORMATS)[number] | 'unknown';

/** `flaky` is a part of `passed`; the outcomes of attempts add up to `tests`. */
export type Counts = Readonly<Record<'tests' | 'flaky' | AttemptOutcome, number>>;

/** What was read of one file. */
export interface ResultsFile {
  readonly format: ResultsFormat;
  /** Attempts at one test are one. */
  readonly counts: Counts;
  /** Every attempt that the file lists by itself. */
  readonly raw: Counts;
  /** Go only: without the tests that have subtests. */
  readonly leaf?: Counts;
  /** Something of the file could not be read: there may be more tests than these. */
  readonly partial: boolean;
  /** It counts more than it lists, or says something that nobody knows: a test may have failed, so that it is never green. */
  readonly short: boolean;
  /** Nobody knows the format, and nothing tells of tests: a report of something else, perhaps. */
  readonly isForeign: boolean;
  /** What is wrong with the file, each thing once. Empty for a sound file. */
  readonly findings: readonly FileFinding[];
  /** The first 100. */
  readonly suiteFailures: readonly SetupFailure[];
  readonly suiteFailureCount: number;
}

/** Whether no failure can be missing from what was read of a file. */
export function isWhole({
  format,
  partial,
  short,
}: Pick<ResultsFile, 'format' | 'partial' | 'short'>): boolean {
  return format !== 'unknown' && !partial && !short;
}

/** Characters of a message that are kept. */
export const MESSAGE_LENGTH = 4096;

/** Attempts at one test that are kept. */
export const MAX_ATTEMPTS = 50;
