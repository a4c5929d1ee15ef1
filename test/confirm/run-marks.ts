import type { RunHistory } from '../../src/records/runs/run-history.ts';
import type { MeasuredRun, TestOutcome } from '../../src/records/runs/run-schema.ts';

/** How a mark of a history reads: `.` passed, and what stands here. A `-` is a run without the test. */
const OUTCOMES: Readonly<Record<string, Pick<TestOutcome, 'outcome' | 'message'>>> = {
  F: { outcome: 'failed', message: 'the cart lost an item, found: 0' },
  E: { outcome: 'errored', message: 'the cart lost an item, found: 0' },
  f: { outcome: 'flaky', message: 'the cart lost an item, found: 0' },
  X: { outcome: 'failed', message: 'connection refused' },
  s: { outcome: 'skipped', message: '' },
  u: { outcome: 'unfinished', message: '' },
};

/** What all failures of a history look like but those marked `X`. */
export const SIGNATURE = { text: 'lost an item, found: 0', matches: [], rejects: [] };

/** Enough tests that pass for no run to look like a failure of its surroundings. */
const OTHERS = Array.from({ length: 12 }, (_, i) => `others.test.js :: always passes ${i}`);

/**
 * A history of one run a day, at noon in UTC from 2026-01-01 on unless its parts say otherwise; a mark a run for each test.
 * @param parts of the run of an index.
 */
export function historyOf(
  marks: Readonly<Record<string, string>>,
  parts: (index: number) => Partial<MeasuredRun> = () => ({}),
): RunHistory {
  const length = Math.max(...Object.values(marks).map((row) => row.length));
  const rosters = new Map<string, readonly string[]>();
  const runs = Array.from({ length }, (_, i) => {
    const has = Object.entries(marks).filter(([, row]) => (row[i] ?? '-') !== '-');
    const roster = [...OTHERS, ...has.map(([test]) => test)].sort();
    const id = `roster${has.map(([test]) => test).join()}`;
    rosters.set(id, roster);
    const outcomes = has.flatMap(([test, row]): TestOutcome[] => {
      const found = OUTCOMES[row[i] ?? ''];
      return found === undefined ? [] : [{ test, attempts: 1, ...found }];
    });
    return { ...measuredRun(i, roster.length, outcomes), roster: id, ...parts(i) };
  });
  return { runs, rosters };
}

function measuredRun(index: number, tests: number, outcomes: readonly TestOutcome[]): MeasuredRun {
  const count = (outcome: TestOutcome['outcome']) => outcomes.filter((o) => o.outcome === outcome).length;
  const plain = tests - outcomes.length;
  return {
    run: `run-${String(index + 1).padStart(3, '0')}`,
    at: noonOf(index),
    commit: index.toString(16).padStart(40, 'a'),
    branch: 'main',
    environment: '',
    url: '',
    formats: ['junit'],
    tests,
    passed: plain + count('flaky'),
    flaky: count('flaky'),
    failed: count('failed'),
    errored: count('errored'),
    skipped: count('skipped'),
    other: 0,
    unfinished: count('unfinished'),
    partial: count('unfinished') > 0,
    roster: '',
    outcomes: outcomes.toSorted((a, b) => (a.test < b.test ? -1 : 1)),
    setup: [],
  };
}

/** Noon in UTC of a day counted from 2026-01-01. */
export function noonOf(index: number): string {
  return `${dayOf(index)}T12:00:00Z`;
}

export function dayOf(index: number): string {
  return new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
}
