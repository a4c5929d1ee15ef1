import type { ResultsSink } from '../sink.ts';
import type { Attempt } from '../test-result.ts';
import { amountOf, type Fields, fieldsOf, joined, objectsOf, textOf } from './json-fields.ts';
import { type JsonFormat, testsAt } from './json-reader.ts';

/** Playwright's `--reporter=json`: https://playwright.dev/docs/test-reporters#json-reporter, `JSONReport` in its types. */
export function playwright(sink: ResultsSink): JsonFormat {
  return {
    format: 'playwright-json',
    name: 'a report of Playwright with `suites`',
    rows: [
      testsAt(sink, ['suites', '#'], (file, line) => readSuite(sink, file, [], line)),
      // What failed before any test: a file that does not compile, a global set-up.
      {
        at: ['errors', '#'],
        take: (value) => sink.suiteFailure('test run', errorText(fieldsOf(value) ?? {})),
      },
      {
        at: ['stats'],
        take: (value, line) => {
          const { expected, unexpected, flaky, skipped } = fieldsOf(value) ?? {};
          const counts = [expected, unexpected, flaky, skipped].map((count) => amountOf(count) ?? 0);
          sink.declare(
            { tests: counts.reduce((sum, count) => sum + count), failures: amountOf(unexpected) },
            line,
          );
        },
      },
    ],
  };
}

function readSuite(sink: ResultsSink, suite: Fields, around: readonly string[], line: number): void {
  for (const spec of objectsOf(suite.specs))
    for (const test of objectsOf(spec.tests))
      sink.tell(
        {
          suite: around,
          name: textOf(spec.title) ?? '',
          file: textOf(spec.file) ?? textOf(suite.file) ?? '',
          line: amountOf(spec.line),
        },
        attemptsOf(sink, test, line),
      );
  for (const inner of objectsOf(suite.suites))
    readSuite(sink, inner, [...around, textOf(inner.title) ?? ''], line);
}

const STATUSES = {
  passed: 'passed',
  failed: 'failed',
  timedOut: 'failed',
  interrupted: 'errored',
  skipped: 'skipped',
} as const;

function attemptsOf(sink: ResultsSink, test: Fields, line: number): Attempt[] {
  const results = objectsOf(test.results);
  // A test of another shard, or one behind a failure that ended the run.
  if (results.length === 0) return [{ status: test.status === 'skipped' ? 'skipped' : 'unfinished' }];
  return results.map((result) => {
    const status = sink.outcome(STATUSES, result.status, line);
    // `test.fail()`: to fail was expected, and to pass was not.
    const isTurned = test.expectedStatus === 'failed' && (status === 'failed' || status === 'passed');
    const errors = objectsOf(result.errors).map(errorText);
    const said = errors.length > 0 ? errors.join('\n\n') : errorText(fieldsOf(result.error) ?? {});
    const turned = status === 'failed' ? 'passed' : 'failed';
    return {
      status: isTurned ? turned : status,
      durationMs: amountOf(result.duration),
      message: sink.texts.message(isTurned && turned === 'failed' ? 'Expected to fail, but passed.' : said),
    };
  });
}

function errorText({ message, stack, snippet, value }: Fields): string {
  const trace = textOf(stack) ?? '';
  // A stack begins with the message.
  const said = textOf(message) ?? textOf(value) ?? '';
  return joined(trace.includes(said) ? trace : joined(said, trace), snippet);
}
