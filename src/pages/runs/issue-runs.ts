import type { TestState } from '../../asof/snapshot.ts';
import type { FixConfidence, Standing } from '../../confirm/measure-fixes.ts';
import type { SuiteRuns, TestHistory } from '../../runs/verdict/suite-runs.ts';
import type { IssueAt } from '../questions.ts';

/** From what must be known first to what may rest. */
export const STANDINGS = [
  'contradicted',
  'no-signal',
  'unmeasured',
  'gathering',
  'supported',
] as const satisfies readonly Standing[];

/** What the measured runs say of an issue. */
export interface IssueRuns {
  readonly suite: SuiteRuns;
  readonly tests: readonly TestRuns[];
  /** The claimed fix that stands worst. */
  readonly worst?: FixConfidence;
}

/** What they say of one of its tests. */
export interface TestRuns {
  readonly state: TestState;
  /** Absent where no run showed the test. */
  readonly history?: TestHistory;
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
    const fix = fixes.find(({ testId }) => testId === state.id);
    return { state, history, fix };
  });
  const worst = fixes.toSorted((a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing))[0];
  return { suite, tests, worst };
}

/** A fix that a record claims, and how the runs stand to it. */
export interface ClaimedFix {
  readonly issue: string;
  readonly fix: FixConfidence;
}
