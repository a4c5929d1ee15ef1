import { MergedTest } from '../merged-test.ts';
import type { ResultsSink } from '../sink.ts';
import type { CaseResult } from './test-case.ts';

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

  /** @param attributes of a `testsuite`; empty for a frame without a name such as `testsuites`. */
  constructor(sink: ResultsSink, parent: Suite | undefined, attributes: Readonly<Record<string, string>>) {
    this.sink = sink;
    this.parent = parent;
    this.name = sink.texts.share(attributes.name ?? '');
    this.file = sink.texts.share(attributes.file ?? parent?.file ?? '');
    this.listedAgain = listsRows(attributes) ? 'rows' : 'attempts';
  }

  add(testCase: CaseResult): void {
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

  /** Gives its tests away. */
  close(): void {
    const { sink, file, listedAgain } = this;
    const path = this.path();
    const all = this.tests.reverse();
    this.groups.clear();
    this.tests = [];
    for (let test = all.pop(); test; test = all.pop())
      if (test instanceof MergedTest) sink.test({ ...test.result(path, file), listedAgain });
      else sink.test(new MergedTest(test).result(path, file));
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
function listsRows(attributes: Readonly<Record<string, string>>): boolean {
  return (
    attributes['xsi:noNamespaceSchemaLocation']?.includes('surefire') === true ||
    /^rspec\d*$/.test(attributes.name ?? '')
  );
}
