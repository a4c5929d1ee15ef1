import { atKey } from '../../../core/kept.ts';
import { type AttemptOutcome, isFailure } from '../../../core/outcome.ts';
import { amountOf, type Fields, textOf } from '../json/json-fields.ts';
import { addPiece } from '../kept-text.ts';
import { eventLines } from '../lines/event-lines.ts';
import type { LineFormat } from '../lines/line-reader.ts';
import { MergedTest } from '../merged-test.ts';
import { noCounts, type ResultsSink } from '../sink.ts';
import type { Attempt } from '../test-result.ts';

export interface GoEvent {
  readonly action: string;
  readonly pkg: string;
  /** Left out in an event of the package itself. */
  readonly test: string | undefined;
  readonly output: string;
  /** Of a package that failed because this build did. */
  readonly failedBuild: string | undefined;
  readonly elapsedSeconds: number | undefined;
}

/** `bench`: a benchmark printed its numbers and did not fail. */
const ENDS: Readonly<Record<string, AttemptOutcome>> = {
  pass: 'passed',
  bench: 'passed',
  fail: 'failed',
  skip: 'skipped',
};

interface Test {
  readonly pkg: string;
  readonly name: string;
  merged?: MergedTest;
  /** What it printed since it began; undefined where it is not running. */
  output?: string | undefined;
  hasSubtests?: true;
  /** Its last failure, and the run of its package: a pass in the same run is no retry (`-count`), which Go does not know. */
  failure?: { readonly run: number; readonly attempt: Attempt };
}

interface Package {
  readonly name: string;
  readonly tests: Map<string, Test>;
  /** How often it ran to its end. */
  runs: number;
  output: string;
  isOpen: boolean;
  /** A test of it failed since it began. */
  hasFailure: boolean;
  /** It was not built, and no package has said yet that this is why it failed. */
  hasFailedBuild: boolean;
}

