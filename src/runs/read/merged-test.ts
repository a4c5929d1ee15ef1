import { isFailure, wasExecuted } from '../../core/outcome.ts';
import { type Attempt, MAX_ATTEMPTS, type TestResult } from './test-result.ts';

/** What a file lists as one: an attempt at a test, with what tells the test from others. */
export interface ListedTest extends Attempt {
  readonly classname: string;
  readonly name: string;
  readonly file: string;
  readonly line?: number;
  /** Attempts before the listed one, in order. */
  readonly others?: readonly Attempt[];
}

/** Attempts at one test, gathered. Most have one only, which is kept as it is. */
export class MergedTest {
  private readonly first: ListedTest;
  private last: Attempt;
  private earlier: Attempt[] | undefined;
  private count = 1;
  private failedBefore = 0;
  /** The last attempt before that came to its end. */
  private executedBefore: Attempt | undefined;

  constructor(first: ListedTest) {
    this.first = first;
    this.last = first;
    for (const other of first.others ?? []) this.addEarlier(other);
  }

  add(attempt: Attempt & { readonly others?: readonly Attempt[] }): void {
    this.addEarlier(this.last);
    for (const other of attempt.others ?? []) this.addEarlier(other);
    this.last = attempt;
  }

  /** @param suiteFile the file of a test that names none itself. */
  result(suite: readonly string[], suiteFile: string): TestResult {
    const { classname, name, file, line } = this.first;
    const { last, failedBefore, executedBefore } = this;
    // What was skipped or cut off hides no failure.
    const deciding = failedBefore > 0 && executedBefore && !wasExecuted(last.status) ? executedBefore : last;
    return {
      suite,
      classname,
      name,
      file: file === '' ? suiteFile : file,
      line,
      ...plain(deciding),
      flaky: deciding.status === 'passed' && failedBefore > 0,
      attemptCount: this.count,
      ...(this.count > MAX_ATTEMPTS && { failedAttempts: failedBefore + Number(isFailure(last.status)) }),
      attempts: this.earlier && [...this.earlier, plain(last)],
    };
  }

  private addEarlier(attempt: Attempt): void {
    this.count += 1;
    if (isFailure(attempt.status)) this.failedBefore += 1;
    if (wasExecuted(attempt.status)) this.executedBefore = attempt;
    this.earlier ??= [];
    if (this.earlier.length < MAX_ATTEMPTS - 1) this.earlier.push(plain(attempt));
  }
}

/** An attempt and nothing else. */
function plain({ status, durationMs, message }: Attempt): Attempt {
  return { status, durationMs, message };
}
