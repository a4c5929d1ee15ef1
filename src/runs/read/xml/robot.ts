import type { AttemptOutcome } from '../../../core/outcome.ts';
import type { ResultsSink } from '../sink.ts';
import {
  type Around,
  child,
  countOf,
  fromSeconds,
  type XmlElement,
  type XmlTable,
} from './taken-elements.ts';

const STATUSES: Readonly<Record<string, AttemptOutcome>> = {
  PASS: 'passed',
  FAIL: 'failed',
  SKIP: 'skipped',
  'NOT RUN': 'skipped',
  NOT_RUN: 'skipped',
};

const PASSES =
  'kw for while if try group variable return break continue errors msg doc tag tags meta metadata timeout';

/**
 * `output.xml` of Robot Framework, whose form changed with version 7:
 * https://github.com/robotframework/robotframework/tree/master/doc/schema. What keywords did is not read.
 */
export function robot(sink: ResultsSink): XmlTable {
  return {
    format: 'robot',
    passes: new Set(PASSES.split(' ')),
    takes: {
      test: (element, around) => {
        const { attributes, isComplete } = element;
        const status = child(element, 'status');
        const outcome = status ? sink.outcome(STATUSES, status.attributes.status, status.line) : 'unfinished';
        sink.tell(
          {
            suite: suitesOf(around),
            name: attributes.name ?? '',
            file: sourceOf(around),
            line: countOf(attributes.line),
          },
          [
            {
              status: isComplete || outcome !== 'passed' ? outcome : 'unfinished',
              durationMs: durationOf(status),
              message: sink.texts.message(status?.text ?? ''),
            },
          ],
        );
      },
      stat: ({ attributes, line, text }, around) => {
        const [passed = 0, failed = 0] = [countOf(attributes.pass), countOf(attributes.fail)];
        if (around.at(-1)?.name === 'total' && text.trim() !== 'Critical Tests')
          sink.declare({ tests: passed + failed, failures: failed }, line);
      },
      // Of a suite; it says more than how its tests did only where its own set-up or tear-down failed.
      status: ({ attributes, line, text }, around) => {
        sink.ended(attributes.status === 'FAIL', line);
        if (/^\s*Suite (?:setup|teardown) failed:/.test(text))
          sink.suiteFailure(suitesOf(around).join(' > '), text.trim().replace(/^([^\n]*:)\n/, '$1 '));
      },
    },
  };
}

function suitesOf(around: readonly Around[]): string[] {
  return around.flatMap(({ name, attributes }) => (name === 'suite' ? [attributes.name ?? ''] : []));
}

/** A folder is the source of the suites around that of a file. */
function sourceOf(around: readonly Around[]): string {
  const source = around.at(-1)?.attributes.source ?? '';
  return /\.\w+$/.test(source) ? source : '';
}

function durationOf(status: XmlElement | undefined): number | undefined {
  const { elapsed, starttime = '', endtime = '' } = status?.attributes ?? {};
  if (elapsed !== undefined) return fromSeconds(elapsed);
  const [start, end] = [starttime, endtime].map((text) => {
    const [, year, month, day, time] = /^(\d{4})(\d\d)(\d\d) (\d\d:\d\d:\d\d\.\d{3})$/.exec(text) ?? [];
    return time === undefined ? undefined : Date.parse(`${year}-${month}-${day}T${time}Z`);
  });
  return start === undefined || end === undefined || end < start ? undefined : end - start;
}
