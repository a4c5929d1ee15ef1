import { compareText } from '../../core/finding.ts';
import type { AnyRecord } from '../knowledge-base.ts';
import type { RunHistory } from '../runs/run-history.ts';

/** Puts the months and rosters of all suites together, by suite. A run that stands in two months counts once. */
export function toHistories(records: readonly AnyRecord[]): ReadonlyMap<string, RunHistory> {
  const months = records.filter((record) => record.kind === 'runs');
  const rosters = records.filter((record) => record.kind === 'roster');
  const bySuite = Map.groupBy(rosters, ({ suite }) => suite);
  const histories = new Map<string, RunHistory>();
  for (const [suite, own] of Map.groupBy(months, (month) => month.suite)) {
    const runs = own
      .flatMap((month) => month.runs)
      .sort((a, b) => compareText(a.at, b.at) || compareText(a.run, b.run));
    const tests = bySuite.get(suite) ?? [];
    histories.set(suite, {
      runs: [...new Map(runs.toReversed().map((run) => [run.run, run])).values()].reverse(),
      rosters: new Map(tests.map((roster) => [roster.id.slice(suite.length + 1), roster.tests])),
    });
  }
  return histories;
}
