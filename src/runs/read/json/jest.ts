import type { ResultsSink } from '../sink.ts';
import type { Attempt } from '../test-result.ts';
import { amountOf, type Fields, fieldsOf, objectsOf, textOf, textsOf } from './json-fields.ts';
import { type JsonFormat, testsAt } from './json-reader.ts';

/** `jest --json` and vitest's `json` reporter: https://jestjs.io/docs/configuration#testresultsprocessor-string. */
export function jest(sink: ResultsSink): JsonFormat {
  const failures = (value: unknown, line: number) => sink.declare({ failures: amountOf(value) }, line);
  const tests =
    (sign: 1 | -1) =>
    (value: unknown, line: number): void =>
      sink.declare({ tests: sign * (amountOf(value) ?? 0) }, line);
  return {
    format: 'jest-json',
    name: 'a report of Jest or vitest with `testResults`',
    rows: [
      testsAt(sink, ['testResults', '#'], (file, line) => readFile(sink, file, line)),
      { at: ['numFailedTests'], take: failures },
      { at: ['numRuntimeErrorTestSuites'], take: failures },
      { at: ['numTotalTests'], take: tests(1) },
      { at: ['numPendingTests'], take: tests(-1) },
      { at: ['success'], take: (value, line) => sink.ended(value === false, line) },
      { at: ['wasInterrupted'], take: (value, line) => sink.ended(value === true, line) },
    ],
  };
}

const STATUSES = {
  passed: 'passed',
  failed: 'failed',
  pending: 'skipped',
  skipped: 'skipped',
  todo: 'skipped',
  disabled: 'skipped',
  focused: 'skipped',
} as const;

function readFile(sink: ResultsSink, file: Fields, line: number): void {
  const path = textOf(file.name) ?? textOf(file.testFilePath) ?? '';
  const tests = objectsOf(file.assertionResults ?? file.testResults);
  // It did not compile, could not be loaded, or a hook of it failed.
  if (file.status === 'failed' && !tests.some(({ status }) => status === 'failed'))
    sink.suiteFailure(path, textOf(file.message) ?? textOf(file.failureMessage) ?? '');
  for (const test of tests) {
    const last: Attempt = {
      status: sink.outcome(STATUSES, test.status, line),
      durationMs: amountOf(test.duration),
      message: sink.texts.message(textsOf(test.failureMessages).join('\n\n')),
    };
    // `jest.retryTimes`: why each attempt before the last one failed.
    const earlier = textsOf(test.retryReasons).map(
      (reason): Attempt => ({ status: 'failed', message: sink.texts.message(reason) }),
    );
    const names = {
      suite: textsOf(test.ancestorTitles),
      name: textOf(test.title) ?? textOf(test.fullName) ?? '',
      file: path,
      line: amountOf(fieldsOf(test.location)?.line),
    };
    sink.tell(names, [...earlier, last]);
  }
}
