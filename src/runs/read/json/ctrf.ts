import { isFailure } from '../../../core/outcome.ts';
import type { ResultsSink } from '../sink.ts';
import { type Attempt, MAX_ATTEMPTS } from '../test-result.ts';
import {
  amountOf,
  type Fields,
  fieldsOf,
  joined,
  objectsOf,
  textOf,
  textsOf,
  typeName,
} from './json-fields.ts';
import { type JsonFormat, testsAt } from './json-reader.ts';

/** CTRF, the Common Test Report Format: https://ctrf.io, `results.tests` decides, and the summary is held against it. */
export function ctrf(sink: ResultsSink): JsonFormat {
  let tool = '';
  return {
    format: 'ctrf',
    name: 'CTRF, or another report that Flakebook reads',
    rows: [
      testsAt(sink, ['results', 'tests', '#'], (test, line) => readTest(sink, test, line, tool)),
      {
        at: ['results', 'tool', 'name'],
        take: (value) => {
          tool = textOf(value) ?? '';
        },
      },
      {
        at: ['results', 'summary'],
        take: (value, line) => {
          const { tests, failed } = fieldsOf(value) ?? {};
          sink.declare({ tests: amountOf(tests), failures: amountOf(failed) }, line);
        },
      },
    ],
  };
}

const STATUSES = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  pending: 'skipped',
  other: 'other',
} as const;

/** The reporter for vitest prints the retries that are allowed, in every run, and not those that were needed. */
const PRINTS_LIMIT = 'vitest';

function readTest(sink: ResultsSink, test: Fields, line: number, tool: string): void {
  if (typeof test.name !== 'string')
    sink.problem('strange-results', {
      found: `${typeName(test.name)} as \`name\` of a test`,
      line,
      expected: 'text',
    });
  const read = (fields: Fields): Attempt => ({
    status: sink.outcome(STATUSES, fields.status, line),
    durationMs: amountOf(fields.duration),
    message: sink.texts.message(joined(fields.message, fields.trace)),
  });
  const attempt = read(test);
  const earlier = objectsOf(test.retryAttempts)
    .slice(0, MAX_ATTEMPTS - 1)
    .map(read);
  const saysRetries = tool !== PRINTS_LIMIT || typeof test.flaky === 'boolean';
  const retries = saysRetries ? (amountOf(test.retries) ?? 0) : 0;
  const hasFailedBefore = retries > 0 || earlier.some(({ status }) => isFailure(status));
  const isFlaky = typeof test.flaky === 'boolean' ? test.flaky : hasFailedBefore;
  sink.tell(
    {
      // A path since version 1; before, one text such as `file > group`.
      suite: typeof test.suite === 'string' ? [test.suite] : textsOf(test.suite),
      name: textOf(test.name) ?? '',
      file: textOf(test.filePath),
      line: amountOf(test.line),
    },
    [...earlier, attempt],
    {
      flaky: attempt.status === 'passed' && isFlaky,
      attemptCount: Math.max(Math.floor(retries), earlier.length) + 1,
    },
  );
}
