import { hadFailure, wasExecuted } from '../../core/outcome.ts';
import { wilson } from './statistics.ts';
import type { RunReading, TestHistory, Verdict } from './suite-runs.ts';
import type { TestRows } from './test-rows.ts';
import type { Execution } from './verdict.ts';
import { isOpen, judgeWithBranches } from './verdict-by-environment.ts';

/** What a test is called, and by whom. */
export interface KeyedTest {
  readonly key: string;
  readonly names: readonly string[];
  readonly issues: readonly string[];
  /** Tests under it, where it is what sets them up and no test itself. */
  readonly setsUp?: number;
}

/** A flaky test: the runs (by position) in which it ran, and in which it failed without a regression's doing. */
export interface FlakyTest {
  readonly key: string;
  readonly executed: readonly number[];
  readonly failed: readonly number[];
}

/** Counted runs that had the test, by their lists alone. */
interface Presence {
  runs: number;
  wholeRuns: number;
  first: number;
  last: number;
}

interface RunExecution {
  readonly run: number;
  readonly execution: Execution;
}

/** Executions and the rest of a test's counted runs. */
interface Tally {
  readonly runs: number;
  readonly skipped: number;
  readonly unfinished: number;
  /** Without plain passes where no execution failed. */
  readonly executions: readonly RunExecution[];
  readonly onBranches: readonly Execution[];
}

/** Reads the histories of tests, in their order. A test that never failed is not walked run by run. */
export function readHistories(
  tests: readonly KeyedTest[],
  rows: TestRows,
  readings: readonly RunReading[],
): { readonly histories: readonly TestHistory[]; readonly flaky: readonly FlakyTest[] } {
  const presences = findPresences(tests.length, rows, readings);
  const wholeUntil = countWhole(readings);
  const passes = readings.map((reading, run) => ({
    run,
    execution: { reading, outcome: 'passed' } as const,
  }));
  const stress = readings.filter(({ run }) => run.repeats !== undefined && run.commit !== '');
  const flaky: FlakyTest[] = [];
  const histories = tests.map((test, i): TestHistory => {
    const presence = presences[i] as Presence;
    const tally = countPasses(i, presence, rows, readings) ?? walk(i, rows, passes);
    const { history, failed } = readHistory(test, tally, proveByStress(test.names, stress));
    if (history.verdict.kind === 'flaky')
      flaky.push({ key: test.key, executed: tally.executions.map(({ run }) => run), failed });
    const { runs, wholeRuns, first, last } = presence;
    if (runs === 0) return { ...history, absent: 0 };
    return {
      ...history,
      absent: (wholeUntil[last + 1] ?? 0) - (wholeUntil[first] ?? 0) - wholeRuns,
      firstSeen: readings[first]?.run.at ?? '',
      lastSeen: readings[last]?.run.at ?? '',
    };
  });
  return { histories, flaky };
}

function findPresences(count: number, rows: TestRows, readings: readonly RunReading[]): readonly Presence[] {
  const presences = Array.from({ length: count }, (): Presence => {
    return { runs: 0, wholeRuns: 0, first: readings.length, last: -1 };
  });
  for (const list of rows.lists) {
    const counted = list.runs.filter((run) => readings[run]?.kind === 'counted');
    const whole = counted.filter((run) => readings[run]?.isPartial === false).length;
    for (const test of list.tests) {
      const presence = presences[test] as Presence;
      presence.runs += counted.length;
      presence.wholeRuns += whole;
      presence.first = Math.min(presence.first, counted[0] ?? readings.length);
      presence.last = Math.max(presence.last, counted.at(-1) ?? -1);
    }
  }
  return presences;
}

/** For each run the whole counted runs before it. What a partial run lacks may have been there. */
function countWhole(readings: readonly RunReading[]): readonly number[] {
  const counts = [0];
  for (const [i, { kind, isPartial }] of readings.entries())
    counts.push((counts[i] ?? 0) + (kind === 'counted' && !isPartial ? 1 : 0));
  return counts;
}

