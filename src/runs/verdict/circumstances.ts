import { compareText } from '../../core/finding.ts';
import { BitTable } from './bit-table.ts';
import { tableOf } from './flake-groups.ts';
import type { FlakyTest } from './histories.ts';
import { containersOf } from './set-ups.ts';
import { fisher } from './statistics.ts';
import type { Circumstance, RunReading } from './suite-runs.ts';
import type { TestRows } from './test-rows.ts';

/** A difference is told where chance would make one so large in at most 1 % of books. */
const SIGNIFICANCE = 0.01;
/** Fewer failures than this stand beside anything. */
const LEAST_FAILURES = 3;
/** Circumstances that are told of one test. */
const MOST = 3;
/** A day in parts, in hours. */
const PART = 6;

/** Something that is so in some runs and not in others: a row of a table whose columns are the runs. */
interface Mark {
  readonly what: Circumstance['what'];
  readonly table: BitTable;
  readonly row: number;
}

/**
 * What differs between the runs in which flaky tests failed and the others that had them: another test ran or did not, the
 * environment, the time of day. Fisher's exact test, one-sided both ways, times the number of all comparisons of the suite
 * (Bonferroni). Tests that always ran together are one circumstance.
 * @param hourOf the hour of a moment, 0 to 23, in the book's time zone.
 */
export function findCircumstances(
  flaky: readonly FlakyTest[],
  rows: TestRows,
  keys: readonly string[],
  runs: readonly RunReading[],
  hourOf: (at: string) => number,
): ReadonlyMap<string, readonly Circumstance[]> {
  const tests = flaky.filter(({ failed }) => failed.length >= LEAST_FAILURES);
  if (tests.length === 0) return new Map();
  const marks = [...testMarks(rows, keys, runs.length), ...runMarks(runs, hourOf)];
  const failed = tableOf(tests, runs.length, (test) => test.failed);
  const executed = tableOf(tests, runs.length, (test) => test.executed);
  const compared = tests.flatMap((test, i) =>
    marks
      .filter(({ what }) => !isOwn(test.key, what))
      .flatMap((mark) => {
        const circumstance = compare(test, failed, executed, i, mark);
        return circumstance ? [{ key: test.key, circumstance }] : [];
      }),
  );
  const comparisons = compared.length * 2;
  const told = compared
    .map(({ key, circumstance }) => ({
      key,
      circumstance: { ...circumstance, chance: circumstance.chance * comparisons },
    }))
    .filter(({ circumstance }) => circumstance.chance <= SIGNIFICANCE && isTelling(circumstance))
    .sort((a, b) => a.circumstance.chance - b.circumstance.chance);
  return new Map(
    [...Map.groupBy(told, ({ key }) => key)].map(([key, list]) => [
      key,
      list.slice(0, MOST).map(({ circumstance }) => circumstance),
    ]),
  );
}

/** Undefined where all runs of the test are alike in this. */
function compare(
  test: FlakyTest,
  failed: BitTable,
  executed: BitTable,
  row: number,
  mark: Mark,
): Circumstance | undefined {
  const withIt = {
    failures: failed.countCommon(row, mark.table, mark.row),
    runs: executed.countCommon(row, mark.table, mark.row),
  };
  const without = {
    failures: test.failed.length - withIt.failures,
    runs: test.executed.length - withIt.runs,
  };
  if (withIt.runs === 0 || without.runs === 0) return undefined;
  const chance = Math.min(
    fisher(withIt.failures, withIt.runs, without.failures, without.runs),
    fisher(without.failures, without.runs, withIt.failures, withIt.runs),
  );
  return { what: mark.what, with: withIt, without, chance };
}

/** An environment or an hour in which a test fails less often says the same as the others in which it fails more often. */
function isTelling({ what, with: withIt, without }: Circumstance): boolean {
  return what.kind === 'tests' || withIt.failures / withIt.runs > without.failures / without.runs;
}

/** What contains a test, or is contained in it, runs where it runs. */
function isOwn(key: string, what: Circumstance['what']): boolean {
  if (what.kind !== 'tests') return false;
  const around = containersOf(key);
  return what.tests.every(
    (other) => other === key || around.includes(other) || containersOf(other).includes(key),
  );
}

/** Tests that ran in some runs only; those of the same runs are one mark. A container is no test beside those in it. */
function testMarks(rows: TestRows, keys: readonly string[], runs: number): Mark[] {
  const table = new BitTable(keys.length, runs);
  for (const { runs: own, tests } of rows.lists)
    for (const test of tests) for (const run of own) table.set(test, run);
  for (const test of keys.keys())
    for (const { run, outcome } of rows.outcomesOf(test)) if (outcome === 'skipped') table.clear(test, run);
  const containers = new Set(keys.flatMap(containersOf));
  const tests = [...keys.keys()].filter((test) => !containers.has(keys[test] ?? ''));
  const alike = Map.groupBy(tests, (test) => table.row(test).join());
  return [...alike.values()].map((same): Mark => {
    const named = same.map((test) => keys[test] ?? '').sort(compareText);
    return { what: { kind: 'tests', tests: named }, table, row: same[0] ?? 0 };
  });
}

function runMarks(runs: readonly RunReading[], hourOf: (at: string) => number): Mark[] {
  const whats = new Map<string, Circumstance['what']>();
  const rowsOf = runs.map(({ run }) => {
    const { environment } = run;
    const from = Math.floor(hourOf(run.at) / PART) * PART;
    whats.set(`environment ${environment}`, { kind: 'environment', environment });
    whats.set(`hours ${from}`, { kind: 'hours', from, to: from + PART });
    return [`environment ${environment}`, `hours ${from}`];
  });
  const table = new BitTable(whats.size, runs.length);
  const marks = [...whats].map(([key, what], row) => ({ key, what, table, row }));
  const known = new Map(marks.map(({ key, row }) => [key, row]));
  for (const [run, own] of rowsOf.entries()) for (const key of own) table.set(known.get(key) ?? 0, run);
  return marks;
}
