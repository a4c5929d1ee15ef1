import { ATTEMPT_OUTCOMES } from '../core/outcome.ts';
import type { Counts } from '../runs/read/test-result.ts';

/** `42 passed (1 flaky), 13 failed`: passed and failed always, the rest where there is some. */
export function countWords(counts: Counts): string {
  return ATTEMPT_OUTCOMES.filter((status) => status === 'passed' || status === 'failed' || counts[status] > 0)
    .map((status) => {
      const flaky = status === 'passed' && counts.flaky > 0 ? ` (${counts.flaky} flaky)` : '';
      return `${counts[status]} ${status}${flaky}`;
    })
    .join(', ');
}
