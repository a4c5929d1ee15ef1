import { hadFailure, severityRank } from '../../core/outcome.ts';
import type { ListedOutcome } from '../../records/runs/run-history.ts';
import type { TestOutcome } from '../../records/runs/run-schema.ts';
import { BitTable } from './bit-table.ts';
import type { ListedRun } from './listed-runs.ts';
import type { Observed } from './suite-runs.ts';

/** A list of tests that one or more runs had. Tests are told by their position among the keys, runs by theirs in time. */
interface TestList {
  readonly runs: readonly number[];
  /** Each once. */
  readonly tests: Int32Array;
  /** How many names a test has in the list, where it has several. */
  readonly doubles: ReadonlyMap<number, number>;
}

/** How a test did in one run, under whatever names. */
export interface Seen {
  readonly outcome: Observed;
  readonly message: string;
}

const ABSENT: Seen = { outcome: 'absent', message: '' };
export const PASSED: Seen = { outcome: 'passed', message: '' };
const SKIPPED: Seen = { outcome: 'skipped', message: '' };

/** An outcome is told by its run and its position there, in one number. */
const POSITIONS = 2 ** 22;

/** Lists of tests, with the list of each run and which list has which test. */
interface Lists {
  readonly all: readonly TestList[];
  readonly ofRun: Int32Array;
  readonly table: BitTable;
}

/** Tests and runs without a cell for each pair: which list has which test, and the outcomes that are no plain pass. */
export function testRows(
  runs: readonly ListedRun[],
  keys: readonly string[],
  keyOf: (name: string) => string,
) {
  const positions = new Map(keys.map((key, i) => [key, i]));
  const known = new Map<string, number>();
  const find = (name: string): number => {
    const position = known.get(name) ?? positions.get(keyOf(name)) ?? -1;
    known.set(name, position);
    return position;
  };
  const had: Lists = makeLists(runs, ({ tests }) => tests, find, keys.length);
  /** Those that runs skipped beside their outcomes. */
  const skips: Lists = makeLists(runs, ({ skips }) => skips, find, keys.length);
  const outcomes: readonly number[][] = keys.map(() => []);
  for (const [run, { run: measured }] of runs.entries())
    for (const [position, { test }] of measured.outcomes.entries())
      outcomes[find(test)]?.push(run * POSITIONS + position);
  return {
    lists: had.all,
    /** What is no plain pass. A run comes twice where it has the test under two names. */
    *outcomesOf(test: number): Generator<{ readonly run: number; readonly outcome: ListedOutcome }> {
      for (const at of outcomes[test] ?? [])
        yield { run: Math.floor(at / POSITIONS), outcome: outcomeAt(at).outcome };
      for (const [i, { runs }] of skips.all.entries())
        if (skips.table.has(i, test)) for (const run of runs) yield { run, outcome: 'skipped' };
    },
    /** Whether a run has the test under two names. */
    isDouble(test: number): boolean {
      return had.all.some(({ doubles }) => doubles.has(test));
    },
    /** Visits every run in order, with what it shows of a test. */
    walk(test: number, visit: (run: number, seen: Seen) => void): void {
      const own = outcomes[test] ?? [];
      let next = 0;
      for (let run = 0; run < runs.length; run += 1) {
        const start = next;
        while ((own[next] ?? Number.POSITIVE_INFINITY) < (run + 1) * POSITIONS) next += 1;
        const names = namesIn(had, run, test);
        const skipped = namesIn(skips, run, test);
        if (names === 0) visit(run, ABSENT);
        else if (start === next && skipped === 0) visit(run, PASSED);
        else visit(run, merge(own.slice(start, next), names, skipped));
      }
    },
  };

  /** Where a run has a test under two names, the worse outcome counts; one that was executed speaks for one that was not. */
  function merge(own: readonly number[], names: number, skipped: number): Seen {
    const all: Seen[] = own.map((at) => outcomeAt(at));
    if (skipped > 0) all.push(SKIPPED);
    const worstFirst = all.sort((a, b) => rankOf(b) - rankOf(a));
    const failure = worstFirst.find(({ outcome }) => hadFailure(outcome));
    return failure ?? (own.length + skipped < names ? PASSED : (worstFirst[0] ?? PASSED));
  }

  function outcomeAt(at: number): TestOutcome {
    return runs[Math.floor(at / POSITIONS)]?.run.outcomes[at % POSITIONS] as TestOutcome;
  }
}

export type TestRows = ReturnType<typeof testRows>;

function rankOf({ outcome }: Seen): number {
  return outcome === 'absent' ? -1 : severityRank(outcome);
}

/** How many names a test has in the list of a run. */
function namesIn({ all, ofRun, table }: Lists, run: number, test: number): number {
  const list = ofRun[run] ?? 0;
  return table.has(list, test) ? (all[list]?.doubles.get(test) ?? 1) : 0;
}

function makeLists(
  runs: readonly ListedRun[],
  listOf: (run: ListedRun) => readonly string[],
  find: (name: string) => number,
  count: number,
): Lists {
  const groups = Map.groupBy(runs.keys(), (run) => listOf(runs[run] as ListedRun));
  // In which list a test was last seen, so that one that stands there twice is noticed without sorting.
  const seenIn = new Int32Array(count).fill(-1);
  const all = [...groups].map(([names, own], list): TestList => {
    const doubles = new Map<number, number>();
    const tests = Int32Array.from(names, find).filter((test) => {
      const isFirst = seenIn[test] !== list;
      if (!isFirst) doubles.set(test, (doubles.get(test) ?? 1) + 1);
      seenIn[test] = list;
      return isFirst;
    });
    return { runs: own, tests, doubles };
  });
  const table = new BitTable(all.length, count);
  const ofRun = new Int32Array(runs.length);
  for (const [list, { runs: own, tests }] of all.entries()) {
    for (const run of own) ofRun[run] = list;
    for (const test of tests) if (test >= 0) table.set(list, test);
  }
  return { all, ofRun, table };
}
