import { bothEnds } from '../../core/text/both-ends.ts';
import { OUTCOME_MESSAGE_LENGTH, type RunOutcome } from '../../records/runs/run-history.ts';
import { cleanText } from '../read/locate/names.ts';
import { isFailure, type TestResult } from '../read/test-result.ts';

/** How one test did, all its attempts in one. */
export interface SeenTest {
  readonly outcome: RunOutcome | 'passed';
  readonly attempts: number;
  readonly message: string;
}

export const PASSED: SeenTest = { outcome: 'passed', attempts: 1, message: '' };

/** From best to worst. What is skipped is worse than a pass: nobody knows. */
const FROM_BEST: readonly SeenTest['outcome'][] = [
  'passed',
  'other',
  'skipped',
  'flaky',
  'unfinished',
  'failed',
  'errored',
];

export function badness(outcome: SeenTest['outcome']): number {
  return FROM_BEST.indexOf(outcome);
}

/** It did not run, whatever the word for it. */
export function isIdle({ outcome }: SeenTest): boolean {
  return outcome === 'skipped' || outcome === 'other';
}

/** Of two tests that count as one. What did not run says nothing of what did. */
export function worseOf(before: SeenTest, now: SeenTest): SeenTest {
  if (isIdle(before) !== isIdle(now)) return isIdle(now) ? before : now;
  return badness(now.outcome) > badness(before.outcome) ? now : before;
}

/** A test of a file, all its attempts in one. */
export function seenOf(test: TestResult): SeenTest {
  const outcome = test.status === 'passed' && test.flaky ? 'flaky' : test.status;
  if (outcome === 'passed') return PASSED;
  const failed = test.attempts?.find(({ status, message }) => isFailure(status) && message !== undefined);
  const message = outcome === 'flaky' ? failed?.message : (test.message ?? failed?.message);
  return { outcome, attempts: test.attemptCount, message: cutMessage(message ?? '') };
}

/** Both ends of a message, as long as the history keeps one. */
export function cutMessage(message: string): string {
  return bothEnds(cleanText(message), OUTCOME_MESSAGE_LENGTH);
}
