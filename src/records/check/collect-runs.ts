import { historyId } from '../../core/ids.ts';
import type { Roster, RunMonth } from '../runs/run-history.ts';
import type { Collected } from './collector.ts';
import type { Facts } from './facts.ts';
import type { Source } from './parse-source.ts';

/** A month of runs: its suite and rosters must be there, and no run may be in two months. */
export function collectRuns({ suite, runs }: RunMonth, collected: Collected): Partial<Facts> {
  collected.use('suite', suite, []);
  const rosters = new Map<string, NonNullable<Facts['rosters']>[number]>();
  const named = new Set<string>();
  for (const [i, { roster, tests }] of runs.entries()) {
    const id = historyId(suite, roster);
    if (!named.has(id)) collected.use('roster', id, ['runs', i]);
    named.add(id);
    const key = `${roster} ${tests}`;
    if (!rosters.has(key)) rosters.set(key, { id, tests, line: lineOf(i, collected) });
  }
  return {
    suite,
    runs: runs.map(({ run }, i) => [run, lineOf(i, collected)]),
    rosters: [...rosters.values()],
  };
}

/** A roster of which a line is wrong does not tell how many tests it had. */
export function collectRoster(
  { suite, tests }: Roster,
  { lines }: Source,
  collected: Collected,
): Partial<Facts> {
  collected.use('suite', suite, []);
  const isWhole = lines?.findings.length === 0 && lines.lines.length === tests.length;
  return { suite, tests: isWhole ? tests.length : undefined };
}

function lineOf(index: number, { place }: Collected): number {
  return place(['runs', index]).start.line;
}
