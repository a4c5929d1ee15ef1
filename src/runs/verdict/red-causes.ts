import { isFailure } from '../../core/outcome.ts';
import type { FlakyTest } from './histories.ts';
import type { RedCauses, RunReading, TestHistory } from './suite-runs.ts';

/** The causes, the one that a person must know first in front. */
const ORDER = [
  'regression',
  'unexplained',
  'flaky',
  'broken',
] as const satisfies readonly (keyof RedCauses)[];

/**
 * Why whole counted runs were red.
 * @param red positions of the red runs.
 * @param keyOf of a name in the runs.
 */
export function readRedCauses(
  red: readonly number[],
  runs: readonly RunReading[],
  tests: ReadonlyMap<string, TestHistory>,
  flaky: readonly FlakyTest[],
  keyOf: (name: string) => string,
): RedCauses {
  const flakes = new Map(flaky.map(({ key, failed }) => [key, new Set(failed)]));
  const counts = { regression: 0, unexplained: 0, flaky: 0, broken: 0 };
  for (const position of red) {
    const { run } = runs[position] as RunReading;
    const found = new Set<keyof RedCauses>(run.setup.length > 0 ? ['unexplained'] : []);
    for (const { test, outcome } of run.outcomes) {
      if (!isFailure(outcome)) continue;
      const key = keyOf(test);
      found.add(causeOf(tests.get(key), flakes.get(key)?.has(position) ?? false));
    }
    const cause = ORDER.find((one) => found.has(one));
    if (cause) counts[cause] += 1;
  }
  return counts;
}

/** @param isFlake it failed in the run, and no regression explains that. */
function causeOf(history: TestHistory | undefined, isFlake: boolean): keyof RedCauses {
  switch (history?.verdict.kind) {
    case 'flaky':
      return isFlake ? 'flaky' : 'regression';
    case 'regression':
      return 'regression';
    case 'broken':
      return 'broken';
    default:
      return 'unexplained';
  }
}