/** What the Go runtime prints when it ends a process: https://pkg.go.dev/runtime, https://pkg.go.dev/testing#hdr-Main. */
const CRASH =
  /^(?:panic: |fatal error: |unexpected fault address |runtime: (?:out of memory|goroutine stack exceeds)|SIG[A-Z]{3,6}: |\[signal )/m;

/** Whether the text of a crash names a test: in the list of those that ran, or as a function of the goroutine that crashed. */
function isNamed(text: string | undefined, name: string): boolean {
  if (text === undefined) return false;
  if (text.includes('running tests:\n')) return text.includes(`\t${name} (`);
  const [head = '', first = ''] = text.split(/\n\ngoroutine \d+/, 2);
  const [func = ''] = name.split('/');
  return [`.${func}(`, `.${func}.func`].some((frame) => `${head}${first}`.includes(frame));
}

/** Characters of all tests that run at a time; what they print above it is not kept. */
const MAX_RUNNING = 16 * 1024 * 1024;

export type GoSink = Pick<ResultsSink, 'texts' | 'attempt' | 'test' | 'suiteFailure'>;

/** The tests of a stream of events: one key each, and a text for those that run or failed. */
export function goTests(sink: GoSink) {
  const packages = new Map<string, Package>();
  /** Characters of output that are kept until a test or package ends. */
  let running = 0;
  /** A package has ended. */
  let hasEnd = false;
  return {
    read(event: GoEvent): void {
      const pkg = packageOf(event.pkg);
      const end = Object.hasOwn(ENDS, event.action) ? ENDS[event.action] : undefined;
      if (event.action === 'build-fail') pkg.hasFailedBuild = true;
      else if (event.test === undefined && end) endPackage(pkg, end, event.failedBuild);
      else {
        if (event.test !== undefined) readTest(pkg, event.test, event, end);
        else pkg.output = added(pkg.output, event.output);
        pkg.isOpen ||= event.action !== 'build-output';
      }
    },
    /** Gives all tests away. @returns a package that has no end, if there is one. */
    end(): string | undefined {
      let open = hasEnd ? undefined : (packages.keys().next().value ?? '');
      for (const pkg of packages.values()) {
        if (pkg.isOpen || pkg.hasFailedBuild) open ??= pkg.name;
        if (pkg.hasFailedBuild) sink.suiteFailure(pkg.name, pkg.output);
        for (const test of pkg.tests.values()) {
          leaveOpen(pkg, test);
          const all = test.merged?.result([pkg.name], '');
          const result = all && { ...all, ...(test.failure && { ...test.failure.attempt, flaky: false }) };
          if (result) sink.test(test.hasSubtests ? { ...result, hasSubtests: true } : result);
        }
        pkg.tests.clear();
      }
      return open;
    },
  };

  function readTest(pkg: Package, name: string, event: GoEvent, end: AttemptOutcome | undefined): void {
    const test = pkg.tests.get(name) ?? addTest(pkg, name);
    if (end) {
      if (isFailure(end)) pkg.hasFailure = true;
      const ended = attempt(end, test.output ?? '', event.elapsedSeconds);
      addAttempt(test, ended);
      if (isFailure(end)) test.failure = { run: pkg.runs, attempt: ended };
      else if (end === 'passed' && test.failure?.run !== pkg.runs) delete test.failure;
      test.output = undefined;
    } else if (event.action === 'run') {
      // Begun again without an end: the process died in between.
      leaveOpen(pkg, test);
      test.output = '';
    } else if (event.action === 'output' && (test.output !== undefined || !test.merged))
      test.output = added(test.output ?? '', event.output);
  }

  function endPackage(pkg: Package, end: AttemptOutcome, failedBuild: string | undefined): void {
    const build = failedBuild === undefined ? undefined : packages.get(failedBuild);
    if (end === 'failed') endCrashed(pkg);
    if (end === 'failed' && !pkg.hasFailure) sink.suiteFailure(pkg.name, (build ?? pkg).output || pkg.output);
    if (build) build.hasFailedBuild = false;
    hasEnd = true;
    running -= pkg.output.length;
    pkg.output = '';
    pkg.isOpen = false;
    pkg.runs += 1;
    pkg.hasFailure = false;
  }

  /**
   * A package failed while tests of it ran. What ended it (a panic, a timeout, `os.Exit`) was printed by the test that began
   * last, or by the package. After a timeout, Go lists all tests that ran; else a stack tells whose goroutine it was.
   */
  function endCrashed(pkg: Package): void {
    const begun = [...pkg.tests.values()].filter(({ output }) => output !== undefined);
    const last = begun.filter(({ name }) => !begun.some((other) => other.name.startsWith(`${name}/`)));
    const crash = [...begun.map(({ output = '' }) => output), pkg.output].find((text) => CRASH.test(text));
    const named = last.filter(({ name }) => isNamed(crash, name));
    const mustBe = last.length === 1 && (crash !== undefined || !pkg.hasFailure);
    const printed = mustBe ? last : last.filter(({ output = '' }) => CRASH.test(output));
    for (const test of begun) {
      const hasCrashed = (named.length > 0 ? named : printed).includes(test);
      if (hasCrashed && !CRASH.test(test.output ?? ''))
        test.output = added(test.output ?? '', crash ?? pkg.output);
      leaveOpen(pkg, test, hasCrashed);
    }
  }

  /** A test that runs has no end of its own. */
  function leaveOpen(pkg: Package, test: Test, hasCrashed = CRASH.test(test.output ?? '')): void {
    if (test.output === undefined) return;
    pkg.hasFailure ||= hasCrashed;
    addAttempt(test, attempt(hasCrashed ? 'errored' : 'unfinished', test.output));
    test.output = undefined;
  }

  function addAttempt(test: Test, attempt: Attempt): void {
    sink.attempt(attempt.status, false);
    if (test.merged) test.merged.add(attempt);
    else test.merged = new MergedTest({ ...attempt, classname: test.pkg, name: test.name, file: '' });
  }

  function attempt(status: AttemptOutcome, output: string, elapsedSeconds?: number): Attempt {
    running -= output.length;
    const message = status === 'passed' ? undefined : sink.texts.message(output);
    return {
      status,
      durationMs: elapsedSeconds === undefined ? undefined : Math.round(elapsedSeconds * 1e6) / 1e3,
      message,
    };
  }

  /** Without the marks of the test runner: `=== RUN`, `=== PAUSE`, `=== CONT`. */
  function added(output: string, more: string): string {
    if (running > MAX_RUNNING || /^\s*=== /.test(more)) return output;
    const kept = addPiece(output, more, sink.texts.limit);
    running += kept.length - output.length;
    return kept;
  }

  function packageOf(name: string): Package {
    return atKey(packages, name, () => ({
      name,
      tests: new Map(),
      runs: 0,
      output: '',
      isOpen: false,
      hasFailure: false,
      hasFailedBuild: false,
    }));
  }
}

export type GoTests = ReturnType<typeof goTests>;

/** Levels of subtests that are looked through for a test that this one is a part of. */
const MAX_LEVELS = 64;

function addTest(pkg: Package, name: string): Test {
  const test: Test = { pkg: pkg.name, name };
  pkg.tests.set(name, test);
  // A subtest is `parent/name`, and its own name may have slashes.
  let at = name.lastIndexOf('/');
  for (let level = 0; at > 0 && level < MAX_LEVELS; level += 1, at = name.lastIndexOf('/', at - 1)) {
    const parent = pkg.tests.get(name.slice(0, at));
    if (!parent) continue;
    parent.hasSubtests = true;
    break;
  }
  return test;
}

/** `go test -json`, one event a line: https://pkg.go.dev/cmd/test2json. */
export function goTest(sink: ResultsSink): LineFormat {
  sink.format = 'go-json';
  sink.leaf = noCounts();
  const tests = goTests(sink);
  return eventLines(
    sink,
    (fields) => readEvent(tests, fields),
    (line) => {
      const open = tests.end();
      if (open !== undefined) sink.cutOff(line, `the end of package \`${open}\``);
    },
  );
}

function readEvent(tests: GoTests, fields: Fields): boolean {
  const action = textOf(fields.Action);
  if (action === undefined) return false;
  for (const key of ['Package', 'Test', 'Output', 'ImportPath'])
    if (fields[key] !== undefined && typeof fields[key] !== 'string') return false;
  tests.read({
    action,
    pkg: textOf(fields.Package) ?? textOf(fields.ImportPath) ?? '',
    test: textOf(fields.Test),
    output: textOf(fields.Output) ?? '',
    failedBuild: textOf(fields.FailedBuild),
    elapsedSeconds: amountOf(fields.Elapsed),
  });
  return true;
}
