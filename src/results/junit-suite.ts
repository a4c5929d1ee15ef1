import type { CaseResult } from './junit-case.ts';
import { MergedTest } from './merged-test.ts';
import type { ResultsSink } from './sink.ts';

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
  // Classname and file first: neighbours mostly share them, so a test costs one short key.
  const groups = new Map<string, Map<string, MergedTest>>();
  let tests: MergedTest[] = [];
  let path: readonly string[] | undefined;
  const suite: SuiteFrame = {
    name: sink.texts.share(attributes.name ?? ''),
    file: sink.texts.share(attributes.file ?? above?.file ?? ''),
    parent: above,
    add(testCase) {
      const key = testCase.file === '' ? testCase.classname : `${testCase.classname}\0${testCase.file}`;
      const group = groups.get(key) ?? new Map<string, MergedTest>();
      if (group.size === 0) groups.set(key, group);
      const known = group.get(testCase.name);
      if (known) {
        known.addAll(testCase.attempts, testCase);
        return;
      }
      path ??= pathOf(suite);
      const test = new MergedTest(path, testCase, testCase.file === '' ? suite.file : testCase.file);
      test.addAll(testCase.attempts, testCase);
      group.set(testCase.name, test);
      tests.push(test);
    },
    close() {
      groups.clear();
      for (const test of tests) sink.test(test.result());
      tests = [];
    },
  };
  return suite;
}

function pathOf(suite: SuiteFrame): readonly string[] {
  const path: string[] = [];
  for (let at: SuiteFrame | undefined = suite; at && path.length < MAX_PATH; at = at.parent)
    if (at.name !== '') path.push(at.name);
  return path.reverse();
}
