import type { TestState } from '../../asof/snapshot.ts';
import type { FixConfidence, Standing } from '../../confirm/measure-fixes.ts';
import type { Circumstance, Observation, SuiteRuns, TestHistory } from '../../runs/verdict/suite-runs.ts';
import type { IssueAt } from '../questions.ts';

/** From what must be known first to what may rest. */
export const STANDINGS = [
  'contradicted',
  'no-signal',
  'unmeasured',
  'gathering',
  'supported',
] as const satisfies readonly Standing[];

/** What the measured runs say of a suite as a whole. */
export interface SuiteSummary extends Pick<SuiteRuns, 'suite' | 'runs' | 'red' | 'redCauses' | 'redByFlake'> {
  /** Its flaky tests, in the order of their keys. */
  readonly flaky: readonly TestHistory[];
}

export function summarise({ suite, runs, red, redCauses, redByFlake, tests }: SuiteRuns): SuiteSummary {
  const flaky = [...tests.values()].filter(({ verdict }) => verdict.kind === 'flaky');
  return { suite, runs, red, redCauses, redByFlake, flaky };
}

/** What the measured runs say of an issue. */
export interface IssueRuns {
  readonly tests: readonly TestRuns[];
  /** The claimed fix that stands worst. */
  readonly worst?: FixConfidence;
}

/** What they say of one of its tests. */
export interface TestRuns {
  readonly state: TestState;
  /** Absent where no run showed the test. */
  readonly history?: TestHistory;
  /** Whether its name fits several tests of the runs, and so none. */
  readonly fitsSeveral: boolean;
  readonly circumstances: readonly Circumstance[];
  /** How it did in every run in order; so many runs in a row with one outcome and message stand together. */
  readonly seen: readonly (readonly [count: number, outcome: Observation['outcome'], message: string])[];
  /** Where the test is claimed to be mended. */
  readonly fix?: FixConfidence;
}

export function readIssueRuns(
  reading: IssueAt,
  suite: SuiteRuns,
  fixes: readonly FixConfidence[],
): IssueRuns {
  const tests = reading.tests.map((state): TestRuns => {
    const history = suite.tests.get(suite.keyOf(state.id) ?? '');
    return {
      state,
      history,
      fitsSeveral: suite.ambiguous?.has(state.id) ?? false,
      circumstances: suite.circumstances.get(history?.key ?? '') ?? [],
      seen: history === undefined ? [] : inRows(suite.observe(history.key)),
      fix: fixes.find(({ testId }) => testId === state.id),
    };
  });
  const worst = fixes.toSorted((a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing))[0];
  return { tests, worst };
}

function inRows(observations: readonly Observation[]): TestRuns['seen'] {
  const rows: [number, Observation['outcome'], string][] = [];
  for (const { outcome, message } of observations) {
    const last = rows.at(-1);
    if (last?.[1] === outcome && last[2] === message) last[0] += 1;
    else rows.push([1, outcome, message]);
  }
  return rows;
}

export interface ObservedTest extends TestRuns {
  /** Every run in order with what it shows of the test; empty for one that no run showed. */
  readonly observations: readonly Observation[];
}

/** The test with the runs of its suite. */
export function observeTest(test: TestRuns, { runs }: SuiteSummary): ObservedTest {
  const observations: Observation[] = [];
  for (const [count, outcome, message] of test.seen)
    for (const reading of runs.slice(observations.length, observations.length + count))
      observations.push({ reading, outcome, message });
  return { ...test, observations };
}

/** A fix that a record claims, and how the runs stand to it. */
export interface ClaimedFix {
  readonly issue: string;
  readonly fix: FixConfidence;
}
