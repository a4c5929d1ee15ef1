import { readRuns } from '../../asof/read-runs.ts';
import type { IssueReading, TestState } from '../../asof/snapshot.ts';
import { isClaimed } from '../../confirm/claim-history.ts';
import type { FixConfidence } from '../../confirm/fix-confidence.ts';
import { measureFixes } from '../../confirm/measure-fixes.ts';
import { createLook, symptomsOf } from '../../match/looks.ts';
import type { BodySource } from '../../records/knowledge-base.ts';
import type { SuiteRuns, TestHistory } from '../../runs/verdict/suite-runs.ts';
import type { ComposeContext } from '../context.ts';
import { STANDINGS } from './fix-words.ts';

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

/** By reading, and so by date: many pages ask for the same. */
const known = new WeakMap<IssueReading, IssueRuns>();

/** Undefined where the issue's suite has no measured run as of the date. */
export function issueRuns(
  { snapshot, book }: Pick<ComposeContext, 'snapshot' | 'book'>,
  reading: IssueReading,
  bodies: BodySource,
): IssueRuns | undefined {
  const remembered = known.get(reading);
  if (remembered) return remembered;
  const suite = readRuns(snapshot, reading.issue.suite);
  if (!suite) return undefined;
  const fixes = fixesOf(reading, suite, bodies, book.timeZone);
  const tests = reading.tests.map((state): TestRuns => {
    const history = suite.tests.get(suite.keyOf(state.id) ?? '');
    const fix = fixes.find(({ testId }) => testId === state.id);
    return { state, history, fix };
  });
  const worst = fixes.toSorted((a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing))[0];
  const runs = { suite, tests, worst };
  known.set(reading, runs);
  return runs;
}

function fixesOf(
  reading: IssueReading,
  suite: SuiteRuns,
  bodies: BodySource,
  timeZone: string,
): readonly FixConfidence[] {
  if (!isClaimed(reading)) return [];
  const look = createLook(reading.issue, symptomsOf(bodies(reading.issue.file)));
  return measureFixes(reading, suite, look, timeZone);
}
