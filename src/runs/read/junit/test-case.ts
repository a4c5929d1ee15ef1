import { type AttemptOutcome, isFailure } from '../../../core/outcome.ts';
import { bothEnds } from '../../../core/text.ts';
import { addPiece, own } from '../kept-text.ts';
import type { ListedTest } from '../merged-test.ts';
import type { ResultsSink } from '../sink.ts';
import { type Attempt, MESSAGE_LENGTH } from '../test-result.ts';

const OUTCOMES = {
  failure: 'failed',
  error: 'errored',
  skipped: 'skipped',
  disabled: 'skipped',
  // Surefire, `rerunFailingTestsCount`: attempts before a pass, and after the first failure.
  flakyFailure: 'failed',
  flakyError: 'errored',
  rerunFailure: 'failed',
  rerunError: 'errored',
} as const satisfies Record<string, AttemptOutcome>;

export type OutcomeKind = keyof typeof OUTCOMES;

export function outcomeKind(name: string): OutcomeKind | undefined {
  return Object.hasOwn(OUTCOMES, name) ? (name as OutcomeKind) : undefined;
}

/** One `failure`, `skipped`, `flakyError`, … with both ends of what it says. */
export class CaseOutcome {
  readonly kind: OutcomeKind;
  private readonly title: string;
  private body = '';

  constructor(kind: OutcomeKind, title: string) {
    this.kind = kind;
    this.title = own(bothEnds(title, 2 * MESSAGE_LENGTH));
  }

  addText(text: string): void {
    this.body = addPiece(this.body, text, MESSAGE_LENGTH);
  }

  /** The `message` and the text; mostly the text begins with the message. */
  get message(): string {
    const body = this.body.trimEnd();
    // gotestsum, nextest and others: the attribute only says once more that it failed.
    const isEmpty = /^\s*(?:(?:the )?test )?(?:failed|failure|error|errored)?[\s.!]*$/i.test(this.title);
    if ((isEmpty && body !== '') || body.includes(this.title.trim())) return body;
    return body.trim() === '' ? this.title : `${this.title}\n${body}`;
  }
}

/** One `testcase` element: an attempt as JUnit counts it, which Surefire may have others in. */
export interface CaseResult extends ListedTest {
  readonly flaky: boolean;
}

type Attributes = Readonly<Record<string, string>>;

export function readCase(
  sink: ResultsSink,
  attributes: Attributes,
  outcomes: readonly CaseOutcome[],
  isComplete: boolean,
  line: number,
): CaseResult {
  const deciding = outcomes.filter(({ kind }) => !isOther(kind));
  const others = outcomes.filter(({ kind }) => isOther(kind)).map((outcome) => attemptOf(sink, outcome));
  const read = statusOf(sink, attributes, deciding, line);
  const status = isComplete || isFailure(read) ? read : 'unfinished';
  // A test that failed may also end by an error, such as that of its clean-up.
  const isSaid = isFailure(status) ? isFailure : (one: AttemptOutcome) => one === status;
  const said = deciding.filter(({ kind }) => isSaid(OUTCOMES[kind])).map((outcome) => outcome.message);
  const message = sink.texts.message(said.join('\n\n'));
  const durationMs = milliseconds(attributes.time);
  const ownLine = Number(attributes.line);
  return {
    classname: sink.texts.share(attributes.classname ?? attributes.class ?? ''),
    name: own(attributes.name ?? ''),
    file: sink.texts.share(attributes.file ?? ''),
    line: Number.isInteger(ownLine) && ownLine > 0 ? ownLine : undefined,
    status,
    durationMs,
    message,
    flaky: status === 'passed' && others.some((other) => isFailure(other.status)),
    others: others.length === 0 ? undefined : others,
  };
}

function isOther(kind: OutcomeKind): boolean {
  return kind.startsWith('flaky') || kind.startsWith('rerun');
}

function attemptOf(sink: ResultsSink, outcome: CaseOutcome): Attempt {
  const message = sink.texts.message(outcome.message);
  return { status: OUTCOMES[outcome.kind], message };
}

/** An error weighs more than a failure, a failure more than a skip; words in attributes count where there is no element. */
function statusOf(
  sink: ResultsSink,
  { status, result }: Attributes,
  outcomes: readonly CaseOutcome[],
  line: number,
): AttemptOutcome {
  const found = new Set<AttemptOutcome>(outcomes.map(({ kind }) => OUTCOMES[kind]));
  for (const one of ['errored', 'failed', 'skipped'] as const) if (found.has(one)) return one;
  const known = wordStatus(status) ?? wordStatus(result);
  if (known !== undefined) return known;
  return [status, result].some((word = '') => /\w/.test(word) && !PASSED.test(word))
    ? sink.outcome(
        { passed: 'passed', failed: 'failed', error: 'errored', skipped: 'skipped' },
        'other',
        line,
      )
    : 'passed';
}

/** GoogleTest and others only say that a test came to its end. */
const PASSED =
  /^(?:pass(?:ed)?|success(?:ful)?|succeeded|ok|good|ran|run|completed?|done|executed|finished|true|\d+)$/i;

/** GoogleTest writes `status="notrun"`, Ginkgo `status="pending"`. */
export function wordStatus(word: string | undefined): AttemptOutcome | undefined {
  if (word === undefined) return undefined;
  if (/^(?:skipped|disabled|notrun|ignored|pending|suppressed)$/i.test(word)) return 'skipped';
  if (/^(?:fail(?:ed|ure)?|time(?:d[ _-]?)?out|unsuccessful)$/i.test(word)) return 'failed';
  if (/^(?:error(?:ed)?|panicked|interrupted|aborted|broken|crashed|killed|cancell?ed)$/i.test(word))
    return 'errored';
  return undefined;
}

/** `0.041`, and `1,234.5` as Surefire writes it in some locales, to milliseconds. */
function milliseconds(text: string | undefined): number | undefined {
  if (text === undefined || !/^\s*\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?\s*$/.test(text)) return undefined;
  const value = Number(text.replaceAll(',', ''));
  return Number.isFinite(value) ? Math.round(value * 1e6) / 1e3 : undefined;
}
