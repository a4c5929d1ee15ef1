import type { AttemptOutcome } from '../../../core/outcome.ts';
import type { ResultsSink } from '../sink.ts';
import { amountOf, type Fields, fieldsOf, joined, objectsOf, textOf } from './json-fields.ts';
import { type JsonFormat, testsAt } from './json-reader.ts';

const STATES = { passed: 'passed', failed: 'failed', pending: 'skipped' } as const;

/** mochawesome, as mocha and Cypress write it: https://github.com/adamgruber/mochawesome. */
export function mochawesome(sink: ResultsSink): JsonFormat {
  const readSuite = (suite: Fields, around: readonly string[], outerFile: string, line: number): void => {
    const suites = [...around, textOf(suite.title) ?? ''];
    const file = textOf(suite.file) || textOf(suite.fullFile) || outerFile;
    for (const test of objectsOf(suite.tests))
      sink.tell({ suite: suites, name: textOf(test.title) ?? '', file }, [
        {
          status: stateOf(sink, test, line),
          durationMs: amountOf(test.duration),
          message: sink.texts.message(errorText(test)),
        },
      ]);
    for (const hook of [...objectsOf(suite.beforeHooks), ...objectsOf(suite.afterHooks)])
      if (hook.state === 'failed' || hook.fail === true)
        sink.suiteFailure(suites.at(-1) || file, joined(hook.title, errorText(hook)));
    for (const inner of objectsOf(suite.suites)) readSuite(inner, suites, file, line);
  };
  return {
    format: 'mochawesome',
    name: 'a report of mochawesome with `results`',
    rows: [
      // A spec that broke off leaves `false` in a merged report.
      testsAt(sink, ['results', '#'], (file, line) => readSuite(file, [], '', line)),
      {
        at: ['stats'],
        take: (value, line) => {
          const { tests, failures } = fieldsOf(value) ?? {};
          sink.declare({ tests: amountOf(tests), failures: amountOf(failures) }, line);
        },
      },
    ],
  };
}

/** What a hook that failed left out has no state. */
function stateOf(sink: ResultsSink, test: Fields, line: number): AttemptOutcome {
  if (test.skipped === true || test.pending === true) return 'skipped';
  return test.state === undefined || test.state === null
    ? 'unfinished'
    : sink.outcome(STATES, test.state, line);
}

function errorText({ err }: Fields): string {
  const { message, estack, diff } = fieldsOf(err) ?? {};
  const stack = textOf(estack) ?? '';
  return joined(stack.includes(textOf(message) ?? '') ? stack : joined(message, stack), diff);
}
