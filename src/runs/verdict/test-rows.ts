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
const PASSED: Seen = { outcome: 'passed', message: '' };

/** An outcome is told by its run and its position there, in one number. */
const POSITIONS = 2 ** 22;

/** Tests and runs without a cell for each pair: which list has which test, and the outcomes that are no plain pass. */
export class TestRows {
  readonly lists: readonly TestList[];
  private readonly runs: readonly ListedRun[];
  private readonly listOf: readonly number[];
  private readonly has: BitTable;
  private readonly outcomes: readonly number[][];

  constructor(runs: readonly ListedRun[], keys: readonly string[], keyOf: (name: string) => string) {
    const positions = new Map(keys.map((key, i) => [key, i]));
    const known = new Map<string, number>();
    const find = (name: string): number => {
      const position = known.get(name) ?? positions.get(keyOf(name)) ?? -1;
      known.set(name, position);
      return position;
    };
    this.runs = runs;
    const lists = Map.groupBy(runs.keys(), (run) => (runs[run] as ListedRun).tests);
    // In which list a test was last seen, so that one that stands there twice is noticed without sorting.
    const seenIn = new Int32Array(keys.length).fill(-1);
    this.lists = [...lists].map(([names, own], list) => {
      const doubles = new Map<number, number>();
      const tests = Int32Array.from(names, find).filter((test) => {
        const isFirst = seenIn[test] !== list;
        if (!isFirst) doubles.set(test, (doubles.get(test) ?? 1) + 1);
        seenIn[test] = list;
        return isFirst;
      });
      return { runs: own, tests, doubles };
    });
    this.has = new BitTable(lists.size, keys.length);
    const listOf: number[] = Array.from({ length: runs.length }, () => 0);
    for (const [list, { runs: own, tests }] of this.lists.entries()) {
      for (const run of own) listOf[run] = list;
      for (const test of tests) this.has.set(list, test);
    }
    this.listOf = listOf;
    this.outcomes = keys.map(() => []);
    for (const [run, { run: measured }] of runs.entries())
      for (const [position, { test }] of measured.outcomes.entries())
        this.outcomes[find(test)]?.push(run * POSITIONS + position);
  }

  /** What is no plain pass, in the order of time. A run comes twice where it has the test under two names. */
  *outcomesOf(test: number): Generator<{ readonly run: number; readonly outcome: ListedOutcome }> {
    for (const at of this.outcomes[test] ?? [])
      yield { run: Math.floor(at / POSITIONS), outcome: this.outcomeAt(at).outcome };
  }

  /** Whether a run has the test under two names. */
  isDouble(test: number): boolean {
    return this.lists.some(({ doubles }) => doubles.has(test));
  }

  /** Visits every run in order, with what it shows of a test. */
  walk(test: number, visit: (run: number, seen: Seen) => void): void {
    const own = this.outcomes[test] ?? [];
    let next = 0;
    for (let run = 0; run < this.runs.length; run += 1) {
      const start = next;
      while ((own[next] ?? Number.POSITIVE_INFINITY) < (run + 1) * POSITIONS) next += 1;
      const list = this.listOf[run] ?? 0;
      if (!this.has.has(list, test)) visit(run, ABSENT);
      else if (start === next) visit(run, PASSED);
      else visit(run, this.merge(own.slice(start, next), this.lists[list]?.doubles.get(test) ?? 1));
    }
  }

  /** Where a run has a test under two names, the worse outcome counts; one that was executed speaks for one that was not. */
  private merge(own: readonly number[], names: number): Seen {
    const worstFirst = own
      .map((at) => this.outcomeAt(at))
      .sort((a, b) => severityRank(b.outcome) - severityRank(a.outcome));
    const failure = worstFirst.find(({ outcome }) => hadFailure(outcome));
    return failure ?? (own.length < names ? PASSED : (worstFirst[0] ?? PASSED));
  }

  private outcomeAt(at: number): TestOutcome {
    return this.runs[Math.floor(at / POSITIONS)]?.run.outcomes[at % POSITIONS] as TestOutcome;
  }
}
