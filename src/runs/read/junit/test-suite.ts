import { isFailure } from '../../../core/outcome.ts';
import { MergedTest } from '../merged-test.ts';
import type { Declared, ResultsSink } from '../sink.ts';
import { countOf } from '../xml/taken-elements.ts';
import type { Attributes } from '../xml/xml-reader.ts';
import { type CaseResult, wordStatus } from './test-case.ts';

/** Names of suites that are kept of a test: the innermost. */
const MAX_PATH = 64;

/** One `testsuite` element. Test cases in it of one classname, name and file are attempts at one test. */
export class Suite {
  readonly name: string;
  private readonly sink: ResultsSink;
  private readonly parent: Suite | undefined;
  private readonly file: string;
  private readonly listedAgain: 'rows' | 'attempts';
  // A suite may be all of a 500 MB file: a test is kept as it was read while it has one attempt, and found by its name
  // within a group of those that share classname and file.
  private readonly groups = new Map<string, Map<string, number>>();
  private tests: (CaseResult | MergedTest)[] = [];
  private readonly header: Declared;
  private readonly line: number;
  private readonly isFailed: boolean;
  /** Of this suite and those in it, as the elements tell. */
  private readonly found = { tests: 0, failures: 0 };

  /** @param isFrame it only holds suites: its name says nothing of a test. */
  constructor(
    sink: ResultsSink,
    parent: Suite | undefined,
    head: Attributes,
    line: number,
    isFrame: boolean,
  ) {
    const attributes = isFrame ? {} : head;
    this.sink = sink;
    this.parent = parent;
    this.line = line;
    this.header = headerOf(head);
    const word = wordStatus(head.status) ?? wordStatus(head.result);
    this.isFailed = word !== undefined && isFailure(word);
    this.name = sink.texts.share(attributes.name ?? '');
    this.file = sink.texts.share(attributes.file ?? parent?.file ?? '');
    this.listedAgain = listsRows(attributes) ? 'rows' : 'attempts';
  }

  /** @param failures elements of the case that tell of a failure, or of an attempt that failed. */
  add(testCase: CaseResult, failures: number): void {
    this.found.tests += 1;
    this.found.failures += Math.max(failures, isFailure(testCase.status) ? 1 : 0);
    const { groups, tests } = this;
    const key = testCase.file === '' ? testCase.classname : `${testCase.classname}\0${testCase.file}`;
    const group = groups.get(key);
    const index = group?.get(testCase.name) ?? -1;
    const known = tests[index];
    if (known instanceof MergedTest) known.add(testCase);
    else if (known) {
      const merged = new MergedTest(known);
      merged.add(testCase);
      tests[index] = merged;
    } else {
      if (group) group.set(testCase.name, tests.length);
      else groups.set(key, new Map([[testCase.name, tests.length]]));
      tests.push(testCase);
    }
  }

  /** It failed outside of its tests. */
  fail(message: string): void {
    this.found.failures += 1;
    this.sink.suiteFailure(this.name, message);
  }

  /** Gives its tests away. @param isComplete it has its end. */
  close(isComplete: boolean): void {
    this.compareHeader(isComplete);
    const { sink, file, listedAgain } = this;
    const path = this.path();
    const all = this.tests.reverse();
    this.groups.clear();
    this.tests = [];
    for (let test = all.pop(); test; test = all.pop())
      if (test instanceof MergedTest) sink.test({ ...test.result(path, file), listedAgain });
      else sink.test(new MergedTest(test).result(path, file));
  }

  /** What a suite counts and does not list is told once, not by all suites around it again. */
  private compareHeader(isComplete: boolean): void {
    const { header, found, parent } = this;
    const missing = isComplete ? this.sink.declared(header, found, this.line) : undefined;
    this.sink.ended(this.isFailed && found.failures === 0, this.line, Number.POSITIVE_INFINITY);
    if (!parent) return;
    parent.found.tests += found.tests + (missing?.tests ?? 0);
    parent.found.failures += found.failures + (missing?.failures ?? 0);
  }

  private path(): readonly string[] {
    const path: string[] = [];
    for (let at: Suite | undefined = this; at && path.length < MAX_PATH; at = at.parent)
      if (at.name !== '') path.push(at.name);
    return path.reverse();
  }
}

/**
 * Surefire tells attempts by `flakyFailure` and the like, RSpec only the last one: test cases of one name are rows of data
 * providers (TestNG) or shared examples there.
 */
function listsRows(attributes: Attributes): boolean {
  return (
    attributes['xsi:noNamespaceSchemaLocation']?.includes('surefire') === true ||
    /^rspec\d*$/.test(attributes.name ?? '')
  );
}

/** Reporters of mocha count skipped tests and do not list them. */
function headerOf({ tests, failures, errors, skipped, disabled }: Attributes): Declared {
  return {
    tests: countOf(tests) - countOf(skipped) - countOf(disabled),
    failures: countOf(failures) + countOf(errors),
  };
}
