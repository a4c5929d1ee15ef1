import { FILE_START, type FileFinding, lineStart } from '../../core/finding.ts';
import { ATTEMPT_OUTCOMES, type AttemptOutcome, decidingOf, isFailure } from '../../core/outcome.ts';
import { plural } from '../../core/text.ts';
import type { SetupFailure } from '../../records/runs/run-schema.ts';
import { finding as textFinding } from '../../text/rules.ts';
import { KeptTexts, own } from './kept-text.ts';
import { hiddenIn } from './locate/names.ts';
import { finding, type Strange, type StrangeRule } from './rules.ts';
import {
  type Attempt,
  type Counts,
  MAX_ATTEMPTS,
  type ResultsFile,
  type ResultsFormat,
  type TestResult,
} from './test-result.ts';

/** A reader of one format: decoded text in, results into a sink. */
export interface FormatReader {
  /** The line that the next text begins in, 1-based. */
  readonly line: number;
  write(text: string): void;
  end(): void;
}

/** Which test it is; what its format has not is left out. */
export interface Named {
  readonly suite: readonly string[];
  readonly classname?: string;
  readonly name: string;
  readonly file?: string;
  /** 1-based; 0 where it is not known. */
  readonly line?: number;
  /** Where a log tells of it, 1-based. */
  readonly logLine?: number;
}

/** What a report says of itself that it holds. */
export interface Declared {
  readonly tests: number;
  readonly failures: number;
}

const MAX_PROBLEMS = 20;
const MANY = finding('more-problems', FILE_START, {
  found: 'more',
  expected: `at most ${MAX_PROBLEMS} problems`,
  because: 'this list is not complete',
});
const MAX_SUITE_FAILURES = 100;

/** Where the reader of a format puts what it finds. */
export class ResultsSink {
  format: ResultsFormat = 'unknown';
  leaf: MutableCounts | undefined;
  readonly texts = new KeptTexts();
  readonly raw = noCounts();
  readonly merged = noCounts();
  /** What was refused may be no test results at all. */
  isForeign = false;
  private partial = false;
  private short = false;
  private header: (Declared & { readonly line: number }) | undefined;
  /** Where the tool says that its run failed, or a part of it, and how many failures at most are of other parts. */
  private verdict: { readonly line: number; readonly others: number } | undefined;
  /** By what is said but the line: the first one, and how many more came. */
  private readonly problems = new Map<string, { readonly found: FileFinding; more: number }>();
  private hidden: { readonly code: string; more: number } | undefined;
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

  /**
   * A test whose attempts stand together, in order; at least one. A pass after a failure is flaky.
   * @param said what its format says of that itself.
   */
  tell(
    { suite, classname = '', name, file = '', line = 0, logLine }: Named,
    attempts: readonly Attempt[],
    said: Partial<Pick<TestResult, 'flaky' | 'attemptCount'>> = {},
  ): void {
    const last = attempts.at(-1);
    const deciding = decidingOf(attempts);
    if (!last || !deciding) return;
    const kept = attempts.length <= MAX_ATTEMPTS ? attempts : [...attempts.slice(0, MAX_ATTEMPTS - 1), last];
    this.single({
      suite: suite.filter((one) => one !== '').map((one) => this.texts.share(one)),
      classname: this.texts.share(classname),
      name: own(name),
      file: this.texts.share(file),
      line: line > 0 ? line : undefined,
      logLine,
      ...deciding,
      flaky: deciding.status === 'passed' && attempts.some(({ status }) => isFailure(status)),
      attemptCount: attempts.length,
      attempts: attempts.length === 1 ? undefined : kept,
      ...said,
    });
  }

  /** What a word of a tool means; one that its format does not know is said to be none. */
  outcome(words: Readonly<Record<string, AttemptOutcome>>, word: unknown, line: number): AttemptOutcome {
    const known = typeof word === 'string' && Object.hasOwn(words, word) ? words[word] : undefined;
    if (known === undefined)
      this.problem('strange-results', {
        found: typeof word === 'string' ? 'another word for how a test ended' : 'none',
        line,
        expected: Object.keys(words).filter(Boolean).join(', '),
      });
    return known ?? 'other';
  }

  /** The file ends before what should come. */
  cutOff(line: number, expected: string, because = 'the file was cut off'): void {
    this.problem('cut-off-results', { found: 'the end of the file', line, expected, because, partial: true });
  }

  attempt(status: AttemptOutcome, flaky: boolean): void {
    addTo(this.raw, status, flaky);
  }

  test(test: TestResult): void {
    addTo(this.merged, test.status, test.flaky);
    if (this.leaf && !test.hasSubtests) addTo(this.leaf, test.status, test.flaky);
    this.lookInto(test.name, test.classname, test.file, test.message, ...test.suite);
    this.onTest(test);
    if (test.attempts) for (const { message } of test.attempts) this.texts.release(message);
    else this.texts.release(test.message);
  }

  /**
   * Compares what a header counts with what was listed below it. Headers that count less are common and harmless; one that
   * counts more tells of tests that are lost: a worker died, or the file was shortened.
   * @returns how many are missing.
   */
  declared(header: Declared, found: Declared, line: number, who = 'the header'): Declared {
    const tests = Math.max(0, header.tests - found.tests);
    const failures = Math.max(0, header.failures - found.failures);
    const say = (missing: number, there: number, what: string) => {
      if (missing <= 0) return;
      this.problem('missing-results', {
        found: String(there),
        line,
        expected: `${plural(there + missing, what)}, as ${who} counts`,
        because: 'what is missing may have failed',
      });
    };
    say(failures, found.failures, 'failure');
    say(tests, found.tests, 'test');
    return { tests, failures };
  }

