import { isFailure, severityRank, wasExecuted } from '../../core/outcome.ts';
import { printLocator } from '../../core/test-locator.ts';
import type { SeenTest } from '../../records/runs/run-history.ts';
import type { Repeat, SetupFailure } from '../../records/runs/run-schema.ts';
import { cleanName } from '../read/locate/names.ts';
import { locateTest, spellTest, type TestNames } from '../read/locate-test.ts';
import type { ResultsFile, ResultsFormat, TestResult } from '../read/test-result.ts';
import { cutMessage, isWorse, seenOf, worseOf } from './seen-test.ts';
import { setupNode, setupSuite } from './setup-node.ts';

/** What one result file says of a run. */
export interface FileOutcomes {
  /** What messages call the file. */
  readonly label: string;
  readonly format: ResultsFormat;
  /** It could not be read to its end, or its header counts more than it lists. */
  readonly partial: boolean;
  /** By printed locator. */
  readonly tests: ReadonlyMap<string, SeenTest>;
  readonly setup: readonly SetupFailure[];
  /** Sentences about what was counted in another way than somebody may expect. */
  readonly warnings: readonly string[];
  /** Of a stress run, how often each test was executed. */
  readonly repeats: readonly Repeat[];
}

/** Whether nothing of a file counts: nobody knows its format, or it broke off before its first test. */
export function isUnreadable({ format, partial, counts, suiteFailureCount }: ResultsFile): boolean {
  return format === 'unknown' || (partial && counts.tests === 0 && suiteFailureCount === 0);
}

/** A test as its file names it, and where it stands. */
export interface LocatedTest {
  readonly names: TestNames;
  readonly locator: string;
}

/** pytest-repeat puts the number of the repetition and of all into a name: `test_adds[3-61]`, `test_adds[eur-3-61]`. */
const REPETITION = /(?:(?<=\[.+)-\d+-\d+(?=\]$)|\[\d+-\d+\]$)/;

/** Tests that are remembered: suites whose names change with every run must not fill the memory. */
const MAX_KNOWN = 200_000;

/**
 * The tests of one checkout, each located once however many files list it.
 * @param root the checkout in which the tests ran; empty where it is not known.
 */
export function locatedTests(root: string) {
  const known = new Map<string, LocatedTest>();
  return {
    locate({ suite, classname, name, file }: TestNames): LocatedTest {
      const key = keyOf({ suite, classname, name, file });
      const before = known.get(key);
      if (before) return before;
      const names = { suite, classname, name, file };
      const located = { names, locator: printLocator(locateTest(names, root)) };
      known.set(key, located);
      return located;
    },
    find(names: TestNames): LocatedTest | undefined {
      return known.get(keyOf(names));
    },
    /** Not to be called while a file is being read. */
    forgetMany(): void {
      if (known.size > MAX_KNOWN) known.clear();
    },
  };
}

function keyOf({ suite, classname, name, file }: TestNames): string {
  return `${suite.join('\0')}\u0001${classname}\u0001${file}\u0001${name}`;
}

type LocatedTests = ReturnType<typeof locatedTests>;

interface GatheredTest {
  seen: SeenTest;
  runs: number;
  failures: number;
  /** Go: it has lines of its own, which may be why it failed. */
  isOwn?: boolean;
  /** How it did if the cases of its name are no attempts; only of a test that a suite lists several times. */
  asRows?: SeenTest;
  /** How it did if its cases, a pass and then a failure, are one flake, as OpenShift writes it in either order. */
  asTwins?: SeenTest;
}

/**
 * Takes the tests of one file as they are read, and keeps of each only how it did.
 * @param isStress its tests were executed many times on purpose.
 */
