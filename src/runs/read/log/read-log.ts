import { firstLine, quoteText } from '../../../core/text.ts';
import { addPiece, own } from '../kept-text.ts';
import type { LineFormat } from '../lines/line-reader.ts';
import type { Named, ResultsSink } from '../sink.ts';
import { MESSAGE_LENGTH } from '../test-result.ts';
import { DIALECTS, type Dialect, MAY_BEGIN } from './dialects.ts';
import { GoLog } from './go-log.ts';
import { Labels } from './labels.ts';
import { jobError, OF_THE_JOB, toolLine, toolLines } from './log-line.ts';

/** Failures of one log. */
const MAX_FAILURES = 10_000;
/** Lines of one failure; what stands behind them is something else. */
const MAX_LINES = 2000;
/** Characters of a line that are looked at. */
const MAX_LINE = 2000;
/** Lines that are looked at together for what stands before each of them. */
const PART = 400;
/** Errors without a test: the first and the last ones tell most. */
const MAX_ERRORS = 20;
const ERROR_LINES = 30;

interface Cut {
  /** Where it begins in the log, 1-based. */
  readonly line: number;
  text: string;
  lines: number;
}

interface Failure extends Cut {
  readonly dialect: Dialect;
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** The file or class of tests that the log was in. */
  readonly file: string;
}

/** What looks like an error where no tool is known. */
const ERROR =
  /^(?:error(?:\[\w+\])?: |Error: |ERROR:? |\[ERROR\] |FATAL|fatal(?: error)?: |panic: |thread '.*' panicked at |Traceback \(most recent|npm (?:ERR!|error) |\* What went wrong:|make(?:\[\d+\])?: \*\*\* |E: |(?:Caused by: )?[\w.$]+(?:Exception|Error)(?:: |$))|: (?:fatal )?error(?: \w+)?: |: command not found$/;
/** That a step failed says nothing of why. */
const SAYS_NOTHING =
  /(?:exit(?:ed)?(?: with)?(?: exit)? (?:code|status)|code ELIFECYCLE|Process completed)\b/i;

/** What a compiler, a build or a crash says, behind which tests are missing. */
const BROKEN =
  /^error(?:\[\w+\])?: |^\[ERROR\] (?:COMPILATION ERROR|Failed to execute goal )|^Execution failed for task '(?!\S*test\S*')|: (?:fatal )?error(?: \w+)?: |: command not found$/i;
/** Even among what a test printed. */
const CRASHED = /^(?:FATAL ERROR: |INTERNALERROR> )/;
/** That tests failed is what the log tells of anyway. */
const OF_TESTS =
  /^error: (?:tests? |\d+ targets? )|maven-(?:surefire|failsafe)-plugin:\S+(?: \(\S+\) on project \S+)?(?: There are (?:some )?test failures.*)?$/i;
const STEP_FAILED = /^(?:Error: )?Process completed with exit code [1-9]/;

