import { describe, expect, test } from 'vitest';
import type { FixConfidence } from '../../src/confirm/measure-fixes.ts';
import { proposeChanges } from '../../src/confirm/propose.ts';
import type { TimelineEntry } from '../../src/records/issue/timeline.ts';
import { buildIssue, entry, readFirst } from '../asof/build.ts';

const FIXED = '2026-01-10';

function fix(letter: string, parts: Partial<FixConfidence> = {}): FixConfidence {
  return {
    testId: `DS-FLAKY-001${letter}`,
    letter,
    claimed: FIXED,
    word: 'fixed',
    before: { failures: 3, runs: 50, value: 0.06, low: 0.021, high: 0.162 },
    passes: 49,
    days: 12,
    lastPass: { run: 'run-99', at: '2026-01-22T12:00:00Z' },
    relapses: [],
    otherFailures: 0,
    luck: 0.0482,
    standing: 'supported',
    ...parts,
  };
}

function fallen(letter: string, day: number, parts: Partial<FixConfidence> = {}): FixConfidence {
  const at = `2026-01-${day}T12:00:00Z`;
  const relapses = [{ run: `run-${day}`, at, message: 'found: 0' }];
  return fix(letter, { standing: 'contradicted', relapses, passes: 4, otherFailures: 1, ...parts });
}

function propose(fixes: readonly FixConfidence[], letters = 'ab', timeline: readonly TimelineEntry[] = []) {
  const issue = buildIssue(
    'DS-FLAKY-001',
    { timeline: [entry('open', '2026-01-04'), entry('fixed', FIXED), ...timeline] },
    letters,
  );
  return proposeChanges(readFirst('2026-02-01', issue), fixes, 'America/New_York');
}

describe('the runs propose', () => {
  test('verified, at the last pass, where every test is supported', () => {
    const earlier = fix('b', { lastPass: { run: 'run-98', at: '2026-01-21T12:00:00Z' }, luck: 0.01 });
    expect(propose([earlier, fix('a')])).toEqual([
      {
        issue: 'DS-FLAKY-001',
        word: 'verified',
        at: '2026-01-22T12:00:00Z',
        tests: [],
        run: 'run-99',
        note: '49 passes on 12 days with the fix, and no such failure; before it, 3 of 50 runs failed so: luck is at most 4.9%',
      },
    ]);
  });

  test('verified for those tests alone that are supported', () => {
    const gathering = fix('b', { standing: 'gathering' });
    expect(propose([fix('a'), gathering])).toMatchObject([{ word: 'verified', tests: ['a'] }]);
    // A test that nobody claims to be mended keeps its state.
    expect(propose([fix('a'), fix('b')], 'abc')).toMatchObject([{ tests: ['a', 'b'] }]);
  });

  test('verified with luck that is never said to be none', () => {
    expect(propose([fix('a', { luck: 1e-9 })], 'a')[0]?.note).toMatch(/luck is at most 0\.1%$/);
  });

  test('reopened at the first relapse, together with the tests that fell in that run', () => {
    expect(propose([fallen('a', 15), fallen('b', 15, { passes: 8 })])).toEqual([
      {
        issue: 'DS-FLAKY-001',
        word: 'reopened',
        at: '2026-01-15T12:00:00Z',
        tests: [],
        run: 'run-15',
        note: 'a failed again in 1 of 6 runs with the fix; b failed again in 1 of 10 runs with the fix',
      },
    ]);
  });

  test('one entry for each moment, in the order of time', () => {
    const found = propose([fix('a'), fallen('b', 17), fallen('c', 13)], 'abc');
    expect(found.map(({ word, at, tests }) => [word, at.slice(0, 10), tests])).toEqual([
      ['reopened', '2026-01-13', ['c']],
      ['reopened', '2026-01-17', ['b']],
      ['verified', '2026-01-22', ['a']],
    ]);
  });

  test('reopened for what was verified and fell', () => {
    const timeline = [entry('verified', '2026-01-12')];
    expect(propose([fallen('a', 20, { word: 'verified' })], 'a', timeline)).toMatchObject([
      { word: 'reopened', tests: [], note: 'failed again in 1 of 6 runs with the fix' },
    ]);
  });

  test('nothing above the entry that it answers: a run of the commit may be older', () => {
    const before = [{ run: 'run-9', at: '2026-01-09T12:00:00Z', message: '' }];
    expect(propose([fallen('a', 15, { relapses: before })], 'a')).toMatchObject([
      { at: FIXED, run: 'run-9' },
    ]);
    // Of the same day it may be: a date alone is that of the end of its day.
    const sameDay = [{ run: 'run-9', at: '2026-01-10T12:00:00Z', message: '' }];
    expect(propose([fallen('a', 15, { relapses: sameDay })], 'a')).toMatchObject([
      { at: '2026-01-10T12:00:00Z' },
    ]);
  });

  test.each([
    ['what is verified already', { word: 'verified' }],
    ['what is still gathering', { standing: 'gathering' }],
    ['what cannot be weighed', { standing: 'unmeasured' }],
    ['what has no signal', { standing: 'no-signal' }],
  ] as const)('nothing for %s', (_, parts) => {
    expect(propose([fix('a', parts)], 'a')).toEqual([]);
  });
});
