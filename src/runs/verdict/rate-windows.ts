import type { When } from '../../core/calendar.ts';
import { hadFailure, wasExecuted } from '../../core/outcome.ts';
import { wilson } from './statistics.ts';
import type { Observation, Rate } from './suite-runs.ts';

/** The failure rate of one stretch of time. */
export interface RateWindow {
  /** `2026-01`, where the stretch is a month (UTC, as the run history is laid out). */
  readonly month?: string;
  /** First and last counted execution. */
  readonly from: When;
  readonly to: When;
  readonly rate: Rate;
}

const MIN_MONTHS = 3;
const [MIN_RUNS, MAX_WINDOWS] = [5, 12];

/**
 * A test's rate over time, from its counted executions in the order of time: by month where there are three or more (the
 * newest twelve), else by windows of equally many runs, at least 5. Empty where that leaves fewer than two stretches: one
 * rate is no course. Failures that a regression explains are in it, too.
 */
export function rateWindows(observations: readonly Observation[]): readonly RateWindow[] {
  const executions = observations.filter(isCounted);
  const months = Map.groupBy(executions, ({ reading }) => reading.run.at.slice(0, 7));
  if (months.size >= MIN_MONTHS) {
    const newest = [...months].slice(-MAX_WINDOWS);
    return newest.map(([month, own]) => ({ month, ...measure(own) }));
  }
  const count = Math.min(MAX_WINDOWS, Math.floor(executions.length / MIN_RUNS));
  if (count < 2) return [];
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor((i * executions.length) / count);
    return measure(executions.slice(start, Math.floor(((i + 1) * executions.length) / count)));
  });
}

/** Executions in counted runs; skipped, absent and without an end are none. */
export function isCounted({ reading, outcome }: Observation): boolean {
  return reading.kind === 'counted' && wasExecuted(outcome);
}

function measure(executions: readonly Observation[]): Pick<RateWindow, 'from' | 'to' | 'rate'> {
  const failures = executions.filter(({ outcome }) => hadFailure(outcome)).length;
  const at = (observation: Observation | undefined) => observation?.reading.run.at ?? '';
  return {
    from: at(executions[0]),
    to: at(executions.at(-1)),
    rate: wilson(failures, executions.length),
  };
}