/** How a tool sums up; a sum above what was found tells that failures were missed. */
const SUMS: readonly RegExp[] = [
  /^=+ (?:.*, )?(\d{1,6}) failed\b.* in [\d.:]+s/,
  /^Tests: +(?:.*, )?(\d{1,6}) failed\b/,
  /^ +Tests +(?:.*\| )?(\d{1,6}) failed\b/,
  /^test result: FAILED\. .*?(\d{1,6}) failed;/,
  /^\d{1,6} tests? completed, (\d{1,6}) failed/,
  /^\d{1,6} examples?, (\d{1,6}) failures?/,
  /^ {2}(\d{1,6}) failing$/,
  /^ {2}(\d{1,6}) failed$/,
  /^Failed! +- Failed: +(\d{1,6}),/,
  /^Tests: succeeded \d{1,6}, failed (\d{1,6}),/,
  /^\[ FAIL (\d{1,6}) \|/,
  /^\d\d:\d\d \+\d+(?: ~\d+)? -(\d{1,6}): Some tests failed\.$/,
];

const PYTEST_BLOCK = /^_{3,} (?:ERROR (?:at (?:setup|teardown) of |collecting ))?(?<test>\S.*?) _{3,}$/;
const PYTEST_NAME = /^(?:FAILED|ERROR) (?<file>[^\s:]+\.py)(?:::(?<path>\S.*?))?(?: - (?<said>.*))?$/;
/** The file or class whose tests follow. */
const FILES: readonly RegExp[] = [
  /^\s*(?:FAIL|PASS)\s+([^\s:>]+\.[cm]?[jt]sx?)(?:\s|$)(?!>)/,
  /^\d\d:\d\d \+\d+(?: ~\d+)?(?: -\d+)?: (\S+\.dart): /,
  /^((?:[\w$]+\.)*[A-Z][\w$]*(?:Spec|Suite|Tests?)):$/,
  /^##teamcity\[testSuiteStarted name='([^'|]+)'/,
];
/** Few lines have one of these; the others cost no more. */
const MAY_SUM_UP = /fail|PASS|\.dart: |[a-z]:$|^##teamcity/i;
const GTEST = /^\[ (RUN {6}| {6}OK| {1}FAILED {1}| {2}FAILED {2}) ?\] (\S+?)(?:, where .*)?(?: \(\d+ ms\))?$/;

/**
 * A log of a job, or what a tool printed on a terminal: the failures are cut out of it. It tells nothing of tests that
 * passed, so only somebody who asks for failures reads it.
 */
export class LogReader implements LineFormat {
  private readonly sink: ResultsSink;
  private readonly go: GoLog;
  private readonly failures = new Map<
    string,
    { readonly named: Named; readonly cut: Cut; readonly said: string }
  >();
  private readonly errors: Cut[] = [];
  private open: Failure | undefined;
  private error: Cut | undefined;
  /** Of pytest: what stands below each heading, and the names that stand at the end. */
  private readonly headed = new Map<string, Cut[]>();
  private block: Cut | undefined;
  private readonly parts = new Set<Dialect>();
  private file = '';
  private gtest: Cut | undefined;
  private summed = 0;
  /** What else failed, first. */
  private other: { readonly line: number; readonly text: string } | undefined;
  /** Failures that were found up to the last step of the job that failed. */
  private ofSteps = 0;
  private readonly labels = new Labels();
  private waiting: { readonly line: string; readonly at: number }[] = [];

  constructor(sink: ResultsSink) {
    this.sink = sink;
    this.go = new GoLog(sink);
  }

  read(raw: string, at: number): void {
    // No heading is that long, and no pattern is to be tried on a line without end.
    this.waiting.push({ line: raw.length > MAX_LINE ? own(raw.slice(0, MAX_LINE)) : raw, at });
    if (this.waiting.length >= PART) this.readPart();
  }

  private readPart(): void {
    const { labels, waiting } = this;
    this.waiting = [];
    const lines = toolLines(waiting.map(({ line }) => line));
    labels.learn(lines);
    for (const [i, { at }] of waiting.entries()) {
      const line = lines[i] ?? '';
      const stripped = labels.strip(line);
      this.readLine(stripped === line ? line : toolLine(stripped), at);
    }
  }

  private readLine(line: string, at: number): void {
    if (this.go.read(line, at)) return;
    this.readError(line, at);
    if (this.readFailure(line, at) && !CRASHED.test(line)) return;
    this.readOther(jobError(line) ?? line, at);
    if (!MAY_SUM_UP.test(line)) return;
    for (const dialect of Object.values(DIALECTS)) if (dialect.within?.test(line)) this.parts.add(dialect);
    const sum = SUMS.map((one) => one.exec(line)?.[1]).find((found) => found !== undefined);
    if (sum !== undefined) this.summed += Number(sum);
    this.file = FILES.map((one) => one.exec(line)?.[1]).find((found) => found !== undefined) ?? this.file;
  }

  /** Whether the line is a part of a failure. */
  private readFailure(line: string, at: number): boolean {
    if (MAY_BEGIN.test(line) && this.begin(line, at)) return true;
    if (this.open && !this.goesOn(this.open, line)) this.close();
    return this.readPytest(line, at) || this.readGtest(line, at) || this.open !== undefined || this.go.isOpen;
  }

  /** Looks for what failed beside tests: a known failure of a test does not explain it. */
  private readOther(said: string, at: number): void {
    const found = this.failures.size + this.headed.size + this.go.failedPackages;
    const isStep = STEP_FAILED.test(said);
    const isOther = isStep
      ? found === this.ofSteps
      : CRASHED.test(said) || (BROKEN.test(said) && !SAYS_NOTHING.test(said) && !OF_TESTS.test(said));
    if (isStep) this.ofSteps = found;
    if (isOther) this.other ??= { line: at, text: said };
  }

  tooLong(): void {
    this.readPart();
    this.close();
  }

  end(line: number): void {
    const { sink, failures } = this;
    this.readPart();
    this.close();
    this.go.end();
    for (const [name, cuts] of this.headed)
      for (const cut of cuts) {
        const file = /^(\S+\.py):\d+: /m.exec(cut.text)?.[1];
        const steps = name.split('.');
        const test = { suite: steps.slice(0, -1), name: steps.at(-1) ?? name, file };
        // A file that could not be loaded.
        this.add(/\.py$/.test(name) ? { suite: [name], name: '' } : test, cut, cut.text);
      }
    for (const { named, cut, said } of failures.values()) {
      const message = sink.texts.message(said);
      if (named.name === '') sink.suiteFailure(named.suite[0] || `line ${cut.line}`, said);
      else sink.tell({ ...named, logLine: cut.line }, [{ status: 'failed', message }]);
    }
    const found = failures.size + this.go.failures;
    sink.format = 'log';
    if (found === 0) this.giveErrors();
    else sink.declared({ tests: 0, failures: this.summed }, { tests: 0, failures: found }, line, 'the log');
    if (found > 0 && this.other)
      sink.problem('missing-results', {
        found: quoteText(firstLine(this.other.text, 80)),
        line: this.other.line,
        expected: 'failed tests only',
        because: 'something else failed, too',
      });
  }

  private giveErrors(): void {
    const { sink, errors } = this;
    for (const { line, text } of errors) sink.suiteFailure(`line ${line}`, text);
    sink.problem('log-without-tests', {
      found: errors.length === 0 ? 'no failure' : 'errors only',
      expected: 'a failed test in a log',
      because:
        errors.length === 0
          ? 'nobody can tell from it whether the tests passed'
          : 'lines that look like errors were taken, and a test may be among them',
      partial: errors.length === 0 || this.summed > 0,
    });
  }

  private begin(line: string, at: number): boolean {
    for (const dialect of Object.values(DIALECTS)) {
      if (dialect.within && !this.parts.has(dialect)) continue;
      const groups = dialect.begins.exec(line)?.groups;
      if (!groups) continue;
      this.close();
      this.open = { line: at, text: '', lines: 0, dialect, groups, file: this.file };
      if (dialect.isOneLine) this.close();
      return true;
    }
    return false;
  }

  private goesOn(cut: Cut & { readonly dialect?: Dialect }, line: string): boolean {
    if (cut.dialect?.ends.test(line) || OF_THE_JOB.test(line) || cut.lines >= MAX_LINES) return false;
    cut.text = addPiece(cut.text, `${line}\n`, MESSAGE_LENGTH);
    cut.lines += 1;
    return true;
  }

  private close(): void {
    const { open } = this;
    this.open = undefined;
    if (!open) return;
    const { dialect, groups, file } = open;
    if (dialect === DIALECTS.ginkgo) this.go.toldSpecs = true;
    const text = open.text.replace(/\n+$/, '');
    const named = dialect.named(groups, text, file);
    if (named) this.add(named, open, dialect.message?.(text, groups) ?? text);
  }

  /** Some tools list a failure again at the end. */
  private add(named: Named, cut: Cut, said: string): void {
    const key = JSON.stringify([named.file, named.classname, named.suite, named.name]);
    if (this.failures.has(key) || this.failures.size >= MAX_FAILURES) return;
    this.failures.set(key, { named, cut, said });
  }

  private readPytest(line: string, at: number): boolean {
    const test = PYTEST_BLOCK.exec(line)?.groups?.test;
    if (test !== undefined) {
      this.block = { line: at, text: '', lines: 0 };
      const known = this.headed.get(test);
      if (known) known.push(this.block);
      else if (this.headed.size < MAX_FAILURES) this.headed.set(test, [this.block]);
      return true;
    }
    if (this.block && (/^={5,}/.test(line) || !this.goesOn(this.block, line))) this.block = undefined;
    if (this.block) return true;
    const found = PYTEST_NAME.exec(line)?.groups;
    if (!found) return false;
    const { file = '', path = '', said = '' } = found;
    const steps = path.split('::');
    const key = path === '' ? file : steps.join('.');
    const cut = this.headed.get(key)?.shift() ?? { line: at, text: said, lines: 1 };
    if (this.headed.get(key)?.length === 0) this.headed.delete(key);
    this.add(
      path === ''
        ? { suite: [file], name: '' }
        : { suite: steps.slice(0, -1), name: steps.at(-1) ?? '', file },
      cut,
      cut.text,
    );
    return true;
  }

  private readGtest(line: string, at: number): boolean {
    const [, what, test = ''] = GTEST.exec(line) ?? [];
    if (what === undefined) {
      if (this.gtest && !this.goesOn(this.gtest, line)) this.gtest = undefined;
      return false;
    }
    const { gtest } = this;
    this.gtest = what.startsWith('RUN') ? { line: at, text: '', lines: 0 } : undefined;
    if (what.includes('FAILED') && gtest) {
      const [classname = '', ...name] = test.split('.');
      this.add({ suite: [], classname, name: name.join('.') }, gtest, gtest.text);
    }
    return true;
  }

  private readError(line: string, at: number): void {
    const said = jobError(line) ?? line;
    if (this.error && (said === '' || OF_THE_JOB.test(line) || this.error.lines >= ERROR_LINES))
      this.error = undefined;
    const begins = (ERROR.test(said) || said !== line) && !SAYS_NOTHING.test(said);
    if (this.error) {
      this.error.text = addPiece(this.error.text, `${said}\n`, MESSAGE_LENGTH);
      this.error.lines += 1;
    } else if (begins) {
      this.error = { line: at, text: `${said}\n`, lines: 1 };
      if (this.errors.length >= MAX_ERRORS) this.errors.splice(MAX_ERRORS / 2, 1);
      this.errors.push(this.error);
    }
  }
}
