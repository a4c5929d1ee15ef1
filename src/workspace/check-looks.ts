import { checkLooksTogether, type SuiteSeen } from '../claims/signatures/check-together.ts';
import type { IssueLooks } from '../claims/signatures/issue-looks.ts';
import { toLooksDiagnostic } from '../claims/signatures/rules.ts';
import type { SeenFailure } from '../claims/signatures/seen-failures.ts';
import type { Diagnostic } from '../model/finding.ts';
import type { Roster } from '../model/run-history.ts';
import type { Cache } from './cache.ts';

/** Whether there is anything to hold signatures and names of tests against. */
export function hasLooks(cache: Cache): boolean {
  return (
    cache.get('SELECT 1 FROM looks WHERE signatures > 0 LIMIT 1') !== undefined ||
    cache.get("SELECT 1 FROM records WHERE kind = 'roster' LIMIT 1") !== undefined
  );
}

/** Signatures and names of tests of all records, held against each other and against the measured runs. */
export function checkLooks(cache: Cache): Diagnostic[] {
  const looks = cache
    .all<{ looks: string }>('SELECT looks FROM looks ORDER BY file')
    .map((row) => JSON.parse(row.looks) as IssueLooks);
  return checkLooksTogether(looks, seenIn(cache)).map(toLooksDiagnostic);
}

function seenIn(cache: Cache): Map<string, SuiteSeen> {
  const failures = cache.all<{ suite: string; failures: string }>(
    'SELECT suite, failures FROM failures ORDER BY file',
  );
  const rosters = cache.all<{ suite: string; record: string }>(
    "SELECT suite, record FROM records WHERE kind = 'roster' AND record IS NOT NULL ORDER BY file",
  );
  const suites = new Set([...failures, ...rosters].map(({ suite }) => suite));
  return new Map(
    [...suites].map((suite) => {
      const names = new Set<string>();
      for (const row of rosters)
        if (row.suite === suite) for (const name of (JSON.parse(row.record) as Roster).tests) names.add(name);
      const seen = failures
        .filter((row) => row.suite === suite)
        .flatMap((row) => JSON.parse(row.failures) as SeenFailure[]);
      return [suite, { names: [...names], failures: seen }];
    }),
  );
}