/** Counts the runs of a test of which every execution passed, on whatever branch; undefined for another one. */
function countPasses(
  test: number,
  { runs }: Presence,
  rows: TestRows,
  readings: readonly RunReading[],
): Tally | undefined {
  if (rows.isDouble(test)) return undefined;
  let skipped = 0;
  let unfinished = 0;
  for (const { run, outcome } of rows.outcomesOf(test)) {
    const kind = readings[run]?.kind;
    if (kind !== 'infrastructure' && hadFailure(outcome)) return undefined;
    if (kind !== 'counted') continue;
    if (outcome === 'skipped') skipped += 1;
    else unfinished += 1;
  }
  return { runs: runs - skipped - unfinished, skipped, unfinished, executions: [], onBranches: [] };
}

/** @param passes of each run. Most executions are passes, so that tests share them. */
function walk(test: number, rows: TestRows, passes: readonly RunExecution[]): Tally {
  const executions: RunExecution[] = [];
  const onBranches: Execution[] = [];
  let skipped = 0;
  let unfinished = 0;
  rows.walk(test, (run, { outcome }) => {
    const pass = passes[run];
    if (pass === undefined || outcome === 'absent') return;
    const { reading } = pass.execution;
    if (reading.kind === 'branch' && !reading.isMass && wasExecuted(outcome))
      onBranches.push({ reading, outcome });
    if (reading.kind !== 'counted') return;
    if (outcome === 'passed') executions.push(pass);
    else if (wasExecuted(outcome)) executions.push({ run, execution: { reading, outcome } });
    else if (outcome === 'skipped') skipped += 1;
    else unfinished += 1;
  });
  return { runs: executions.length, skipped, unfinished, executions, onBranches };
}

/** To fail and to pass in one stress run, on one commit in one environment, is proof. */
function proveByStress(names: readonly string[], stress: readonly RunReading[]): Verdict | undefined {
  const proof = stress.find(({ run }) =>
    run.repeats?.some(({ test, runs, failures }) => failures > 0 && failures < runs && names.includes(test)),
  );
  if (!proof) return undefined;
  const { commit, branch } = proof.run;
  const on = proof.kind === 'branch' ? { branches: [branch] } : {};
  return { kind: 'flaky', because: 'same-commit', commit, ...on };
}

/** @returns also the runs in which it failed without a regression's doing. */
function readHistory({ key, names, issues, setsUp }: KeyedTest, tally: Tally, stressed: Verdict | undefined) {
  const { skipped, unfinished, executions, onBranches } = tally;
  const own = executions.map(({ execution }) => execution);
  const { verdict: judged, setAside } =
    tally.runs > 0 && executions.length === 0
      ? { verdict: { kind: 'never-failed' } as const, setAside: new Set<Execution>() }
      : judgeWithBranches(own, onBranches);
  const verdict = stressed && isOpen(judged) ? stressed : judged;
  const failedOnBranches = onBranches.filter(({ outcome }) => outcome !== 'passed').length;
  const failures = executions.filter(({ execution }) => execution.outcome !== 'passed');
  const counted = failures.filter(({ execution }) => !setAside.has(execution));
  const runs = tally.runs - setAside.size;
  const at = (failure: (typeof failures)[number] | undefined) => failure?.execution.reading.run.at ?? '';
  const history: Omit<TestHistory, 'absent'> = {
    key,
    names,
    issues,
    runs,
    failures: counted.length,
    flakyPasses: counted.filter(({ execution }) => execution.outcome === 'flaky').length,
    skipped,
    unfinished,
    // A set-up is only told when it fails: its runs are no denominator.
    rate: runs === 0 || setsUp !== undefined ? undefined : wilson(counted.length, runs),
    ...(failures.length === 0 ? {} : { firstFailure: at(failures[0]), lastFailure: at(failures.at(-1)) }),
    verdict: setsUp === undefined ? verdict : { kind: 'infrastructure', tests: setsUp },
    setAside: setAside.size,
    ...(failedOnBranches > 0 && { onBranches: { failures: failedOnBranches, runs: onBranches.length } }),
  };
  return { history, failed: counted.map(({ run }) => run) };
}
