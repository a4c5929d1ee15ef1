import { compareText } from '../../../model/finding.ts';
import type { MeasuredRun, RunHistory } from '../../../model/run-history.ts';

/** A run with the names of its tests. Runs of one roster share the list. */
export interface ListedRun {
  readonly run: MeasuredRun;
  readonly instantMs: number;
  readonly tests: readonly string[];
}

/**
 * The runs that began at an instant or before, by time and then id, with their tests. A test that a run tells of
 * without being in its roster (or without a roster) was there all the same.
 * @param instantOf milliseconds since the epoch of a date.
 */
export function listRuns(
  { runs, rosters }: RunHistory,
  instantOf: (when: string) => number,
  untilMs: number,
): readonly ListedRun[] {
  const listed: ListedRun[] = [];
  const seen = runs.map((run) => ({ run, instantMs: instantOf(run.at) }));
  const byRoster = Map.groupBy(
    seen.filter(({ instantMs }) => instantMs <= untilMs),
    ({ run }) => run.roster,
  );
  for (const [id, own] of byRoster) {
    const tests = rosters.get(id) ?? [];
    const names = new Set(tests);
    for (const { run, instantMs } of own) {
      const more = run.outcomes.map(({ test }) => test).filter((test) => !names.has(test));
      listed.push({ run, instantMs, tests: more.length === 0 ? tests : [...new Set([...tests, ...more])] });
    }
  }
  return listed.sort((a, b) => a.instantMs - b.instantMs || compareText(a.run.run, b.run.run));
}
