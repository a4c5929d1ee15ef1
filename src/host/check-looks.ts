import type { When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import { checkLooksTogether, type SuiteSeen } from '../match/signatures/check-together.ts';
import type { IssueLooks } from '../match/signatures/issue-looks.ts';
import { failuresBy, type SeenMonth } from '../match/signatures/seen-failures.ts';

import type { Roster } from '../records/runs/run-history.ts';
import type { Cache } from './cache.ts';

/** Whether there is anything to hold signatures and names of tests against. */
export function hasLooks(cache: Cache): boolean {
  return (
    cache.get('SELECT 1 FROM looks WHERE signatures > 0 LIMIT 1') !== undefined ||
    cache.get("SELECT 1 FROM records WHERE kind = 'roster' LIMIT 1") !== undefined
  );
}

/**
 * Signatures and names of tests of all records, held against each other and against the measured runs. Runs of other
 * branches and mass failures keep a signature alive and show a name as all others do.
 * @param isBy whether a run that began then counts; absent where all do, also rosters of which no run is known.
 */
export function checkLooks(cache: Cache, isBy?: (at: When) => boolean): Finding[] {
  const looks = cache
    .all<{ looks: string }>('SELECT looks FROM looks ORDER BY file')
    .map((row) => JSON.parse(row.looks) as IssueLooks);
  return checkLooksTogether(looks, seenIn(cache, isBy));
}

function seenIn(cache: Cache, isBy?: (at: When) => boolean): Map<string, SuiteSeen> {
  const months = cache
    .all<{ suite: string; seen: string }>('SELECT suite, seen FROM seen ORDER BY file')
    .map(({ suite, seen }) => ({ suite, ...(JSON.parse(seen) as SeenMonth) }));
  const shown = new Set(
    months.flatMap(({ suite, rosters }) =>
      rosters.flatMap(([id, since]) => (isBy?.(since) ? [`${suite}/${id}`] : [])),
    ),
  );
  const rosters = cache
    .all<{ record: string }>(
      "SELECT record FROM records WHERE kind = 'roster' AND record IS NOT NULL ORDER BY file",
    )
    .map(({ record }) => JSON.parse(record) as Roster)
    .filter(({ id }) => isBy === undefined || shown.has(id));
  const suites = new Set([...months, ...rosters].map(({ suite }) => suite));
  return new Map(
    [...suites].map((suite) => {
      const isOwn = (one: { readonly suite: string }) => one.suite === suite;
      const names = new Set(rosters.filter(isOwn).flatMap(({ tests }) => tests));
      const failures = months
        .filter(isOwn)
        .flatMap((month) => failuresBy(month.failures, isBy ?? (() => true)));
      return [suite, { names: [...names], failures }];
    }),
  );
}
