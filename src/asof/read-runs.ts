import { createCalendar } from '../core/calendar.ts';
import { NO_RUNS } from '../records/runs/run-history.ts';
import { type Identity, identifyTests } from '../runs/names/identify.ts';
import { namedTestsOf } from '../runs/names/named-tests.ts';
import { findGroups } from '../runs/verdict/flake-groups.ts';
import { type KeyedTest, readHistories } from '../runs/verdict/histories.ts';
import { type Listing, listRuns, listsApart } from '../runs/verdict/listed-runs.ts';
import { hasColour, isRed, readRun } from '../runs/verdict/run-kinds.ts';
import { containersOf, findSetUps } from '../runs/verdict/set-ups.ts';
import { redByFlake, wilson } from '../runs/verdict/statistics.ts';
import type { Observation, RunReading, SuiteRuns, TestHistory } from '../runs/verdict/suite-runs.ts';
import { TestRows } from '../runs/verdict/test-rows.ts';
import type { Snapshot } from './snapshot.ts';

const readings = new WeakMap<Snapshot, Map<string, SuiteRuns | undefined>>();

/**
 * What the measured runs of a suite say as of the snapshot's date: runs that began later change nothing. Undefined for a
 * suite without such a run. Worked out once for each snapshot. Depends on the records alone, not on their order.
 */
export function readRuns(snapshot: Snapshot, suite: string): SuiteRuns | undefined {
  const known = readings.get(snapshot) ?? new Map<string, SuiteRuns | undefined>();
  readings.set(snapshot, known);
  if (!known.has(suite)) known.set(suite, measure(snapshot, suite));
  return known.get(suite);
}

function measure(snapshot: Snapshot, suite: string): SuiteRuns | undefined {
  const { kb, asOf } = snapshot;
  const { instantMs } = createCalendar(kb.book.timeZone);
  const listing = listRuns(kb.runs.get(suite) ?? NO_RUNS, instantMs, asOf.instantMs);
  if (listing.runs.length === 0) return undefined;
  const setUps = findSetUps(listing);
  const runs = listing.runs.map(({ run }) => readRun(run, kb.suites.get(suite), setUps));
  const identity = identify(snapshot, suite, listing);
  const tests = keyTests(listing, identity, setUps);
  const keys = tests.map(({ key }) => key);
  const rows = new TestRows(listing.runs, keys, (name) => identity.keyOf(name) ?? name);
  const { histories, flaky } = readHistories(tests, rows, runs);
  const colours = runs.filter(hasColour);
  const positions = new Map(keys.map((key, i) => [key, i]));
  return {
    suite,
    runs,
    tests: new Map(histories.map((history) => [history.key, history])),
    red: colours.length === 0 ? undefined : wilson(colours.filter(isRed).length, colours.length),
    redByFlake: redByFlake(histories.flatMap(redRate)),
    groups: findGroups(flaky, runs.length),
    neverSeen: identity.neverSeen,
    ambiguous: identity.ambiguous,
    keyOf: (name) => identity.keyOf(name),
    observe: (key) => observe(positions.get(key), rows, runs),
  };
}

function identify({ suites }: Snapshot, suite: string, listing: Listing): Identity {
  const issues = suites.get(suite)?.issues ?? [];
  return identifyTests(namedTestsOf(issues.map(({ issue }) => issue)), listing.names, listsApart(listing));
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

function observe(
  test: number | undefined,
  rows: TestRows,
  runs: readonly RunReading[],
): readonly Observation[] {
  const observed: Observation[] = [];
  if (test === undefined) return observed;
  rows.walk(test, (run, seen) => observed.push({ reading: runs[run] as RunReading, ...seen }));
  return observed;
}
