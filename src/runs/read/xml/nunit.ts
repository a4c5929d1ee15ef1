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
      failure: failedSuite(sink),
      // It cannot be run at all.
      reason: failedSuite(sink),
    },
    begins: ({ name, attributes: { total, failed, result } }, line) => {
      if (name !== 'test-run') return;
      sink.declare({ tests: countOf(total), failures: countOf(failed) }, line);
      sink.ended(result === 'Failed', line);
    },
  };
}

/** Of a suite; that a test in it failed stands at the test. */
function failedSuite(sink: ResultsSink): XmlTable['takes'][string] {
  return (element, around) => {
    const { fullname, name = '', site, result } = around.at(-1)?.attributes ?? {};
    const said = joined(textAt(element, 'message'), textAt(element, 'stack-trace'));
    const isOwn = site !== 'Child' && !/^One or more child tests had/.test(said);
    if (isOwn && (element.name === 'failure' || result === 'Failed'))
      sink.suiteFailure(fullname ?? name, said);
  };
}

function failureText(element: XmlElement): string {
  return joined(
    textAt(element, 'failure', 'message'),
    textAt(element, 'failure', 'stack-trace'),
    textAt(element, 'reason', 'message'),
  );
}
