import { printLocator } from '../../core/test-locator.ts';
import type { SetupFailure } from '../../records/runs/run-history.ts';
import { cleanName } from '../read/locate/names.ts';
import { locateTest, spellTest } from '../read/locate-test.ts';
import { isFailure, type ResultsFile, type ResultsFormat, type TestResult } from '../read/test-result.ts';
import { badness, cutMessage, type SeenTest, seenOf, worseOf } from './seen-test.ts';
import { setupNode, setupSuite } from './setup-node.ts';

/** What one result file says of a run. */
export interface FileOutcomes {
  /** What messages call the file. */
  readonly label: string;
  readonly format: ResultsFormat;
  /** It could not be read to its end. */
  readonly partial: boolean;
  /** By printed locator. */
  readonly tests: ReadonlyMap<string, SeenTest>;
  readonly setup: readonly SetupFailure[];
  /** Sentences about what was counted in another way than somebody may expect. */
  readonly warnings: readonly string[];
}

export interface GatherOptions {
  /** The checkout in which the tests ran. */
  readonly root: string;
  /** Tests that were located before, by all that a file says of them; may be shared by many files of one `root`. */
  readonly known: Map<string, LocatedTest>;
}

/** A test as files name it, with its printed locator. */
export interface LocatedTest {
  readonly key: string;
  readonly name: string;
}

/** Takes the tests of one file as they are read, and keeps of each only how it did. */
export class FileGatherer {
  private readonly label: string;
  private readonly options: GatherOptions;
  private readonly seen = new Map<LocatedTest, SeenTest>();
  private readonly setup: SetupFailure[] = [];
  private repeated = 0;
  /** Tests that a suite lists several times, as they did if these are no attempts. */
  private readonly listedAgain = new Map<LocatedTest, SeenTest>();
  /** Test cases of one name are no attempts in this file. */
  private hasRows = false;

  constructor(label: string, options: GatherOptions) {
    this.label = label;
    this.options = options;
  }

  add(test: TestResult): void {
    const node = setupNode(test);
    if (node !== undefined) {
      if (isFailure(test.status))
        this.setup.push(setupFailure(setupSuite(test), `${node}: ${test.message ?? 'failed'}`));
      return;
    }
    const located = this.locate(keyOf(test));
    const before = this.seen.get(located);
    if (before) this.repeated += 1;
    const now = seenOf(test);
    this.seen.set(located, before ? worseOf(before, now) : now);
    if (test.listedAgain) this.noteListings(located, test);
  }

  /** Who tries again stops at the first pass: where a list goes on after one, the file lists rows. */
  private noteListings(located: LocatedTest, test: TestResult): void {
    const attempts = test.attempts ?? [];
    this.hasRows ||=
      test.listedAgain === 'rows' || attempts.slice(0, -1).some(({ status }) => status === 'passed');
    const worst = attempts.map((attempt) => seenOf({ ...test, ...attempt, flaky: false })).reduce(worseOf);
    const known = this.listedAgain.get(located);
    this.listedAgain.set(located, known ? worseOf(known, worst) : worst);
  }

  end(read: ResultsFile): FileOutcomes {
    if (this.hasRows) {
      for (const [located, worst] of this.listedAgain) this.seen.set(located, worst);
      this.repeated += this.listedAgain.size;
    }
    for (const parent of explainedParents(this.seen, this.options.known)) this.seen.delete(parent);
    const failures = read.suiteFailures.map(({ suite, message }) => setupFailure(suite, message));
    const { label, repeated } = this;
    const warning = `${repeated === 1 ? 'A test has' : `${repeated} tests have`} the same name and place as another: counted as one, with the worse outcome.`;
    return {
      label,
      format: read.format,
      partial: read.partial,
      tests: this.byName(),
      setup: [...failures, ...this.setup],
      warnings: repeated === 0 ? [] : [warning],
    };
  }

  /** Where two tests come out alike, each gets the locator that has every word of it. */
  private byName(): Map<string, SeenTest> {
    const tests = new Map<string, SeenTest>();
    const alike = new Set<string>();
    for (const [{ name }, seen] of this.seen) {
      if (tests.has(name)) alike.add(name);
      tests.set(name, seen);
    }
    if (alike.size === 0) return tests;
    for (const name of alike) tests.delete(name);
    for (const [{ key, name }, seen] of this.seen) {
      if (!alike.has(name)) continue;
      const own = printLocator(spellTest(namedBy(key)));
      const other = tests.get(own);
      if (!other || badness(seen.outcome) > badness(other.outcome)) tests.set(own, seen);
    }
    return tests;
  }

  private locate(key: string): LocatedTest {
    const { known, root } = this.options;
    const before = known.get(key);
    if (before) return before;
    const located = { key, name: printLocator(locateTest(namedBy(key), { root })) };
    known.set(key, located);
    return located;
  }
}

const STEP = '\u0000';
const FIELD = '\u0001';

function keyOf({ suite, classname, name, file }: TestResult): string {
  return suite.join(STEP) + FIELD + classname + FIELD + file + FIELD + name;
}

function namedBy(key: string): Pick<TestResult, 'suite' | 'classname' | 'name' | 'file'> {
  const [suite = '', classname = '', file = '', ...name] = key.split(FIELD);
  return { suite: suite === '' ? [] : suite.split(STEP), classname, file, name: name.join(FIELD) };
}

function setupFailure(suite: string, message: string): SetupFailure {
  return { suite: cleanName(suite), message: cutMessage(message) };
}

const GO_SUBTEST = /^(?:Test|Fuzz|Benchmark|Example)(?![a-z])[^/\s]*\//;

/** Go: tests that did badly where a subtest of theirs did. The subtest is the test then. */
function explainedParents(
  seen: ReadonlyMap<LocatedTest, SeenTest>,
  known: ReadonlyMap<string, LocatedTest>,
): Set<LocatedTest> {
  const parents = new Set<LocatedTest>();
  for (const [{ key }, { outcome }] of seen) {
    if (!isBad(outcome)) continue;
    const start = key.lastIndexOf(FIELD) + 1;
    if (!GO_SUBTEST.test(key.slice(start))) continue;
    for (let end = key.lastIndexOf('/'); end > start; end = key.lastIndexOf('/', end - 1)) {
      const parent = known.get(key.slice(0, end));
      const outcomeThere = parent && seen.get(parent)?.outcome;
      if (parent && outcomeThere !== undefined && isBad(outcomeThere)) parents.add(parent);
    }
  }
  return parents;
}

function isBad(outcome: SeenTest['outcome']): boolean {
  return badness(outcome) >= badness('flaky');
}
