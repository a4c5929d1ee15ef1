import { atKey } from '../../../core/kept.ts';
import { isFailure } from '../../../core/outcome.ts';
import { looksLikeFile } from '../locate/file-path.ts';
import type { Named, ResultsSink } from '../sink.ts';
import type { Attempt } from '../test-result.ts';
import { amountOf, type Fields, fieldsOf, joined, objectsOf, textOf } from './json-fields.ts';
import type { JsonFormat } from './json-reader.ts';

interface Executed {
  readonly named: Named;
  /** In milliseconds since 1970; 0 where it is not said. */
  readonly start: number;
  readonly stop: number;
  readonly attempt: Attempt;
}

const KEYS =
  'uuid historyId testCaseId fullName name status statusDetails start stop labels parameters'.split(' ');

/**
 * `*-result.json` of Allure, one document for each execution of a test, whatever their order:
 * https://allurereport.org/docs/how-it-works-test-result-file/. Executions of one history id, each after the other, are attempts.
 */
export function allure(sink: ResultsSink): JsonFormat {
  const tests = new Map<string, Executed[]>();
  let fields: Record<string, unknown> = {};
  return {
    format: 'allure',
    name: 'a result of Allure with `status`',
    isList: true,
    rows: KEYS.map((key) => ({
      at: [key],
      isNeeded: key === 'status',
      take: (value) => {
        fields[key] = value;
      },
    })),
    endDocument: () => {
      if (fields.status !== undefined) gather(sink, tests, fields);
      fields = {};
    },
    end: () => {
      for (const executed of tests.values()) tellAll(sink, executed);
    },
  };
}

const STATUSES = {
  passed: 'passed',
  failed: 'failed',
  broken: 'errored',
  skipped: 'skipped',
  unknown: 'unfinished',
} as const;

function gather(sink: ResultsSink, tests: Map<string, Executed[]>, fields: Fields): void {
  const { message, trace } = fieldsOf(fields.statusDetails) ?? {};
  const named = namesOf(fields);
  const start = amountOf(fields.start) ?? 0;
  const stop = amountOf(fields.stop) ?? start;
  const key = textOf(fields.historyId) ?? JSON.stringify([named, fields.parameters]);
  const executed: Executed = {
    named,
    start,
    stop,
    attempt: {
      status: sink.outcome(STATUSES, fields.status, 1),
      durationMs: stop - start,
      message: sink.texts.message(
        textOf(trace)?.includes(textOf(message) ?? '') ? joined(trace) : joined(message, trace),
      ),
    },
  };
  atKey(tests, key, () => []).push(executed);
}

/** Two executions at one time are no attempts: a browser each, perhaps. */
function tellAll(sink: ResultsSink, executed: Executed[]): void {
  executed.sort((a, b) => a.start - b.start || a.stop - b.stop);
  const isOneByOne = executed.every(({ start }, i) => start >= (executed[i - 1]?.stop ?? 0));
  // Who tries again stops at the first pass.
  const stops = executed.slice(0, -1).every(({ attempt }) => isFailure(attempt.status));
  const [first] = executed;
  if (first && isOneByOne && stops)
    sink.tell(
      first.named,
      executed.map(({ attempt }) => attempt),
    );
  else for (const { named, attempt } of executed) sink.tell(named, [attempt]);
}

/** Adapters write `org.shop.CartIT.adds`, `tests.test_cart.TestCart#test_adds`, `cart.spec.ts:5:3` as `fullName`. */
function namesOf(fields: Fields): Named {
  const labels = new Map(objectsOf(fields.labels).map(({ name, value }) => [name, textOf(value) ?? '']));
  const label = (name: string) => labels.get(name) ?? '';
  const [scope = '', method] = (textOf(fields.fullName) ?? '').split('#');
  const [path = '', line] = scope.split(/:(?=\d+(?::\d+)?$)/);
  const file = looksLikeFile(path) ? path : '';
  const classname = file === '' ? label('testClass') || (method === undefined ? '' : scope) : '';
  const shown = textOf(fields.name) ?? method ?? scope;
  const values = objectsOf(fields.parameters).map(({ value }) => textOf(value) ?? '');
  // A test of Java has a name for people, and that of its method.
  const name =
    label('testMethod') === ''
      ? shown
      : label('testMethod') + (values.length > 0 ? `(${values.join(', ')})` : '');
  const suites = ['parentSuite', 'suite', 'subSuite'].map(label);
  return {
    suite: classname === '' ? suites : [],
    classname,
    name,
    file,
    line: Number.parseInt(line ?? '0', 10),
  };
}
