import { compareText } from '../../core/finding.ts';
import { BitTable } from './bit-table.ts';
import type { FlakyTest } from './histories.ts';
import { fisher } from './statistics.ts';
import type { FlakeGroup } from './suite-runs.ts';

/** What two tests must show to be said to fail together. */
const COMMON_FAILURES = 2;
const SIGNIFICANCE = 0.01;
const OVERLAP = 0.5;

/**
 * Flaky tests that fail in the same runs, in the order of their first tests. Two tests belong together when, in the runs
 * that both had, they failed together twice or more, at least half of the runs in which one of them failed had both
 * (Jaccard), and chance would do that in at most 1 % of such series (Fisher's exact test). A group is what such pairs link.
 */
export function findGroups(tests: readonly FlakyTest[], runs: number): readonly FlakeGroup[] {
  const inOrder = tests.toSorted((a, b) => compareText(a.key, b.key));
  const failed = tableOf(inOrder, runs, (test) => test.failed);
  const executed = tableOf(inOrder, runs, (test) => test.executed);
  const groups = inOrder.map((_, i) => i);
  for (let b = 1; b < inOrder.length; b += 1)
    for (let a = 0; a < b; a += 1)
      if (groups[a] !== groups[b] && failTogether(a, b, failed, executed)) {
        const [kept, gone] = [
          Math.min(groups[a] ?? a, groups[b] ?? b),
          Math.max(groups[a] ?? a, groups[b] ?? b),
        ];
        for (const [i, group] of groups.entries()) if (group === gone) groups[i] = kept;
      }
  const members = [...Map.groupBy(inOrder.keys(), (i) => groups[i]).values()];
  return members
    .filter(({ length }) => length > 1)
    .map((own) => describe(own.map((i) => inOrder[i] as FlakyTest)));
}

/** Runs of tests as bits: a row a test, a column a run. */
export function tableOf(
  tests: readonly FlakyTest[],
  runs: number,
  pick: (test: FlakyTest) => readonly number[],
): BitTable {
  const table = new BitTable(tests.length, runs);
  for (const [i, test] of tests.entries()) for (const run of pick(test)) table.set(i, run);
  return table;
}

function failTogether(a: number, b: number, failed: BitTable, executed: BitTable): boolean {
  const both = failed.countCommon(a, failed, b);
  if (both < COMMON_FAILURES) return false;
  const ofA = failed.countCommon(a, executed, b);
  const ofB = failed.countCommon(b, executed, a);
  if (both / (ofA + ofB - both) < OVERLAP) return false;
  const runs = executed.countCommon(a, executed, b);
  return fisher(both, ofA, ofB - both, runs - ofA) <= SIGNIFICANCE;
}

function describe(tests: readonly FlakyTest[]): FlakeGroup {
  const failures = new Map<number, number>();
  for (const { failed } of tests) for (const run of failed) failures.set(run, (failures.get(run) ?? 0) + 1);
  return {
    tests: tests.map(({ key }) => key),
    together: [...failures.values()].filter((count) => count > 1).length,
    runs: failures.size,
  };
}
