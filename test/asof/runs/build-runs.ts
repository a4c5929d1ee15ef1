import type { When } from '../../../src/core/calendar.ts';
import { compareText } from '../../../src/core/finding.ts';
import type { Issue } from '../../../src/records/issue/issue.ts';
import type { ListedOutcome, RunHistory } from '../../../src/records/runs/run-history.ts';
import type { MeasuredRun } from '../../../src/records/runs/run-schema.ts';
import type { Suite } from '../../../src/records/suite/suite.ts';
import type { SuiteRuns, TestHistory } from '../../../src/runs/verdict/suite-runs.ts';
import { bookAt } from '../../support/book.ts';
import { buildBase, buildBook, buildSuite } from '../build.ts';

/** One letter a run: passed, failed, errored, passed on retry, skipped, other, unfinished, absent. */
export const LETTERS = {
  P: 'passed',
  F: 'failed',
  E: 'errored',
  '~': 'flaky',
  S: 'skipped',
  O: 'other',
  U: 'unfinished',
  '.': 'absent',
} as const;

export type Letter = keyof typeof LETTERS;

export type RunParts = Partial<
  Pick<MeasuredRun, 'run' | 'at' | 'commit' | 'branch' | 'environment' | 'partial' | 'setup' | 'roster'>
>;

/** Runs of one a day from January 1, each on a commit of its own, from rows of letters by test; rosters are shared. */
export function buildHistory(
  tests: Readonly<Record<string, string>>,
  parts: Readonly<Record<number, RunParts>> = {},
): RunHistory {
  const length = Math.max(0, ...Object.values(tests).map((row) => row.length));
  const runs = Array.from({ length }, (_, i) => {
    const column = Object.entries(tests).map(
      ([test, row]) => [test, LETTERS[(row[i] ?? '.') as Letter]] as const,
    );
    return buildRun(i, column, parts[i]);
  });
  return {
    runs: runs.map(({ run }) => run),
    rosters: new Map(runs.map(({ run, roster }) => [run.roster, roster])),
  };
}

export function buildRun(
  day: number,
  tests: readonly (readonly [string, (typeof LETTERS)[Letter]])[],
  parts: RunParts = {},
): { readonly run: MeasuredRun; readonly roster: readonly string[] } {
  const there = tests.filter(([, outcome]) => outcome !== 'absent').sort(([a], [b]) => compareText(a, b));
  const count = (word: string) => there.filter(([, outcome]) => outcome === word).length;
  const roster = there.map(([test]) => test);
  const outcomes = there.flatMap(([test, outcome]) =>
    outcome === 'passed'
      ? []
      : [{ test, outcome: outcome as ListedOutcome, attempts: 1, message: `${outcome} on day ${day}` }],
  );
  const run: MeasuredRun = {
    run: `run-${String(day).padStart(4, '0')}`,
    at: new Date(Date.UTC(2026, 0, 1 + day, 9)).toISOString().replace('.000', ''),
    commit: `c${day}`,
    branch: 'main',
    environment: '',
    url: '',
    formats: ['junit'],
    tests: there.length,
    passed: count('passed') + count('flaky'),
    flaky: count('flaky'),
    failed: count('failed'),
    errored: count('errored'),
    skipped: count('skipped'),
    other: count('other'),
    unfinished: count('unfinished'),
    partial: false,
    roster: roster.join('\n'),
    outcomes,
    setup: [],
    ...parts,
  };
  return { run, roster };
}

export interface HistoryAround {
  readonly suite?: string;
  readonly source?: Suite['source'];
  readonly issues?: readonly Issue[];
  readonly asOf?: When;
}

/** What runs say as of a date that lies after them unless another one is given. */
export function readHistory(history: RunHistory, around: HistoryAround = {}): SuiteRuns | undefined {
  const { suite = 'data-storage', source, issues = [], asOf = '2030-01-01' } = around;
  const base = buildBase(
    issues,
    [buildSuite(suite, source ? { source } : {})],
    buildBook({ timeZone: 'UTC' }),
  );
  return bookAt({ kb: base, runs: new Map([[suite, history]]) }, asOf).suiteRuns(suite);
}

/** Fails where the suite has no run. */
export function readSuite(history: RunHistory, around: HistoryAround = {}): SuiteRuns {
  const runs = readHistory(history, around);
  if (runs === undefined) throw new Error('There is no run as of the date.');
  return runs;
}

/** The history of one test among others that always pass, so that no run is taken for a mass failure. */
export function readTest(row: string, parts: Readonly<Record<number, RunParts>> = {}): TestHistory {
  const others = Object.fromEntries(
    ['b', 'c', 'd', 'e'].map((name) => [`other > ${name}`, 'P'.repeat(row.length)]),
  );
  const { tests } = readSuite(buildHistory({ 'suite > a': row, ...others }, parts));
  const history = tests.get('suite > a');
  if (history === undefined) throw new Error('No run has the test.');
  return history;
}
