import { createCalendar } from '../core/calendar.ts';
import type { RunHistory } from '../records/runs/run-history.ts';
import { type Identity, identifyTests, type NamedTest } from '../runs/names/identify.ts';
import { findCircumstances } from '../runs/verdict/circumstances.ts';
import { findGroups } from '../runs/verdict/flake-groups.ts';
import { type KeyedTest, readHistories } from '../runs/verdict/histories.ts';
import { type Listing, listRuns, listsApart } from '../runs/verdict/listed-runs.ts';
import { countRedCauses, readRedCauses } from '../runs/verdict/red-causes.ts';
import { hasColour, isRed, readRun } from '../runs/verdict/run-kinds.ts';
import { containersOf, findSetUps } from '../runs/verdict/set-ups.ts';
import { redByFlake, wilson } from '../runs/verdict/statistics.ts';
import type { Observation, RunReading, SuiteRuns, TestHistory } from '../runs/verdict/suite-runs.ts';
import { PASSED, type TestRows, testRows } from '../runs/verdict/test-rows.ts';

/** What the runs of a suite are read with. */
export interface SuiteToMeasure {
  readonly suite: string;
  /** The branch that the suite says is its own. */
  readonly branch: string | undefined;
  /** Only the runs that count as of the date. */
  readonly history: RunHistory;
  /** The tests that issues of the suite name. */
  readonly tests: readonly NamedTest[];
  /** Of the book, an IANA name. */
  readonly timeZone: string;
}

/** What measured runs say of a suite. Undefined where there are none. Depends on the records alone, not on their order. */
export function readRuns({
  suite,
  branch,
  history,
  tests: named,
  timeZone,
}: SuiteToMeasure): SuiteRuns | undefined {
  const listing = listRuns(history, createCalendar(timeZone).instantMs, Number.POSITIVE_INFINITY);
  if (listing.runs.length === 0) return undefined;
  const setUps = findSetUps(listing);
  const runs = listing.runs.map(({ run }) => readRun(run, branch, setUps));
  const identity = identifyTests(named, listing.names, listsApart(listing));
  const keyed = keyTests(listing, identity, setUps);
  const keys = keyed.map(({ key }) => key);
  const rows = testRows(listing.runs, keys, (name) => identity.keyOf(name) ?? name);
  const { histories, flaky } = readHistories(keyed, rows, runs);
  const colours = [...runs.keys()].filter((run) => hasColour(runs[run] as RunReading));
  const red = colours.filter((run) => isRed(runs[run] as RunReading));
  const calendar = createCalendar(timeZone);
  const tests = new Map(histories.map((history) => [history.key, history]));
  const reds = readRedCauses(red, runs, tests, flaky, (name) => identity.keyOf(name) ?? name);
  const positions = new Map(keys.map((key, i) => [key, i]));
  const passes = runs.map((reading): Observation => ({ reading, ...PASSED }));
  return {
    suite,
    runs,
    tests,
    red: colours.length === 0 ? undefined : wilson(red.length, colours.length),
    redCauses: countRedCauses(reds),
    reds,
    redByFlake: redByFlake(histories.flatMap(redRate)),
    groups: findGroups(flaky, runs.length),
    circumstances: findCircumstances(flaky, rows, keys, runs, (at) =>
      Number(calendar.local(at).slice(11, 13)),
    ),
    neverSeen: identity.neverSeen,
    ambiguous: identity.ambiguous,
    keyOf: (name) => identity.keyOf(name),
    observe: (key) => observe(positions.get(key), rows, passes),
  };
}

/** Every test that a run showed, in the order of the keys. */
function keyTests({ names }: Listing, identity: Identity, setUps: ReadonlySet<string>): readonly KeyedTest[] {
  const keys = new Map(names.map((name) => [name, identity.keyOf(name) ?? name]));
  const under = new Map<string, Set<string>>();
  const isSetUp = (key: string) => identity.namesOf(key).every((name) => setUps.has(name));
  for (const [name, key] of keys)
    for (const outer of containersOf(name)) {
      const container = setUps.has(outer) ? keys.get(outer) : undefined;
      if (container === undefined || isSetUp(key)) continue;
      under.set(container, (under.get(container) ?? new Set()).add(key));
    }
  return [...new Set(keys.values())].sort().map((key): KeyedTest => {
    const test = { key, names: identity.namesOf(key), issues: identity.issuesOf(key) };
    return isSetUp(key) ? { ...test, setsUp: under.get(key)?.size ?? 0 } : test;
  });
}

/** The share of runs that a flaky test turns red: a pass on retry leaves its run green. */
function redRate({ verdict, runs, failures, flakyPasses }: TestHistory): number[] {
  return verdict.kind === 'flaky' && runs > 0 ? [(failures - flakyPasses) / runs] : [];
}

/** @param passes of each run. Most of what is observed is a pass, so that tests share them. */
function observe(
  test: number | undefined,
  rows: TestRows,
  passes: readonly Observation[],
): readonly Observation[] {
  const observed: Observation[] = [];
  if (test === undefined) return observed;
  rows.walk(test, (run, seen) => {
    const pass = passes[run] as Observation;
    observed.push(seen === PASSED ? pass : { reading: pass.reading, ...seen });
  });
  return observed;
}
