import { type Attempt, isFailure, MAX_ATTEMPTS, type TestResult } from './test-result.ts';

interface Identity {
  readonly classname: string;
  readonly name: string;
  readonly line?: number;
}

/** Attempts at one test, gathered. Most have one only, which is kept as it is. */
export class MergedTest {
  private readonly suite: readonly string[];
  private readonly identity: Identity;
  private readonly file: string;
  private last: Attempt | undefined;
  private earlier: Attempt[] | undefined;
  private count = 0;
  private failedBefore = false;
  /** A single attempt can be flaky by itself, with attempts inside. */
  private deciding: Attempt | undefined;

  constructor(suite: readonly string[], identity: Identity, file: string) {
    this.suite = suite;
    this.identity = identity;
    this.file = file;
  }

  /** @param deciding the one of them that says how the test stands now: the last, if not said otherwise. */
  addAll(attempts: readonly Attempt[], deciding?: Attempt): void {
    for (const attempt of attempts) this.add(attempt);
    if (deciding && deciding.status !== this.last?.status) this.deciding = deciding;
  }

  add(attempt: Attempt): void {
    if (this.last) {
      this.failedBefore ||= isFailure(this.last.status);
      this.earlier ??= [];
      if (this.earlier.length < MAX_ATTEMPTS - 1) this.earlier.push(this.last);
    }
    this.last = attempt;
    this.deciding = undefined;
    this.count += 1;
  }

  result(): TestResult {
    const last = this.last ?? { status: 'unfinished' };
    const { status, durationMs, message } = this.deciding ?? last;
    const { classname, name, line } = this.identity;
    return {
      suite: this.suite,
      classname,
      name,
      file: this.file,
      ...(line === undefined ? {} : { line }),
      status,
      ...(durationMs === undefined ? {} : { durationMs }),
      ...(message === undefined ? {} : { message }),
      flaky: status === 'passed' && this.failedBefore,
      attemptCount: Math.max(this.count, 1),
      ...(this.earlier ? { attempts: [...this.earlier, last] } : {}),
    };
  }
}