export function gatherFile(label: string, checkout: LocatedTests, isStress: boolean) {
  const tests = new Map<LocatedTest, GatheredTest>();
  const setup: SetupFailure[] = [];
  let repeated = 0;
  /** Test cases of one name are no attempts in this file. */
  let hasRows = false;
  /** A failure and then a pass of one name stand in this file. */
  let hasRetries = false;
  return {
    /** @returns the test; undefined for what is none, but sets tests up. */
    add(read: TestResult): LocatedTest | undefined {
      const test = isStress ? { ...read, name: read.name.replace(REPETITION, '') } : read;
      const node = setupNode(test);
      if (node !== undefined) {
        if (isFailure(test.status))
          setup.push(setupFailure(setupSuite(test), `${node}: ${test.message ?? 'failed'}`));
        return undefined;
      }
      const located = checkout.locate(test);
      const seen = seenOf(test);
      const known = tests.get(located);
      if (known) {
        repeated += 1;
        known.seen = worseOf(known.seen, seen);
      }
      const gathered = known ?? { seen, runs: 0, failures: 0 };
      tests.set(located, gathered);
      const { attemptCount, attempts = [test] } = test;
      if (wasExecuted(seen.outcome)) gathered.runs += attemptCount;
      gathered.failures += test.failedAttempts ?? attempts.filter(({ status }) => isFailure(status)).length;
      gathered.isOwn ||= attempts.some(({ message = '' }) => GO_LINE.test(message));
      if (test.listedAgain) noteRows(gathered, test);
      return located;
    },
    end(read: ResultsFile): FileOutcomes {
      let unclear = 0;
      for (const [{ names }, test] of tests)
        if (hasRows && test.asRows) {
          test.seen = test.asRows;
          repeated += 1;
        } else if (test.asTwins) {
          if (hasRetries || OPENSHIFT.test(names.name)) test.seen = test.asTwins;
          else unclear += 1;
        }
      excuseParents();
      const failures = read.suiteFailures.map(({ suite, message }) =>
        setupFailure(read.format === 'log' ? suite.replace(/^line (?=\d+$)/, `${label}:`) : suite, message),
      );
      const warnings: string[] = [];
      const some = (count: number) => (count === 1 ? 'A test has' : `${count} tests have`);
      if (repeated > 0 && !isStress)
        warnings.push(
          `${some(repeated)} the same name and place as another: counted as one, with the worse outcome.`,
        );
      if (unclear > 0)
        warnings.push(
          `${some(unclear)} a pass and then a failure of one name: a flake, or two rows of data. Counted as failed.`,
        );
      return {
        label,
        format: read.format,
        partial: read.partial || read.short,
        tests: byLocator(),
        setup: [...failures, ...setup],
        warnings,
        repeats: isStress
          ? [...tests].map(([{ locator }, { runs, failures }]) => ({ test: locator, runs, failures }))
          : [],
      };
    },
  };

  /**
   * Who tries again stops at the first pass: where a list has two passes, the file lists rows. A pass and then one failure
   * may be either.
   */
  function noteRows(gathered: GatheredTest, test: TestResult): void {
    const attempts = test.attempts ?? [];
    const passes = attempts.filter(({ status }) => status === 'passed').length;
    const isTwins = attempts.length === 2 && attempts[0]?.status === 'passed' && isFailure(test.status);
    const goesOn = attempts.slice(0, -1).some(({ status }) => status === 'passed');
    hasRows ||= test.listedAgain === 'rows' || passes > 1 || (goesOn && !isTwins);
    hasRetries ||= test.flaky;
    const worst = attempts.map((attempt) => seenOf({ ...test, ...attempt, flaky: false })).reduce(worseOf);
    gathered.asRows = gathered.asRows ? worseOf(gathered.asRows, worst) : worst;
    if (isTwins) gathered.asTwins = seenOf({ ...test, status: 'passed', flaky: true });
  }

  /** Go: a test that says nothing did badly because a subtest of it did. The subtest is the test then. */
  function excuseParents(): void {
    const parents = new Set<LocatedTest>();
    for (const [{ names }, { seen }] of tests) {
      const { name } = names;
      if (!isBad(seen) || !GO_SUBTEST.test(name)) continue;
      for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
        const parent = checkout.find({ ...names, name: name.slice(0, end) });
        const gathered = parent && tests.get(parent);
        if (parent && gathered && isBad(gathered.seen) && !gathered.isOwn) parents.add(parent);
      }
    }
    for (const parent of parents) {
      const gathered = tests.get(parent);
      if (gathered) gathered.seen = { outcome: 'other', attempts: gathered.seen.attempts, message: '' };
    }
  }

  /** Where two tests come out alike, each gets the locator that has every word of it. */
  function byLocator(): Map<string, SeenTest> {
    const byName = new Map<string, SeenTest>();
    const alike = new Set<string>();
    for (const [{ locator }, { seen }] of tests) {
      if (byName.has(locator)) alike.add(locator);
      byName.set(locator, seen);
    }
    if (alike.size === 0) return byName;
    for (const locator of alike) byName.delete(locator);
    for (const [{ names, locator }, { seen }] of tests) {
      if (!alike.has(locator)) continue;
      const own = printLocator(spellTest(names));
      const other = byName.get(own);
      if (!other || isWorse(seen, other)) byName.set(own, seen);
    }
    return byName;
  }
}

/** `[sig-storage] …`: its runner writes a flake as one case that failed and one that passed, in either order. */
const OPENSHIFT = /^(?:\[It\] )?\[sig-/;

function setupFailure(suite: string, message: string): SetupFailure {
  return { suite: cleanName(suite), message: cutMessage(message) };
}

/** What `t.Error` and `t.Log` print: nothing tells them apart. */
const GO_LINE = /^\s*\S+\.go:\d+:/m;

const GO_SUBTEST = /^(?:Test|Fuzz|Benchmark|Example)(?![a-z])[^/\s]*\//;

function isBad({ outcome }: SeenTest): boolean {
  return severityRank(outcome) >= severityRank('flaky');
}
