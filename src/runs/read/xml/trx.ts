import { type AttemptOutcome, isFailure } from '../../../core/outcome.ts';
import { joined } from '../json/json-fields.ts';
import type { ResultsSink } from '../sink.ts';
import type { Attempt } from '../test-result.ts';
import { child, countOf, textAt, type XmlElement, type XmlTable } from './taken-elements.ts';

/** As in `TestOutcome` of https://github.com/microsoft/vstest, `src/Microsoft.TestPlatform.Extensions.TrxLogger`. */
const OUTCOMES: Readonly<Record<string, AttemptOutcome>> = {
  Passed: 'passed',
  PassedButRunAborted: 'passed',
  Completed: 'passed',
  Warning: 'passed',
  Failed: 'failed',
  Timeout: 'failed',
  Error: 'errored',
  Aborted: 'errored',
  NotExecuted: 'skipped',
  NotRunnable: 'skipped',
  Inconclusive: 'skipped',
  Disconnected: 'unfinished',
  Pending: 'unfinished',
  InProgress: 'unfinished',
};

interface Result {
  readonly id: string;
  readonly name: string;
  readonly attempt: Attempt;
}

/** TRX, as `dotnet test --logger trx` and Visual Studio write it. The class of a test stands behind all results. */
export function trx(sink: ResultsSink): XmlTable {
  const results: Result[] = [];
  const classes = new Map<string, { classname: string; method: string }>();
  const read = (element: XmlElement): void => {
    const { attributes, line, isComplete } = element;
    // Rows of data stand in the result of their test, which may fail by itself only where none of them did.
    const rows = child(element, 'InnerResults')?.children ?? [];
    const before = results.length;
    for (const row of rows) read(row);
    const status = sink.outcome(OUTCOMES, attributes.outcome ?? 'Error', line);
    const isOfRows = !isFailure(status) || results.slice(before).some((row) => isFailure(row.attempt.status));
    if (rows.length > 0 && isOfRows) return;
    results.push({
      id: attributes.testId ?? '',
      name: attributes.testName ?? '',
      attempt: {
        status: isComplete || status !== 'passed' ? status : 'unfinished',
        durationMs: fromSpan(attributes.duration),
        message: sink.texts.message(
          status === 'passed'
            ? ''
            : joined(
                textAt(element, 'Output', 'ErrorInfo', 'Message'),
                textAt(element, 'Output', 'ErrorInfo', 'StackTrace'),
              ),
        ),
      },
    });
  };
  return {
    format: 'trx',
    passes: new Set(['TestEntries', 'TestLists', 'ResultFiles', 'CollectorDataEntries', 'StdOut', 'StdErr']),
    takes: {
      UnitTestResult: read,
      UnitTest: ({ attributes, children }) => {
        const method = children.find(({ name }) => name === 'TestMethod')?.attributes;
        // `Shop.CartTests, Shop, Version=1.0.0.0` in files of old tools.
        const classname = (method?.className ?? '').split(',')[0] ?? '';
        classes.set(attributes.id ?? '', { classname, method: method?.name ?? '' });
      },
      RunInfo: (element) => {
        if (element.attributes.outcome === 'Error') sink.suiteFailure('test run', textAt(element, 'Text'));
      },
    },
    begins: ({ name, attributes }, line) => {
      if (name === 'ResultSummary')
        sink.ended(attributes.outcome !== undefined && OUTCOMES[attributes.outcome] !== 'passed', line);
      if (name !== 'Counters') return;
      const { total, failed, error, timeout, aborted } = attributes;
      const failures = [failed, error, timeout, aborted].reduce((sum, one) => sum + countOf(one), 0);
      sink.declare({ tests: countOf(total), failures }, line);
    },
    end: () => {
      for (const { id, name, attempt } of results) {
        const { classname = '' } = classes.get(id) ?? {};
        const own = name.startsWith(`${classname}.`) ? name.slice(classname.length + 1) : name;
        sink.tell({ suite: [], classname, name: classname === '' ? name : own }, [attempt]);
      }
    },
  };
}

/** Milliseconds of `00:00:01.2345678`. */
function fromSpan(text: string | undefined): number | undefined {
  const [, hours, minutes, seconds] = /^(\d{1,6}):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text ?? '') ?? [];
  if (seconds === undefined) return undefined;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1e6) / 1e3;
}