  /** A header of the whole file. */
  declare({ tests = 0, failures = 0 }: Partial<Declared>, line: number): void {
    const { header } = this;
    this.header = {
      tests: (header?.tests ?? 0) + tests,
      failures: (header?.failures ?? 0) + failures,
      line: header?.line ?? line,
    };
  }

  /**
   * The tool says how its run ended, or a part of it: `isFailed` without a failure is never green.
   * @param others how many failures at most are of other parts; left out for the whole run.
   */
  ended(isFailed: boolean, line: number, others?: number): void {
    if (others !== undefined) this.checkVerdict();
    if (isFailed) this.verdict ??= { line, others: others ?? 0 };
  }

  /** How many tests and suites failed so far. */
  get failures(): number {
    return this.raw.failed + this.raw.errored + this.suiteFailureCount;
  }

  private checkVerdict(): void {
    const { verdict, partial, short } = this;
    this.verdict = undefined;
    if (!verdict || partial || short || this.failures > verdict.others) return;
    this.problem('missing-results', {
      found: 'none',
      line: verdict.line,
      expected: 'a failure',
      because: 'the tool says that the run failed, and no test says why',
    });
  }

  suiteFailure(suite: string, message: string): void {
    this.suiteFailureCount += 1;
    this.lookInto(suite, message);
    if (this.suiteFailures.length < MAX_SUITE_FAILURES)
      this.suiteFailures.push({
        suite: this.texts.share(suite),
        message: this.texts.message(message) ?? 'failed',
      });
  }

  /** Looks for characters that no reader would see: the file may hold them as escapes. */
  private lookInto(...texts: readonly (string | undefined)[]): void {
    const code = texts.map((text = '') => hiddenIn(text)).find((found) => found !== undefined);
    if (code === undefined) return;
    if (this.hidden) this.hidden.more += 1;
    else this.hidden = { code, more: 0 };
  }

  /** Something is wrong with the file: told once, with the place of the first time. */
  problem(
    ruleId: StrangeRule,
    { line, partial = false, ...strange }: Strange & { readonly partial?: boolean },
  ): void {
    this.partial ||= partial;
    this.short ||= ruleId === 'missing-results' || ruleId === 'strange-results';
    const key = JSON.stringify([ruleId, strange]);
    const known = this.problems.get(key);
    if (known) known.more += 1;
    else if (this.problems.size <= MAX_PROBLEMS)
      this.problems.set(key, { found: finding(ruleId, lineStart(line ?? 1), { ...strange, line }), more: 0 });
  }

  /**
   * Markers of git stand in these lines. Where the format broke off there, they are why, and say it better than a parser;
   * elsewhere they may be what a test printed.
   */
  conflict(first: number, last: number): void {
    const found = [...this.problems].map(([key, problem]) => ({
      key,
      line: problem.found.ruleId === 'unknown-results' ? first : problem.found.place.start.line,
    }));
    // A JSON value is found broken where it ends.
    const end = this.format === 'junit' ? last : Number.POSITIVE_INFINITY;
    if (!found.some(({ line }) => line >= first && line <= end)) return;
    for (const { key, line } of found) if (line >= first) this.problems.delete(key);
    this.problems.set('conflict', { found: textFinding('conflict-markers', lineStart(first)), more: 0 });
    this.partial = true;
  }

  result(): ResultsFile {
    const { header, raw: all } = this;
    const failures = this.failures + all.flaky;
    if (header && !this.partial) this.declared(header, { tests: all.tests, failures }, header.line);
    // What failed beside them says why they have no end.
    if (!this.partial && failures === 0 && this.merged.unfinished > 0) {
      this.problem('missing-results', {
        found: `${this.merged.unfinished} that only began`,
        expected: 'an end of every test',
        because: 'what is missing may have failed',
      });
    }
    this.checkVerdict();
    // A log has colours, and bytes of all kinds; nothing in it is a name that must stay the same.
    const findings = [...this.problems.values()]
      .filter(({ found }) => this.format !== 'log' || found.ruleId !== 'garbled-results')
      .map(({ found, more }) => (more === 0 ? found : { ...found, more }));
    if (findings.length > MAX_PROBLEMS) findings.splice(MAX_PROBLEMS, Infinity, MANY);
    if (this.hidden) findings.push(hiddenCharacters(this.hidden));
    const { format, merged, raw, leaf, partial, short, suiteFailures, suiteFailureCount } = this;
    const isForeign = format === 'unknown' && this.isForeign;
    return {
      format,
      counts: merged,
      raw,
      leaf: leaf || undefined,
      partial,
      short,
      isForeign,
      findings,
      suiteFailures,
      suiteFailureCount,
    };
  }
}

/** A note: nothing of the file is lost. */
function hiddenCharacters({ code, more }: { readonly code: string; readonly more: number }): FileFinding {
  const found = finding('garbled-results', FILE_START, {
    found: `\`${code}\` in a name or message`,
    expected: 'text',
    because: 'such characters appear as symbols or escapes',
  });
  return { ...found, severity: 'warning', ...(more > 0 && { more }) };
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
