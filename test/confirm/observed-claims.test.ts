import { describe, expect, it } from 'vitest';
import {
  mainObservation,
  observedClaim,
  observedOf,
  runsToProve,
} from '../../src/confirm/observed-claims.ts';
import { createCalendar } from '../../src/core/calendar.ts';
import type { Observation } from '../../src/records/issue/observed.ts';
import { fisher, wilson } from '../../src/runs/verdict/statistics.ts';
import { buildIssue, buildTest, entry, readFirst } from '../asof/build.ts';

const utc = createCalendar('UTC');

function seen(date: string, failed: number, of: number, parts: Partial<Observation> = {}): Observation {
  return { date, failed, of, where: [], with: {}, ...parts };
}

const timeline = [entry('open', '2026-01-04'), entry('fixed', '2026-02-01', { commit: '4512e87' })];

function readClaim(observed: readonly Observation[], asOf = '2026-06-01') {
  const reading = readFirst(asOf, buildIssue('DS-FLAKY-001', { observed, timeline }));
  return observedClaim(reading, observedOf(reading), utc);
}

describe('runs that somebody counted', () => {
  it('are those up to the date of reading', () => {
    const observed = [seen('2026-01-05', 2, 117), seen('2026-01-07', 3, 200)];
    const tests = [{ ...buildTest('a'), observed: [seen('2026-01-08', 1, 2)] }];
    const issue = buildIssue('DS-FLAKY-001', { observed, tests });
    expect(observedOf(readFirst('2026-01-06', issue)).map(({ one }) => one.of)).toEqual([117]);
    expect(observedOf(readFirst('2026-01-08', issue)).map(({ one }) => one.of)).toEqual([117, 200, 2]);
  });

  it('give the rate of the longest count with a failure, and never a sum', () => {
    const observed = [
      seen('2026-01-05', 2, 117),
      seen('2026-01-06', 1, 50),
      seen('2026-01-07', 0, 900),
      { date: '2026-01-08', where: [], with: {}, run: 'a', 'passed-in': 'b', commit: '4512e87' },
    ];
    const reading = readFirst('2026-06-01', buildIssue('DS-FLAKY-001', { observed }));
    expect(mainObservation(observedOf(reading))?.rate).toEqual(wilson(2, 117));
  });
});

describe('a fix held against them', () => {
  it('is held against the same place and settings only', () => {
    const before = seen('2026-01-05', 2, 117, { where: ['linux'], with: { workers: '4' } });
    const alike = seen('2026-03-01', 0, 960, { where: ['linux'], with: { workers: '4' } });
    const other = seen('2026-03-01', 0, 960, { where: ['linux'], with: { workers: '1' } });
    expect(readClaim([before, alike])?.luck).toBeCloseTo(fisher(2, 117, 0, 960), 12);
    expect(readClaim([before, other])?.luck).toBeUndefined();
    expect(readClaim([before, other])?.after?.one).toEqual(other);
  });

  it('has no luck to work out from one failure in a few runs', () => {
    expect(readClaim([seen('2026-01-05', 1, 3), seen('2026-03-01', 0, 960)])?.luck).toBeUndefined();
  });

  it('did not hold where a later count has a failure, or a later pair has one', () => {
    const before = seen('2026-01-05', 2, 117);
    const pair = { date: '2026-03-02', where: [], with: {}, run: 'a', 'passed-in': 'b', commit: 'abc1234' };
    expect(readClaim([before, seen('2026-03-01', 1, 960)])?.relapse?.one.date).toBe('2026-03-01');
    expect(readClaim([before, pair])?.relapse?.one.date).toBe('2026-03-02');
    expect(readClaim([before, seen('2026-03-01', 1, 960)], '2026-02-28')?.relapse).toBeUndefined();
  });

  it('did not fall where a later run of an older commit fails', () => {
    const before = seen('2026-01-05', 2, 117, { commit: 'abc1234' });
    expect(readClaim([before, seen('2026-03-01', 1, 960, { commit: 'abc1234' })])?.relapse).toBeUndefined();
  });

  it('takes a count of its own day for one after it where the commit says so', () => {
    const before = seen('2026-01-05', 2, 117);
    expect(readClaim([before, seen('2026-02-01', 0, 960)])?.after).toBeUndefined();
    const stress = seen('2026-02-01', 0, 960, { commit: '4512e87aa' });
    expect(readClaim([before, stress])?.luck).toBeDefined();
  });

  it('is none while the issue is open', () => {
    const issue = buildIssue('DS-FLAKY-001', { observed: [seen('2026-01-05', 2, 117)] });
    const reading = readFirst('2026-06-01', issue);
    expect(observedClaim(reading, observedOf(reading), utc)).toBeUndefined();
  });
});

// The checked values of the formula: passes needed after x failures in n runs.
it.each([
  [1, 20, 380],
  [2, 20, 68],
  [3, 50, 84],
  [5, 15, 11],
  [34, 39, 2],
])('%d failures in %d runs need %d runs without one', (failures, runs, needed) => {
  expect(runsToProve(wilson(failures, runs))).toBe(needed);
});

it('asks for no number of runs after one failure in a few, or none', () => {
  expect(runsToProve(wilson(1, 3))).toBeUndefined();
  expect(runsToProve(wilson(0, 500))).toBeUndefined();
});
