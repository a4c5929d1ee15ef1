import { type AttemptOutcome, isFailure } from '../../../core/outcome.ts';
import type { ResultsSink } from '../sink.ts';
import { type Attempt, MAX_ATTEMPTS } from '../test-result.ts';
import { amountOf, type Fields, fieldsOf, joined, textOf, textsOf, typeName } from './json-fields.ts';
import type { JsonFormat } from './json-reader.ts';

/** `ginkgo --json-report`: a list of `types.Report`, https://pkg.go.dev/github.com/onsi/ginkgo/v2/types#Report. */
export function ginkgo(sink: ResultsSink): JsonFormat {
  let suite = '';
  return {
    format: 'ginkgo-json',
    name: 'a Ginkgo report with `SpecReports`',
    rows: [
      {
        at: ['#', 'SpecReports', '#'],
        isNeeded: true,
        take: (value, line) => readSpec(sink, suite, value, line),
      },
      {
        at: ['#', 'SuiteDescription'],
        take: (value) => {
          suite = sink.texts.share(textOf(value) ?? '');
        },
      },
      {
        at: ['#', 'SuiteSucceeded'],
        take: (value, line) => sink.ended(value === false, line, sink.failures),
      },
      {
        at: ['#', 'SpecialSuiteFailureReasons'],
        take: (value) => {
          for (const reason of textsOf(value)) sink.suiteFailure(suite, reason);
        },
      },
    ],
  };
}

/** As Ginkgo's own JUnit report counts them. */
const STATES = {
  passed: 'passed',
  failed: 'failed',
  timedout: 'failed',
  panicked: 'errored',
  interrupted: 'errored',
  aborted: 'errored',
  skipped: 'skipped',
  pending: 'skipped',
  // It never ran.
  '': 'unfinished',
} as const;

function readSpec(sink: ResultsSink, suite: string, value: unknown, line: number): void {
  const spec = fieldsOf(value);
  if (!spec || typeof spec.LeafNodeType !== 'string' || typeof spec.State !== 'string') {
    const what = spec ? 'an object without `LeafNodeType` and `State`' : typeName(value);
    const found = `${what} as a spec`;
    sink.problem('strange-results', { found, line, expected: 'a Ginkgo spec', partial: true });
    return;
  }
  const status = sink.outcome(STATES, spec.State, line);
  if (spec.LeafNodeType === 'It') readIt(sink, suite, spec, status);
  // BeforeSuite, AfterSuite and the like are no tests, and can fail all of them.
  else if (isFailure(status)) sink.suiteFailure(suite, `${spec.LeafNodeType}: ${failureText(spec)}`);
}

function readIt(sink: ResultsSink, suite: string, spec: Fields, status: AttemptOutcome): void {
  const place = fieldsOf(spec.LeafNodeLocation) ?? {};
  const nanoseconds = amountOf(spec.RunTime);
  const attempts = Math.max(1, Math.floor(amountOf(spec.NumAttempts) ?? 1));
  const repeats = (amountOf(spec.MaxMustPassRepeatedly) ?? 0) > 1;
  const isFlaky = status === 'passed' && attempts > 1 && !repeats;
  const last: Attempt = {
    status,
    durationMs: nanoseconds === undefined ? undefined : Math.round(nanoseconds / 1e3) / 1e3,
    message: sink.texts.message(failureText(spec)),
  };
  const earlier = isFlaky ? failedAttempts(sink, spec, attempts - 1) : [];
  sink.tell(
    {
      suite: [suite, ...textsOf(spec.ContainerHierarchyTexts)],
      name: textOf(spec.LeafNodeText) ?? '',
      file: textOf(place.FileName),
      line: amountOf(place.LineNumber),
    },
    [...earlier, last],
    { flaky: isFlaky, attemptCount: attempts },
  );
}

/** A retried spec keeps what failed before under `AdditionalFailures`, in order. */
function failedAttempts(sink: ResultsSink, spec: Fields, count: number): Attempt[] {
  const failures = Array.isArray(spec.AdditionalFailures) ? spec.AdditionalFailures : [];
  return Array.from({ length: Math.min(count, MAX_ATTEMPTS - 1) }, (_, i) => {
    const message = sink.texts.message(failureText(fieldsOf(failures[i]) ?? {}));
    return { status: 'failed', message };
  });
}

function failureText(fields: Fields): string {
  const failure = fieldsOf(fields.Failure) ?? {};
  return joined(failure.Message, failure.ForwardedPanic, fieldsOf(failure.Location)?.FullStackTrace);
}
