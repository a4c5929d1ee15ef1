import { isFailure, isIdle, severityRank } from '../../core/outcome.ts';
import { bothEnds } from '../../core/text.ts';
import { OUTCOME_MESSAGE_LENGTH, type SeenTest } from '../../records/runs/run-history.ts';
import { cleanText } from '../read/locate/names.ts';
import type { TestResult } from '../read/test-result.ts';

export const PASSED: SeenTest = { outcome: 'passed', attempts: 1, message: '' };

/** Of two tests that count as one. What did not run says nothing of what did. */
export function worseOf(before: SeenTest, now: SeenTest): SeenTest {
  if (isIdle(before.outcome) !== isIdle(now.outcome)) return isIdle(now.outcome) ? before : now;
  return isWorse(now, before) ? now : before;
}

export function isWorse(one: SeenTest, other: SeenTest): boolean {
  return severityRank(one.outcome) > severityRank(other.outcome);
}

/** A test of a file, all its attempts in one. */
export function seenOf(test: TestResult): SeenTest {
  const outcome = test.status === 'passed' && test.flaky ? 'flaky' : test.status;
  if (outcome === 'passed') return PASSED;
  const failed = test.attempts?.find(({ status, message }) => isFailure(status) && message !== undefined);
  // CTRF may give a test that passed on retry the message of its failure, and no list of attempts.
  const message = outcome === 'flaky' ? (failed?.message ?? test.message) : (test.message ?? failed?.message);
  return { outcome, attempts: test.attemptCount, message: cutMessage(message ?? '') };
}

/** Both ends of a message, as long as the history keeps one. */
export function cutMessage(message: string): string {
  return bothEnds(cleanText(message), OUTCOME_MESSAGE_LENGTH);
}
