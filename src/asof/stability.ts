import type { StatusGroup } from '../core/status.ts';
import type { Figure, Figures } from './figures.ts';
import type { Scope } from './scope.ts';
import type { IssueReading } from './snapshot.ts';

type TestCounts = Pick<
  Figures,
  'testsAffected' | 'testsUnresolved' | 'testsResolved' | 'testsClosed' | 'suiteSize' | 'stable'
>;

/** Counts tests: those that issues name, by their own status, and those of the suites whose size is known. */
export function countTests(scope: Scope): TestCounts {
  const tests = scope.issues.flatMap((issue) => issue.tests);
  const count = (group: StatusGroup): Figure => ({
    unit: 'tests',
    value: tests.filter((test) => test.group === group).length,
    of: tests.length,
  });
  const size = sumSizes(scope);
  return {
    testsAffected: { unit: 'tests', value: tests.length },
    testsUnresolved: count('unresolved'),
    testsResolved: count('resolved'),
    testsClosed: count('closed'),
    suiteSize: size === undefined ? undefined : { unit: 'tests', value: size },
    stable: size === undefined ? undefined : countStable(scope, size),
  };
}

/** Issues of suites whose size is known: the only ones that can be held against a size. */
export function sizedIssues({ suites }: Scope): readonly IssueReading[] {
  return suites.flatMap(({ size, issues }) => (size === undefined ? [] : issues));
}

/** Ids of an issue's tests that flake. */
export function unresolvedTests({ tests }: IssueReading): string[] {
  return tests.filter(({ group }) => group === 'unresolved').map(({ id }) => id);
}

/** Undefined where no suite's size is known. */
function sumSizes({ suites }: Scope): number | undefined {
  const sizes = suites.flatMap(({ size }) => size?.tests ?? []);
  return sizes.length === 0 ? undefined : sizes.reduce((sum, tests) => sum + tests, 0);
}

/** Below 0 where issues name more tests than the suite is said to have: a wrong size shows, rather than being hidden. */
function countStable(scope: Scope, size: number): Figure {
  const unresolved = sizedIssues(scope).flatMap(unresolvedTests);
  return { unit: 'tests', value: size - unresolved.length, of: size };
}
