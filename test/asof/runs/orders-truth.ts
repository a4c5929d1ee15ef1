import type { SuiteRuns } from '../../../src/runs/verdict/suite-runs.ts';

/** What the series `vitest-orders` says of its tests, as JSON would tell it. */
export interface OrdersTruth {
  readonly tests: readonly { readonly test: string; readonly sequence: string; readonly truth: string }[];
}

/** Positions of the runs that were on branches of pull requests: 008 and 017. */
export const BRANCH_RUNS: readonly number[] = [7, 16];

const WORDS = { P: 'passed', F: 'failed', S: 'skipped', '.': 'absent' } as const;

/** The outcomes of a test in the words of the truth, run by run. */
export function wordsOf(sequence: string): readonly string[] {
  return [...sequence].map((letter) => WORDS[letter as keyof typeof WORDS]);
}

/** Letters of a sequence in the runs that count. */
export function countedLetters(sequence: string): string {
  return [...sequence].filter((_, run) => !BRANCH_RUNS.includes(run)).join('');
}

export function verdictOf(runs: SuiteRuns, name: string) {
  return runs.tests.get(runs.keyOf(name) ?? '')?.verdict;
}
