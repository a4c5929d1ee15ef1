import type { AttemptOutcome } from '../../../core/outcome.ts';
import { joined } from '../json/json-fields.ts';
import type { ResultsSink } from '../sink.ts';
import { countOf, fromSeconds, textAt, type XmlElement, type XmlTable } from './taken-elements.ts';

const RESULTS: Readonly<Record<string, AttemptOutcome>> = {
  Passed: 'passed',
  Warning: 'passed',
  Failed: 'failed',
  Skipped: 'skipped',
  Inconclusive: 'skipped',
};

/** NUnit 3 and 4: https://docs.nunit.org/articles/nunit/technical-notes/usage/Test-Result-XML-Format.html. */
export function nunit(sink: ResultsSink): XmlTable {
  return {
    format: 'nunit',
    passes: new Set('command-line filter environment settings properties attachments output'.split(' ')),
    takes: {
      'test-case': (element) => {
        const { attributes, line, isComplete } = element;
        const { classname = '', name = '', fullname = '', result, label, duration, time } = attributes;
        const status = sink.outcome(RESULTS, result, line);
        const isError = status === 'failed' && label !== undefined && label !== 'Failed';
        sink.tell({ suite: [], classname, name: name || fullname }, [
          {
            status: isError ? 'errored' : isComplete || status !== 'passed' ? status : 'unfinished',
            durationMs: fromSeconds(duration ?? time),
            message: sink.texts.message(status === 'passed' ? '' : failureText(element)),
          },
        ]);
      },
      // Of a suite; that a test in it failed stands at the test.
      failure: (element, around) => {
        const { fullname, name = '', site } = around.at(-1)?.attributes ?? {};
        const said = joined(textAt(element, 'message'), textAt(element, 'stack-trace'));
        if (site !== 'Child' && !/^One or more child tests had/.test(said))
          sink.suiteFailure(fullname ?? name, said);
      },
    },
    begins: ({ name, attributes }, line) => {
      if (name === 'test-run')
        sink.declare({ tests: countOf(attributes.total), failures: countOf(attributes.failed) }, line);
    },
  };
}

function failureText(element: XmlElement): string {
  return joined(
    textAt(element, 'failure', 'message'),
    textAt(element, 'failure', 'stack-trace'),
    textAt(element, 'reason', 'message'),
  );
}
