import { isFailure } from '../../../core/outcome.ts';
import { type GoEvent, type GoTests, goTests } from '../go/go-tests.ts';
import { own } from '../kept-text.ts';
import type { ResultsSink } from '../sink.ts';

const MARK = /^\s*=== (RUN|CONT|PAUSE|NAME) +(\S+)/;
const END = /^(\s*)--- (PASS|FAIL|SKIP|BENCH): (\S+) \(([\d.]+)s\)$/;
/** What `t.Error` and `t.Log` print, further in than the end of their test. */
const SAID = /^( {4,})\S+\.go:\d+:/;
const PACKAGE = /^(ok|FAIL|\?)\s+(\S+)(?:\s+(?:[\d.]+s|\[.*\]|\(cached\)).*)?$/;
/** What the compiler says of a package stands below its name. */
const BUILD = /^# [\w.-]+\/[\w./-]+(?: \[.*\])?$/;
const CRASH = /^(?:panic: |fatal error: )/;

/** Events of one package that are kept until its name comes, behind all of them. */
const MAX_EVENTS = 5000;
const MAX_LINE = 4096;

/** What `go test` prints for people, told as the events that test2json makes of it: https://pkg.go.dev/cmd/test2json. */
export class GoLog {
  private readonly tests: GoTests;
  private events: Omit<GoEvent, 'pkg'>[] = [];
  private test: string | undefined;
  /** Tests that have ended, each within the one before, and whose output may follow. */
  private readonly ended: {
    readonly name: string;
    readonly action: string;
    readonly seconds: number;
    readonly indent: number;
  }[] = [];
  /** It tells of a package that has not ended. */
  isOpen = false;
  /** Where a test ended or began, by package and name. */
  private readonly lines = new Map<string, number>();
  private readonly testLines = new Map<string, number>();

  failedPackages = 0;

  /** How many failures were told. */
  failures = 0;
  readonly names: string[] = [];
  /** A package has no end yet, or the list of several packages. */
  isRunning = false;
  private packages = 0;

  /** Ginkgo told of specs that failed: the test that ran them says no more. */
  toldSpecs = false;

  constructor(sink: ResultsSink) {
    this.tests = goTests({
      texts: sink.texts,
      attempt: () => undefined,
      test: (test) => {
        if (!isFailure(test.status) || (this.toldSpecs && isOfSpecs(test.message))) return;
        this.failures += 1;
        this.names.push(test.name);
        sink.single({ ...test, logLine: this.lines.get(`${test.classname} ${test.name}`) });
      },
      suiteFailure: (suite, message) => {
        this.failures += 1;
        this.names.push(suite);
        sink.suiteFailure(suite, message);
      },
    });
  }

  /** Whether the line is one of Go's. */
  read(line: string, at: number): boolean {
    const [, mark, running] = MARK.exec(line) ?? [];
    if (mark !== undefined) {
      this.endTest();
      this.isOpen = true;
      this.isRunning = true;
      this.test = running;
      if (mark === 'RUN') this.add({ action: 'run', test: running });
      if (running !== undefined) this.testLines.set(running, at);
      return true;
    }
    const [, blanks = '', word, name = '', seconds] = END.exec(line) ?? [];
    if (word !== undefined) {
      const indent = blanks.length;
      this.endTest(indent);
      this.isOpen = true;
      this.isRunning = true;
      // It comes before those within it.
      this.add({ action: 'output', test: name });
      this.ended.push({ name, action: word.toLowerCase(), seconds: Number(seconds), indent });
      this.test = name;
      this.testLines.set(name, at);
      return true;
    }
    const [, result, pkg = ''] =
      (this.isOpen || /^(?:FAIL|ok {2}|\? {3})\t/.test(line) ? PACKAGE.exec(line) : undefined) ?? [];
    if (result !== undefined) {
      this.endPackage(pkg, result === 'FAIL' ? 'fail' : 'pass');
      return true;
    }
    if (CRASH.test(line) || BUILD.test(line)) this.isOpen = true;
    if (line === 'FAIL' || line === 'PASS') this.isRunning &&= this.isOpen && this.packages > 0;
    const said = SAID.exec(line)?.[1]?.length ?? 0;
    if (said > 0) this.test = this.ended.findLast(({ indent }) => indent < said)?.name ?? this.test;
    if (this.isOpen && line !== 'FAIL' && line !== 'PASS')
      this.add({ action: 'output', test: this.test, output: `${own(line.slice(0, MAX_LINE))}\n` });
    return false;
  }

  end(): void {
    this.endTest();
    const { isRunning } = this;
    if (this.events.length > 0 && this.isOpen) this.endPackage('', 'pass');
    this.isRunning = isRunning;
    this.tests.end();
  }

  /** @param indent of the end of another test: it may be within those that are less far in. */
  private endTest(indent = 0): void {
    while ((this.ended.at(-1)?.indent ?? -1) >= indent) {
      const ended = this.ended.pop();
      if (ended) this.add({ action: ended.action, test: ended.name, elapsedSeconds: ended.seconds });
    }
    this.test = undefined;
  }

  private endPackage(pkg: string, action: string): void {
    this.endTest();
    if (action === 'fail') this.failedPackages += 1;
    this.add({ action });
    if (action === 'fail' || pkg === '') for (const event of this.events) this.tests.read({ ...event, pkg });
    for (const [test, line] of this.testLines)
      if (action === 'fail' && this.lines.size < MAX_EVENTS) this.lines.set(`${pkg} ${test}`, line);
    this.testLines.clear();
    this.events = [];
    this.isOpen = false;
    // Behind a list, `FAIL` stands once more.
    this.packages += 1;
    this.isRunning = this.packages > 1;
  }

  private add(event: Partial<Omit<GoEvent, 'pkg'>> & Pick<GoEvent, 'action'>): void {
    if (this.events.length >= MAX_EVENTS) this.events.splice(0, MAX_EVENTS / 2);
    this.events.push({
      test: undefined,
      output: '',
      failedBuild: undefined,
      elapsedSeconds: undefined,
      ...event,
    });
  }
}

function isOfSpecs(message = ''): boolean {
  return /^Ran \d+ of \d+ Specs/m.test(message) || !/\.go:\d/.test(message);
}
