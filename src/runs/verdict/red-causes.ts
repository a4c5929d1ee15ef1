import { isFailure } from '../../core/outcome.ts';
import type { FlakyTest } from './histories.ts';
import type { RedCause, RedCauses, RunReading, TestHistory } from './suite-runs.ts';

/** The causes, the one that a person must know first in front. */
const ORDER = ['regression', 'unexplained', 'flaky', 'broken'] as const satisfies readonly RedCause[];

/**
 * Why whole counted runs were red, run by run.
 * @param red positions of the red runs.
 * @param keyOf of a name in the runs.
 */
export function readRedCauses(
  red: readonly number[],
  runs: readonly RunReading[],
  tests: ReadonlyMap<string, TestHistory>,
  flaky: readonly FlakyTest[],
  keyOf: (name: string) => string,
): ReadonlyMap<RunReading, RedCause> {
  const flakes = new Map(flaky.map(({ key, failed }) => [key, new Set(failed)]));
  const causes = new Map<RunReading, RedCause>();
  for (const position of red) {
    const reading = runs[position] as RunReading;
    const { run } = reading;
    const found = new Set<RedCause>(run.setup.length > 0 ? ['unexplained'] : []);
    for (const { test, outcome } of run.outcomes) {
      if (!isFailure(outcome)) continue;
      const key = keyOf(test);
      found.add(causeOf(tests.get(key), flakes.get(key)?.has(position) ?? false));
    }
    const cause = ORDER.find((one) => found.has(one));
    if (cause) causes.set(reading, cause);
  }
  return causes;
}

/** @param isFlake it failed in the run, and no regression explains that. */
function causeOf(history: TestHistory | undefined, isFlake: boolean): RedCause {
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

/** How many runs were red for each cause. */
export function countRedCauses(causes: ReadonlyMap<RunReading, RedCause>): RedCauses {
  const counts = { regression: 0, unexplained: 0, flaky: 0, broken: 0 };
  for (const cause of causes.values()) counts[cause] += 1;
  return counts;
}
