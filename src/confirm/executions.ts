import { wasExecuted } from '../core/outcome.ts';
import type { FailureLook } from '../match/looks.ts';
import { wilson } from '../runs/verdict/statistics.ts';
import type { Rate, SuiteRuns } from '../runs/verdict/suite-runs.ts';
import { type Execution as CountedExecution, judge } from '../runs/verdict/verdict.ts';

/** A counted execution of a test, held against how its issue's failures look. */
export interface Execution extends CountedExecution {
  readonly message: string;
  /** `described`: failed, or passed after an attempt that did, as the issue says; `otherwise`: failed in another way. */
  readonly result: 'passed' | 'described' | 'otherwise';
}

/**
 * The counted executions of an issue's test in the order of the runs. Skipped, absent and unfinished is no execution.
 * Of an issue without descriptions all failures are its own.
 * @param testId as in `TestState.id`.
 */
export function readExecutions(testId: string, runs: SuiteRuns, look: FailureLook): readonly Execution[] {
  const key = runs.keyOf(testId) ?? '';
  // A set-up that stands as a test tells of its surroundings.
  if (runs.tests.get(key)?.verdict.kind === 'infrastructure') return [];
  return runs.observe(key).flatMap(({ outcome, message, reading }): Execution[] => {
    if (reading.kind !== 'counted' || !wasExecuted(outcome)) return [];
    if (outcome === 'passed') return [{ reading, outcome, message, result: 'passed' }];
    const isDescribed = !look.isDescribed || look.recognise(message) !== undefined;
    return [{ reading, outcome, message, result: isDescribed ? 'described' : 'otherwise' }];
  });
}

/**
 * The share of executions that failed as described; undefined for none. Where nothing is described, a block of failures
 * that chance does not explain is set aside: a regression of its time would make the flake look frequent, and luck small.
 */
export function failureRate(executions: readonly Execution[], isDescribed: boolean): Rate | undefined {
  const { setAside } = isDescribed ? { setAside: new Set() } : judge(executions);
  const counted = executions.filter((execution) => !setAside.has(execution));
  if (counted.length === 0) return undefined;
  return wilson(counted.filter(({ result }) => result === 'described').length, counted.length);
}
