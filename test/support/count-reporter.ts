import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Ends a run with `N passed, N failed, N skipped` alone on a line, for people and for continuous integration. */
export default class CountReporter implements Reporter {
  onTestRunEnd(testModules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts: Counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const testModule of testModules) count(testModule, counts);
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  }
}

function count(testModule: TestModule, counts: Counts): void {
  for (const test of testModule.children.allTests()) {
    const { state } = test.result();
    // A test that never came to an end is no success.
    counts[state === 'pending' ? 'failed' : state] += 1;
  }
  // A file that cannot be imported has no tests, and a hook that fails belongs to none: each counts as one failure.
  for (const group of [testModule, ...testModule.children.allSuites()]) {
    if (group.errors().length > 0) counts.failed += 1;
  }
}
