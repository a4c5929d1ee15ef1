import { compareText } from '../core/finding.ts';
import { type FailedOutcome, hadFailure } from '../core/outcome.ts';
import { parseLocator } from '../core/test-locator.ts';
import { shapeOf } from '../match/reading.ts';

import type {
  Circumstance,
  FlakeGroup,
  Observation,
  SuiteRuns,
  TestHistory,
} from '../runs/verdict/suite-runs.ts';

/** One way in which a test failed. */
export interface FailureKind {
  /** The message of the newest failure of this kind, as the tool wrote it; may be empty. */
  readonly message: string;
  readonly count: number;
}

/** A counted run in which a test failed, or passed on retry. */
interface FailedRun {
  readonly run: string;
  readonly at: string;
  readonly commit: string;
  readonly outcome: FailedOutcome;
}

/** A test without an issue, with the evidence that it flakes. */
export interface DetectedFlake {
  readonly history: TestHistory;
  /** Newest first. */
  readonly failedRuns: readonly FailedRun[];
  /** The most frequent first: messages that differ only in ids, times and the like are one kind. */
  readonly kinds: readonly FailureKind[];
  /** Tests that fail in the same runs. */
  readonly group?: FlakeGroup;
  /** What stands beside its failures, the most telling first. */
  readonly circumstances: readonly Circumstance[];
  /** A test without an issue of the same file that was last there in the run before this one came, and failed alike: perhaps its older name. */
  readonly formerName?: string;
}

export interface Detected {
  /** What costs most first: by failures, then by the lower end of the rate's interval; what is proved before what is suspected. */
  readonly flakes: readonly DetectedFlake[];
  /** Tests without an issue that fail and do not flake, or not yet: broken, regressions, failed once. By key. */
  readonly failing: readonly TestHistory[];
}

/** Which tests flake, or fail, and are named by no issue. */
export function detectFlakes(runs: SuiteRuns): Detected {
  const open = [...runs.tests.values()].filter(({ issues }) => issues.length === 0);
  const flakes = open
    .filter(({ verdict }) => verdict.kind === 'flaky')
    .sort(byCost)
    .map((history) => describeFlake(history, runs));
  return {
    flakes,
    failing: open.filter(
      ({ verdict: { kind } }) => kind === 'broken' || kind === 'regression' || kind === 'failed-once',
    ),
  };
}

/** The evidence of one test; for scaffolding an issue it may be any test that failed. */
export function describeFlake(history: TestHistory, runs: SuiteRuns): DetectedFlake {
  const failures = runs.observe(history.key).filter(isCountedFailure).reverse();
  const group = runs.groups.find(({ tests }) => tests.includes(history.key));
  const kinds = kindsOf(failures);
  const formerName = findFormerName(history, kinds, runs);
  return {
    history,
    failedRuns: failures.map(({ reading: { run }, outcome }) => ({
      run: run.run,
      at: run.at,
      commit: run.commit,
      outcome,
    })),
    kinds,
    group,
    circumstances: runs.circumstances.get(history.key) ?? [],
    formerName,
  };
}

/** A renamed test leaves with its old name in one run and comes with the new one in the next. */
function findFormerName(
  { key, firstSeen }: TestHistory,
  kinds: readonly FailureKind[],
  runs: SuiteRuns,
): string | undefined {
  const before = runs.runs.findLast(
    ({ run, kind }) => kind === 'counted' && firstSeen !== undefined && run.at < firstSeen,
  );
  if (!before) return undefined;
  const { scope } = parseLocator(key);
  const texts = new Set(kinds.map(({ message }) => shapeOf(message)));
  const failsAlike = (history: TestHistory) =>
    runs.observe(history.key).some((seen) => isCountedFailure(seen) && texts.has(shapeOf(seen.message)));
  return [...runs.tests.values()].find(
    (history) =>
      history.issues.length === 0 &&
      history.lastSeen === before.run.at &&
      parseLocator(history.key).scope === scope &&
      failsAlike(history),
  )?.key;
}

interface CountedFailure extends Observation {
  readonly outcome: FailedRun['outcome'];
}

function isCountedFailure(observation: Observation): observation is CountedFailure {
  const { outcome, reading } = observation;
  return hadFailure(outcome) && reading.kind === 'counted';
}

/** @param failures newest first. */
function kindsOf(failures: readonly CountedFailure[]): FailureKind[] {
  const kinds = Map.groupBy(failures, ({ message }) => shapeOf(message));
  return [...kinds.values()]
    .map((list) => ({ message: list[0]?.message ?? '', count: list.length }))
    .sort((a, b) => b.count - a.count);
}

function byCost(a: TestHistory, b: TestHistory): number {
  return (
    b.failures - a.failures ||
    (b.rate?.low ?? 0) - (a.rate?.low ?? 0) ||
    Number(isSuspicion(a)) - Number(isSuspicion(b)) ||
    compareText(a.key, b.key)
  );
}

function isSuspicion({ verdict }: TestHistory): boolean {
  return verdict.kind === 'flaky' && verdict.because === 'separate-failures';
}
