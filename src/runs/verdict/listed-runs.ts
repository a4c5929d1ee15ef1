import { compareText } from '../../core/finding.ts';
import type { RunHistory } from '../../records/runs/run-history.ts';
import type { MeasuredRun } from '../../records/runs/run-schema.ts';

/** A run with the names of its tests, and of those that it skipped beside its outcomes. Runs of one roster share the list. */
export interface ListedRun {
  readonly run: MeasuredRun;
  readonly tests: readonly string[];
  readonly skips: readonly string[];
}

const NONE: readonly string[] = [];

/** The runs of a suite, by time and then id, and what they are made of. */
export interface Listing {
  readonly runs: readonly ListedRun[];
  /** The different lists of tests. */
  readonly lists: readonly (readonly string[])[];
  /** Every name once; those of the newest run that had them last. */
  readonly names: readonly string[];
}

/**
 * The runs that began at an instant or before, with their tests. A test that a run tells of without being in its roster
 * (or without a roster) was there all the same.
 * @param instantOf milliseconds since the epoch of a date.
 */
export function listRuns(
  { runs, rosters }: RunHistory,
  instantOf: (when: string) => number,
  untilMs: number,
): Listing {
  const listed = runs
    .map((run) => ({ run, instantMs: instantOf(run.at) }))
    .filter(({ instantMs }) => instantMs <= untilMs)
    .sort((a, b) => a.instantMs - b.instantMs || compareText(a.run.run, b.run.run))
    .map(({ run }) => ({
      run,
      tests: testsOf(run, rosters.get(run.roster) ?? NONE),
      skips: rosters.get(run.skips ?? '') ?? NONE,
    }));
  const lists = [...new Set(listed.toReversed().map(({ tests }) => tests))];
  const names = new Set<string>();
  for (const tests of lists) for (const test of tests) names.add(test);
  return { runs: listed, lists, names: [...names].reverse() };
}

/**
 * Lists of names of which each is a test of its own: that of every run, and together those of runs of one commit in the same
 * formats. A tool calls a test of one commit the same in all of its runs, whichever tests a run chose.
 */
export function listsApart({ runs, lists }: Listing): readonly (readonly string[])[] {
  const numbers = new Map(lists.map((list, i) => [list, i]));
  const choices = new Map<string, ReadonlySet<readonly string[]>>();
  const known = runs.filter(({ run }) => run.commit !== '');
  for (const own of Map.groupBy(known, ({ run }) => JSON.stringify([run.commit, run.formats])).values()) {
    const different = new Set(own.map(({ tests }) => tests));
    const sorted = [...different].map((tests) => numbers.get(tests) ?? 0).sort((a, b) => a - b);
    if (different.size > 1) choices.set(sorted.join(), different);
  }
  return [...lists, ...[...choices.values()].map((some) => [...new Set([...some].flat())])];
}

function testsOf({ outcomes }: MeasuredRun, roster: readonly string[]): readonly string[] {
  const more = outcomes.flatMap(({ test }) => (isIn(roster, test) ? [] : test));
  return more.length === 0 ? roster : [...new Set([...roster, ...more])].sort(compareText);
}

/** @param sorted by code units, as rosters are. */
function isIn(sorted: readonly string[], text: string): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareText(sorted[middle] ?? '', text) < 0) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === text;
}
