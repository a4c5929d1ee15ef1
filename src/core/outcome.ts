/**
 * How a test did in a run. `flaky`: it passed after an attempt that failed. `errored`: it failed outside an assertion
 * (JUnit's `error`, a panic). `other`: its tool has a word for the end that is none of these, or it failed because a
 * subtest did (Go), which has an outcome of its own. `unfinished`: it began and has no end.
 */
export const OUTCOMES = ['passed', 'flaky', 'failed', 'errored', 'skipped', 'other', 'unfinished'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How one attempt at a test ended. */
export type AttemptOutcome = Exclude<Outcome, 'flaky'>;
export const ATTEMPT_OUTCOMES = OUTCOMES.filter((outcome) => outcome !== 'flaky');

/** Outcomes of a test of which an attempt failed. */
export type FailedOutcome = Extract<Outcome, 'flaky' | 'failed' | 'errored'>;

/** Outcomes of a test that ran to an end. */
export type ExecutedOutcome = FailedOutcome | 'passed';

/** From best to worst. What did not run is worse than a pass: nobody knows. */
const FROM_BEST: readonly Outcome[] = [
  'passed',
  'other',
  'skipped',
  'flaky',
  'unfinished',
  'failed',
  'errored',
];

/** The place of an outcome in the one order of badness: the higher, the worse. */
export function severityRank(outcome: Outcome): number {
  return FROM_BEST.indexOf(outcome);
}

/** The last attempt failed. */
export function isFailure(outcome: string): outcome is 'failed' | 'errored' {
  return outcome === 'failed' || outcome === 'errored';
}

/** An attempt failed, the last one or one before it. */
export function hadFailure(outcome: string): outcome is FailedOutcome {
  return isFailure(outcome) || outcome === 'flaky';
}

/** The test ran to an end that says something of it. */
export function wasExecuted(outcome: string): outcome is ExecutedOutcome {
  return hadFailure(outcome) || outcome === 'passed';
}

/** The attempt that says how a test did: the last one, unless it never came to its end after one that failed. */
export function decidingOf<Attempt extends { readonly status: AttemptOutcome }>(
  attempts: readonly Attempt[],
): Attempt | undefined {
  const ran = attempts.filter(({ status }) => wasExecuted(status));
  return ran.some(({ status }) => isFailure(status)) ? ran.at(-1) : attempts.at(-1);
}

/** The test did not run, whatever the word for it. */
export function isIdle(outcome: Outcome): boolean {
  return outcome === 'skipped' || outcome === 'other';
}
