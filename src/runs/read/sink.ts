import { ATTEMPT_OUTCOMES, type AttemptOutcome } from '../../core/outcome.ts';
import type { SetupFailure } from '../../records/runs/run-schema.ts';
import { KeptTexts } from './kept-text.ts';
import type { Counts, ResultsFile, ResultsFormat, TestResult } from './test-result.ts';

/** A reader of one format: decoded text in, results into a sink. */
export interface FormatReader {
  /** The line that the next text begins in, 1-based. */
  readonly line: number;
  write(text: string): void;
  end(): void;
}

const MAX_MESSAGES = 20;
const MAX_SUITE_FAILURES = 100;

/** Where the reader of a format puts what it finds. */
export class ResultsSink {
  format: ResultsFormat = 'unknown';
  leaf: MutableCounts | undefined;
  readonly texts = new KeptTexts();
  readonly raw = noCounts();
  readonly merged = noCounts();
  private partial = false;
  /** A message without its line, and how often it came. */
  private readonly problems = new Map<string, { text: string; times: number }>();
  private readonly suiteFailures: SetupFailure[] = [];
  private suiteFailureCount = 0;
  private readonly onTest: (test: TestResult) => void;

  constructor(onTest: (test: TestResult) => void) {
    this.onTest = onTest;
  }

  /** A test that was never merged with others. */
  single(test: TestResult): void {
    addTo(this.raw, test.status, test.flaky);
    this.test(test);
  }

  attempt(status: AttemptOutcome, flaky: boolean): void {
    addTo(this.raw, status, flaky);
  }

  test(test: TestResult): void {
    addTo(this.merged, test.status, test.flaky);
    if (this.leaf && !test.hasSubtests) addTo(this.leaf, test.status, test.flaky);
    this.onTest(test);
    if (test.attempts) for (const { message } of test.attempts) this.texts.release(message);
    else this.texts.release(test.message);
  }

  suiteFailure(suite: string, message: string): void {
    this.suiteFailureCount += 1;
    if (this.suiteFailures.length < MAX_SUITE_FAILURES)
      this.suiteFailures.push({
        suite: this.texts.share(suite),
        message: this.texts.message(message) ?? 'failed',
      });
  }

  /**
   * Something is wrong with the file.
   * @param text a sentence with `{line}` where the line belongs; said once, with the place of the first time.
   */
  problem(text: string, { line, partial = false }: { line?: number; partial?: boolean } = {}): void {
    this.partial ||= partial;
    const known = this.problems.get(text);
    if (known) known.times += 1;
    else if (this.problems.size <= MAX_MESSAGES)
      this.problems.set(text, { text: text.replace('{line}', () => `line ${line ?? 1}`), times: 1 });
  }

  result(): ResultsFile {
    const messages = [...this.problems.values()].map(({ text, times }) =>
      times === 1 ? text : `${text} ${times - 1} more of this kind.`,
    );
    const { format, merged, raw, leaf, partial, suiteFailures, suiteFailureCount } = this;
    return {
      format,
      counts: merged,
      raw,
      leaf: leaf || undefined,
      partial,
      messages:
        messages.length > MAX_MESSAGES
          ? [...messages.slice(0, MAX_MESSAGES), 'More is wrong with this file than is listed here.']
          : messages,
      suiteFailures,
      suiteFailureCount,
    };
  }
}

export type MutableCounts = { -readonly [Key in keyof Counts]: number };

export function noCounts(): MutableCounts {
  const statuses = Object.fromEntries(ATTEMPT_OUTCOMES.map((status) => [status, 0])) as Record<
    AttemptOutcome,
    number
  >;
  return { tests: 0, ...statuses, flaky: 0 };
}

function addTo(counts: MutableCounts, status: AttemptOutcome, flaky: boolean): void {
  counts.tests += 1;
  counts[status] += 1;
  if (flaky) counts.flaky += 1;
}
