import type { AttemptOutcome } from '../../../core/outcome.ts';
import { joined } from '../json/json-fields.ts';
import type { ResultsSink } from '../sink.ts';
import { countOf, fromSeconds, textAt, type XmlElement, type XmlTable } from './taken-elements.ts';

const RESULTS: Readonly<Record<string, AttemptOutcome>> = {
  Pass: 'passed',
  Fail: 'failed',
  Skip: 'skipped',
  NotRun: 'skipped',
};

/** xUnit.net 2 and 3: https://xunit.net/docs/format-xml-v2, https://xunit.net/docs/format-xml-v3. */
export function xunit(sink: ResultsSink): XmlTable {
  return {
    format: 'xunit',
    passes: new Set(['output', 'traits', 'attachments', 'warnings']),
    takes: {
      test: (element) => {
        const { attributes, line, isComplete } = element;
        const { name = '', type = '', result, time } = attributes;
        const status = sink.outcome(RESULTS, result, line);
        const own = type !== '' && name.startsWith(`${type}.`) ? name.slice(type.length + 1) : name;
        sink.tell(
          {
            suite: [],
            classname: type,
            name: own,
            file: attributes['source-file'],
            line: countOf(attributes['source-line']),
          },
          [
            {
              status: isComplete || status !== 'passed' ? status : 'unfinished',
              durationMs: fromSeconds(time),
              message: sink.texts.message(joined(failureText(element), textAt(element, 'reason'))),
            },
          ],
        );
      },
      // Set-ups, fixtures and clean-ups.
      error: (element) => sink.suiteFailure(element.attributes.name ?? '', failureText(element)),
    },
    begins: ({ name, attributes }, line) => {
      if (name !== 'assembly') return;
      const { total, failed, errors } = attributes;
      sink.declare({ tests: countOf(total), failures: countOf(failed) + countOf(errors) }, line);
    },
  };
}

function failureText(element: XmlElement): string {
  return joined(textAt(element, 'failure', 'message'), textAt(element, 'failure', 'stack-trace'));
}
