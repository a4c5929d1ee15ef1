import { type AttemptOutcome, isFailure } from '../../../core/outcome.ts';
import type { JsonPath, JsonPlan } from '../../../text/json/json-stream.ts';
import type { JsonKind } from '../../../text/json/json-value.ts';
import { own } from '../kept-text.ts';
import type { ResultsSink } from '../sink.ts';
import { type Attempt, MAX_ATTEMPTS } from '../test-result.ts';
import { amountOf, type Fields, fieldsOf, textOf, textsOf, typeName } from './json-fields.ts';
import { JsonReportReader } from './report-reader.ts';

/** `ginkgo --json-report`: a list of `types.Report`, https://pkg.go.dev/github.com/onsi/ginkgo/v2/types#Report. */
export class GinkgoReader extends JsonReportReader {
  protected readonly strange = { found: 'another JSON list', expected: 'a Ginkgo report with `SpecReports`' };
  private suite = '';

  protected plan(path: JsonPath, kind: JsonKind): JsonPlan {
    const [, key] = path;
    if (path.length === 0) return 'enter';
    if (path.length === 1) {
      this.suite = '';
      return kind === 'object' ? 'enter' : this.wrong('a suite', kind, 'an object');
    }
    if (key === 'SuiteDescription' || key === 'SpecialSuiteFailureReasons') return 'take';
    if (key !== 'SpecReports') return 'skip';
    this.sink.format = 'ginkgo-json';
    if (path.length > 2) return 'take';
    // A suite without specs has `null`, as Go writes an empty list.
    if (kind === 'array') return 'enter';
    return kind === 'other' ? 'skip' : this.wrong('`SpecReports`', kind, 'a list');
  }

  protected take(path: JsonPath, value: unknown): void {
    if (path[1] === 'SpecReports') readSpec(this.sink, this.suite, value, this.line);
    else if (path[1] === 'SuiteDescription') this.suite = this.sink.texts.share(textOf(value) ?? '');
    else for (const reason of textsOf(value)) this.sink.suiteFailure(this.suite, reason);
  }
}

/** As Ginkgo's own JUnit report counts them. */
const STATES: Readonly<Record<string, AttemptOutcome>> = {
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
};

function readSpec(sink: ResultsSink, suite: string, value: unknown, line: number): void {
  const spec = fieldsOf(value);
  if (!spec || typeof spec.LeafNodeType !== 'string' || typeof spec.State !== 'string') {
    const what = spec ? 'an object without `LeafNodeType` and `State`' : typeName(value);
    const found = `${what} as a spec`;
    sink.problem('strange-results', { found, line, expected: 'a Ginkgo spec', partial: true });
    return;
  }
  const status = Object.hasOwn(STATES, spec.State) ? STATES[spec.State] : undefined;
  if (!status)
    sink.problem('strange-results', {
      found: 'another `State` of a spec',
      line,
      expected: 'a state of Ginkgo',
    });
  if (spec.LeafNodeType === 'It') readIt(sink, suite, spec, status ?? 'other');
  // BeforeSuite, AfterSuite and the like are no tests, and can fail all of them.
  else if (status && isFailure(status))
    sink.suiteFailure(suite, `${spec.LeafNodeType}: ${failureText(spec)}`);
}

function readIt(sink: ResultsSink, suite: string, spec: Fields, status: AttemptOutcome): void {
  const place = fieldsOf(spec.LeafNodeLocation) ?? {};
  const line = amountOf(place.LineNumber) ?? 0;
  const nanoseconds = amountOf(spec.RunTime);
  const attempts = Math.max(1, Math.floor(amountOf(spec.NumAttempts) ?? 1));
  const repeats = (amountOf(spec.MaxMustPassRepeatedly) ?? 0) > 1;
  const isFlaky = status === 'passed' && attempts > 1 && !repeats;
  const message = sink.texts.message(failureText(spec));
  const last: Attempt = {
    status,
    durationMs: nanoseconds === undefined ? undefined : Math.round(nanoseconds / 1e3) / 1e3,
    message,
  };
  const earlier = isFlaky ? failedAttempts(sink, spec, attempts - 1) : [];
  sink.single({
    suite: [suite, ...textsOf(spec.ContainerHierarchyTexts)]
      .filter((text) => text !== '')
      .map((text) => sink.texts.share(text)),
    classname: '',
    name: own(textOf(spec.LeafNodeText) ?? ''),
    file: sink.texts.share(textOf(place.FileName) ?? ''),
    line: line > 0 ? line : undefined,
    ...last,
    flaky: isFlaky,
    attemptCount: attempts,
    attempts: earlier.length === 0 ? undefined : [...earlier, last],
  });
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
  const stack = textOf(fieldsOf(failure.Location)?.FullStackTrace);
  return [textOf(failure.Message), textOf(failure.ForwardedPanic), stack]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
}
