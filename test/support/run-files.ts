import { createHash } from 'node:crypto';
import type { RunHistory } from '../../src/records/runs/run-history.ts';
import { monthOf, rosterPath, runMonthPath } from '../../src/records/runs/run-lines.ts';
import { writeRoster, writeRunMonth } from '../../src/records/runs/run-schema.ts';

/** A history as the files of a book, by path below the content folder. Its rosters get the ids that `ingest` gives them. */
export function runFiles(suite: string, { runs, rosters }: RunHistory): Readonly<Record<string, string>> {
  const ids = new Map([...rosters].map(([id, tests]) => [id, rosterId(tests)]));
  const named = runs.map(({ roster, skips, ...run }) => ({
    ...run,
    roster: ids.get(roster) ?? '',
    ...(skips === undefined ? {} : { skips: ids.get(skips) ?? '' }),
  }));
  const months = Map.groupBy(named, ({ at }) => monthOf(at));
  return Object.fromEntries([
    ...[...months].map(([month, some]) => [runMonthPath(suite, month), writeRunMonth(some)]),
    ...[...rosters].map(([id, tests]) => [rosterPath(suite, ids.get(id) ?? ''), writeRoster(tests)]),
  ]);
}

function rosterId(tests: readonly string[]): string {
  return createHash('sha1').update(tests.join('\n')).digest('hex').slice(0, 16);
}
