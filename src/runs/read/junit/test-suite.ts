import { MergedTest } from '../merged-test.ts';
import type { ResultsSink } from '../sink.ts';
import type { CaseResult } from './test-case.ts';

/** Names of suites that are kept of a test: the innermost. */
const MAX_PATH = 64;

/** One `testsuite` element. Test cases in it of one classname, name and file are attempts at one test. */
export interface Suite {
  readonly name: string;
  add(testCase: CaseResult): void;
  /** Gives its tests away. */
  close(): void;
}

interface SuiteFrame extends Suite {
  readonly file: string;
  readonly parent: SuiteFrame | undefined;
}

/** @param attributes of a `testsuite`; empty for a frame without a name such as `testsuites`. */
export function openSuite(
  sink: ResultsSink,
  parent: Suite | undefined,
  attributes: Readonly<Record<string, string>>,
): Suite {
  const above = parent as SuiteFrame | undefined;
  // A suite may be all of a 500 MB file: a test is kept as it was read while it has one attempt, and found by its name
  // within a group of those that share classname and file.
  const groups = new Map<string, Map<string, number>>();
  let tests: (CaseResult | MergedTest)[] = [];
  const listedAgain = listsRows(attributes) ? 'rows' : 'attempts';
  const suite: SuiteFrame = {
    name: sink.texts.share(attributes.name ?? ''),
    file: sink.texts.share(attributes.file ?? above?.file ?? ''),
    parent: above,
    add(testCase) {
      const key = testCase.file === '' ? testCase.classname : `${testCase.classname}\0${testCase.file}`;
      const group = groups.get(key);
      const index = group?.get(testCase.name) ?? -1;
      const known = tests[index];
      if (known instanceof MergedTest) known.add(testCase);
      else if (known) tests[index] = merged(known, testCase);
      else {
        if (group) group.set(testCase.name, tests.length);
        else groups.set(key, new Map([[testCase.name, tests.length]]));
        tests.push(testCase);
      }
    },
    close() {
      const path = pathOf(suite);
      const all = tests.reverse();
      groups.clear();
      tests = [];
      for (let test = all.pop(); test; test = all.pop())
        if (test instanceof MergedTest) sink.test({ ...test.result(path, suite.file), listedAgain });
        else sink.test(merged(test).result(path, suite.file));
    },
  };
  return suite;
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

function merged(first: CaseResult, second?: CaseResult): MergedTest {
  const test = new MergedTest(first);
  if (second) test.add(second);
  return test;
}

function pathOf(suite: SuiteFrame): readonly string[] {
  const path: string[] = [];
  for (let at: SuiteFrame | undefined = suite; at && path.length < MAX_PATH; at = at.parent)
    if (at.name !== '') path.push(at.name);
  return path.reverse();
}
