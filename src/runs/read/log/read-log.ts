import { firstLine, quoteText } from '../../../core/text.ts';
import { addPiece, own } from '../kept-text.ts';
import type { LineFormat } from '../lines/line-reader.ts';
import type { Named, ResultsSink } from '../sink.ts';
import { MESSAGE_LENGTH } from '../test-result.ts';
import { DIALECTS, type Dialect, MAY_BEGIN } from './dialects.ts';
import { type Ending, endingOf } from './endings.ts';
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
/** Lines that tell of something else that failed. */
const MAX_OTHERS = 1000;

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
  /** Failures that were found before it. */
  readonly found: number;
}

/** What looks like an error where no tool is known, beside what tells of an end. */
const ERROR =
  /^(?:error(?:\[\w+\])?: |Error: |ERROR:? |\[ERROR\] |FATAL|fatal(?: error)?: |panic: |thread '.*' panicked at |Traceback \(most recent|\* What went wrong:|E: |(?:Caused by: )?[\w.$]+(?:Exception|Error)(?:: |$))|: (?:fatal )?error(?: \w+)?: /;
/** Even among what a test printed. */
const CRASHED = /^(?:FATAL ERROR: |INTERNALERROR> |Jest: ")/;
/** A step of a job, or a rule of `make`, failed: something failed since the one before. */
const STEP_FAILED = /^(make(?:\[\d+\])?): \*{3} |^(?:Error: )?(Process completed) with exit code [1-9]/;

/** How a tool sums up, with how many failed: a sum above what was found tells that failures were missed. */
const SUMS: readonly RegExp[] = [
  /^(?:=+ )?(?=\d+ (?:failed|passed|skipped|errors?|deselected|xfailed|xpassed|warnings?)\b.* in [\d.:]+s)(?:(\d{1,6}) failed\b)?(?:.*?(\d{1,6}) errors?\b)?/,
  /^Tests: +(?=.* total$)(?:(\d{1,6}) failed\b)?/,
  /^ +Tests +(?=.*\(\d{1,6}\)$)(?:(\d{1,6}) failed\b)?/,
  /^test result: \w+\. .*?(\d{1,6}) failed;/,
  /^ +Summary \[.*?(?:(\d{1,6}) failed\b|$)/,
  /^\d{1,6} tests? completed, (\d{1,6}) failed/,
  /^\d{1,6} examples?, (\d{1,6}) failures?(?:.*?(\d{1,6}) errors? occurred)?/,
  /^ {2}(\d{1,6}) failing$/,
  /^ {2}(\d{1,6}) failed$|^ {2}\d{1,6} (?:passed|flaky|did not run)\b/,
  /^Failed! +- Failed: +(\d{1,6}),/,
  /^ +Failed: (\d{1,6})$/,
  /^Tests: succeeded \d{1,6}, failed (\d{1,6}),/,
  /^Failed: Total \d{1,6}, Failed (\d{1,6}), Errors (\d{1,6}),/,
  /^\[ FAIL (\d{1,6}) \|/,
  /^\d\d:\d\d \+\d+(?: ~\d+)? -(\d{1,6}): Some tests failed\.$/,
  /^(?:\[[A-Z]+\] )?Tests run: \d{1,6}, Failures: (\d{1,6}), Errors: (\d{1,6}), Skipped: \d{1,6}(?:, Flakes: \d{1,6})?$/,
  /^FAILED \((?:failures=(\d{1,6}))?(?:, )?(?:errors=(\d{1,6}))?/,
  /^\d{1,6} (?:runs|tests), \d{1,6} assertions, (\d{1,6}) failures, (\d{1,6}) errors/,
  /^(?:\d{1,6} \w+, )*\d{1,6} tests?, (\d{1,6}) failures?\b/,
  /^Tests: \d{1,6}, Assertions: \d{1,6}(?:.*?, Errors: (\d{1,6}))?(?:.*?, Failures: (\d{1,6}))?/,
  /^\[ {2}FAILED {2}\] (\d{1,6}) tests?, listed below:/,
  /^FAIL! +-- \d{1,6} Passed \| (\d{1,6}) Failed\b/,
  /^\d{1,3}% tests passed, (\d{1,6}) tests? failed out of/,
  // These say so of parts, too, or count something else.
  /^Output: |^\t? ?Executed \d+ (?:out of \d+ )?tests?\b|^Ginkgo ran |^##teamcity\[testSuiteFinished|^1\.\.\d+$|^# tests \d+$|^DONE \d+ tests/,
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
const MAY_SUM_UP = /fail|pass|tests|\.dart: |[a-z]:$|^##teamcity|^Output: |^1\.\./i;
const GTEST = /^\[ (RUN {6}| {6}OK| {1}FAILED {1}| {2}FAILED {2}) ?\] (\S+?)(?:, where .*)?(?: \(\d+ ms\))?$/;

function keyOf({ file, classname, suite, name }: Named): string {
  return JSON.stringify([file, classname, suite, name]);
}

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
  /** A tool told of a failure, and has not summed up yet. */
  private isRunning = false;
  private isScript = false;
  /** Playwright lists the failures above that were none in the end. */
  private inFlaky = false;
  private readonly flaky = new Set<string>();
  /** Programs of tests that failed by tests of theirs. */
  private readonly explained = new Set<string>();
  /** A line says that tests failed. */
  private toldOfTests = false;
  /** What else seems to have failed, first. */
  private readonly others: { readonly line: number; readonly text: string; readonly ending: Ending }[] = [];
  /** Failures that were found up to the last step of each kind that failed. */
  private readonly ofSteps = new Map<string, number>();
  /** The line before that says something, without a mark of the job. */
  private before = '';
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
    // The script of a step, before what it prints.
    if (/^##\[(?:end)?group\]/.test(line)) this.isScript = line.startsWith('##[group]Run ');
    if (this.go.read(line, at)) return;
    const said = jobError(line) ?? line;
    const ending = this.isScript ? undefined : endingOf(said, this.before, said !== line);
    if (said !== '') this.before = said;
    this.readError(line, said, ending, at);
    if (this.readFailure(line, at) && !CRASHED.test(line)) return;
    this.readSum(line) || this.readOther(said, ending, at);
    this.inFlaky = /^ {2}\d+ flaky$/.test(line) || (this.inFlaky && this.excuse(line));
    if (!MAY_SUM_UP.test(line)) return;
    for (const dialect of Object.values(DIALECTS)) if (dialect.within?.test(line)) this.parts.add(dialect);
    this.file = FILES.map((one) => one.exec(line)?.[1]).find((found) => found !== undefined) ?? this.file;
  }

  /** Whether the line is a part of a failure. */
  private readFailure(line: string, at: number): boolean {
    if (MAY_BEGIN.test(line) && this.begin(line, at)) return true;
    if (this.open && !this.goesOn(this.open, line)) this.close();
    return this.readPytest(line, at) || this.readGtest(line, at) || this.open !== undefined || this.go.isOpen;
  }

  /** @returns whether the line names a test as Playwright's headings do. */
  private excuse(line: string): boolean {
    const groups = DIALECTS.playwright?.begins.exec(`1) ${line.trim()}`)?.groups;
    const named = groups && DIALECTS.playwright?.named(groups, '', '');
    if (named) this.flaky.add(keyOf(named));
    return named !== undefined;
  }

  private sumUp(): void {
    this.isRunning = false;
    this.go.isRunning = false;
  }

  private get found(): number {
    return this.failures.size + this.headed.size + this.go.failedPackages;
  }

  private readSum(line: string): boolean {
    if (!MAY_SUM_UP.test(line)) return false;
    const sum = SUMS.map((one) => one.exec(line)).find((found) => found !== null);
    if (!sum) return false;
    this.sumUp();
    for (const failed of sum.slice(1)) this.summed += Number(failed ?? 0);
    return true;
  }

  /** Looks for what failed beside tests: a known failure of a test does not explain it. */
  private readOther(text: string, ending: Ending | undefined, line: number): void {
    if (ending === undefined) return;
    this.toldOfTests ||= ending === 'tests';
    const [, rule, step = rule] = STEP_FAILED.exec(text) ?? [];
    if (ending === 'failed' || ending === 'tests') this.sumUp();
    const { found } = this;
    const isNew = step === undefined || found > (this.ofSteps.get(step) ?? 0);
    if (step !== undefined) this.ofSteps.set(step, found);
    if ((ending === 'broke' || ending === 'perhaps' || !isNew) && this.others.length < MAX_OTHERS)
      this.others.push({ line, text, ending: isNew ? ending : 'broke' });
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
    for (const [key, { named, cut, said }] of failures) {
      const message = sink.texts.message(said);
      const end = this.flaky.has(key) ? [{ status: 'passed' as const }] : [];
      if (named.name === '') sink.suiteFailure(named.suite[0] || `line ${cut.line}`, said);
      else sink.tell({ ...named, logLine: cut.line }, [{ status: 'failed', message }, ...end]);
    }
    const found = failures.size + this.go.failures;
    sink.format = 'log';
    if (found === 0) this.giveErrors();
    else {
      const failed = { tests: 0, failures: found - this.flaky.size };
      sink.declared({ tests: 0, failures: this.summed }, failed, line, 'the log');
    }
    if (found > 0 && (this.isRunning || this.go.isRunning))
      sink.cutOff(line, 'how many tests failed, as the tool says last', 'the log or the tool was cut off');
    const other = found === 0 ? undefined : this.unexplained();
    if (other)
      sink.problem('missing-results', {
        found: quoteText(firstLine(other.text, 80)),
        line: other.line,
        expected: 'failed tests only',
        because: 'something else failed, too',
      });
  }

  /** The first line outside of failures that does not only repeat one. */
  private unexplained() {
    const failures = [...this.failures.values()];
    const names = [
      ...this.go.names,
      ...this.explained,
      ...failures.flatMap(({ named: { name, file = '', suite } }) => [file, name || (suite[0] ?? '')]),
    ].filter((name) => name.length > 2);
    return this.others.find(
      ({ text, ending }) =>
        !(ending === 'perhaps' && names.some((name) => text.includes(name))) &&
        (CRASHED.test(text) || !failures.some(({ said }) => said.includes(text))),
    );
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
      partial: errors.length === 0 || this.summed > 0 || this.toldOfTests,
    });
  }

  private begin(line: string, at: number): boolean {
    for (const dialect of Object.values(DIALECTS)) {
      if (dialect.within && !this.parts.has(dialect)) continue;
      const groups = dialect.begins.exec(line)?.groups;
      if (!groups) continue;
      const isWithin = this.open?.dialect.isOfMany && !dialect.isOfMany;
      this.close(isWithin);
      const { file, found } = this;
      this.open = { line: at, text: '', lines: 0, dialect, groups, file, found };
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

  /** @param hasTests a failure of one of its tests begins. */
  private close(hasTests = false): void {
    const { open } = this;
    this.open = undefined;
    if (!open) return;
    const { dialect, groups, file, found } = open;
    if (dialect === DIALECTS.ginkgo) this.go.toldSpecs = true;
    if (dialect.isOfMany && /^fail/i.test(groups.said ?? 'failed')) {
      const { target = '' } = groups;
      if (hasTests || this.found > found) this.explained.add(target);
      if (hasTests || this.found > found || (dialect.isOneLine && this.explained.has(target))) return;
    }
    const text = open.text.replace(/\n+$/, '');
    const named = dialect.named(groups, text, file);
    if (named && this.add(named, open, dialect.message?.(text, groups) ?? text) && !dialect.sumsUpFirst)
      this.isRunning = true;
  }

  /** Some tools list a failure again at the end. */
  private add(named: Named, cut: Cut, said: string): boolean {
    const key = keyOf(named);
    const isNew = !this.failures.has(key);
    if (isNew && this.failures.size < MAX_FAILURES) this.failures.set(key, { named, cut, said });
    return isNew;
  }

  private readPytest(line: string, at: number): boolean {
    const test = PYTEST_BLOCK.exec(line)?.groups?.test;
    if (test !== undefined) {
      this.isRunning = true;
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
    this.isRunning = true;
    const named =
      path === ''
        ? { suite: [file], name: '' }
        : { suite: steps.slice(0, -1), name: steps.at(-1) ?? '', file };
    // A test and its teardown count as two.
    if (!this.add(named, cut, cut.text)) this.summed -= 1;
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
      this.isRunning = true;
      this.add({ suite: [], classname, name: name.join('.') }, gtest, gtest.text);
    }
    return true;
  }

  private readError(line: string, said: string, ending: Ending | undefined, at: number): void {
    if (this.error && (said === '' || OF_THE_JOB.test(line) || this.error.lines >= ERROR_LINES))
      this.error = undefined;
    const isOfTool = ERROR.test(said);
    const begins = ending === undefined ? isOfTool : ending === 'broke' || ending === 'perhaps';
    if (this.error && (isOfTool || !begins)) {
      this.error.text = addPiece(this.error.text, `${said}\n`, MESSAGE_LENGTH);
      this.error.lines += 1;
    } else if (begins) {
      this.error = { line: at, text: `${said}\n`, lines: 1 };
      if (this.errors.length >= MAX_ERRORS) this.errors.splice(MAX_ERRORS / 2, 1);
      this.errors.push(this.error);
    }
  }
}
