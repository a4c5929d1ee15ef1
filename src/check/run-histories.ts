import { compareText } from '../model/finding.ts';
import type { Roster, RunHistory, RunMonth } from '../model/run-history.ts';

/** Puts the months and rosters of all suites together, by suite. */
export function toHistories(
  months: readonly RunMonth[],
  rosters: readonly Roster[],
): ReadonlyMap<string, RunHistory> {
  const histories = new Map<string, RunHistory>();
  for (const [suite, own] of Map.groupBy(months, (month) => month.suite)) {
    const runs = own.flatMap((month) => month.runs);
    const tests = rosters.filter((roster) => roster.suite === suite);
    histories.set(suite, {
      runs: runs.sort((a, b) => compareText(a.at, b.at) || compareText(a.run, b.run)),
      rosters: new Map(tests.map((roster) => [roster.id.slice(suite.length + 1), roster.tests])),
    });
  }
  return histories;
}
