import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TestHistory } from '../../../src/runs/verdict/suite-runs.ts';
import { type RunParts, readTest } from './build-runs.ts';

/** Runs of one test: two a commit, one in each environment, as `linux` and `windows` have them. */
function inBoth(linux: string, windows: string): TestHistory {
  const row = [...linux].map((letter, i) => letter + (windows[i] ?? '.')).join('');
  const parts = Object.fromEntries(
    [...row].map((_, i): [number, RunParts] => [
      i,
      { commit: `c${Math.floor(i / 2)}`, environment: i % 2 === 0 ? 'linux' : 'windows' },
    ]),
  );
  return readTest(row, parts);
}

describe('runs of several environments', () => {
  test('a pass in one and a failure in the other on one commit prove nothing', () => {
    expect(inBoth('PPPPPP', 'PPFPPP').verdict).toMatchObject({
      kind: 'failed-once',
      commit: 'c2',
      environments: ['windows'],
    });
  });

  test('a test that always fails in one of them is broken there', () => {
    const { verdict, runs, failures } = inBoth('PPPPPP', 'FFFFFF');
    expect(verdict).toMatchObject({ kind: 'broken', block: { length: 6 }, environments: ['windows'] });
    expect([failures, runs]).toEqual([6, 12]);
  });

  test('a test that always fails in all of them is broken in all of its runs', () => {
    const { verdict, runs } = inBoth('FFFFFF', 'FFF...');
    expect(verdict).toMatchObject({ kind: 'broken', block: { length: 9 } });
    expect([runs, verdict.environments]).toEqual([9, undefined]);
  });

  test('passes on retry are counted in all of them', () => {
    expect(inBoth('P~PPPP', 'PPP~~P').verdict).toMatchObject({ kind: 'flaky', because: 'retry', count: 3 });
  });

  test('a regression in one of them is a regression there', () => {
    expect(inBoth('PPPPPP', 'PPFFFF').verdict).toMatchObject({
      kind: 'regression',
      isOver: false,
      environments: ['windows'],
    });
  });

  test('a pass and a failure of one commit in one of them are a proof', () => {
    const parts = (i: number): RunParts => ({
      commit: i < 4 ? `c${i}` : 'again',
      environment: i === 0 ? 'windows' : 'linux',
    });
    const { verdict } = readTest('PPPPFP', Object.fromEntries([...'PPPPFP'].map((_, i) => [i, parts(i)])));
    expect(verdict).toEqual({
      kind: 'flaky',
      because: 'same-commit',
      commit: 'again',
      environments: ['linux'],
    });
  });

  test('failures of one commit in both of them are one failure', () => {
    expect(inBoth('PPFPPP', 'PPFPPP').verdict).toMatchObject({ kind: 'failed-once', commit: 'c2' });
  });

  test('single failures of commits apart are a suspicion, wherever they were', () => {
    expect(inBoth('PPFPPP', 'PPPPFP').verdict).toEqual({
      kind: 'flaky',
      because: 'separate-failures',
      blocks: 2,
    });
  });

  test('where it flakes in one, what is broken in the other does not count', () => {
    const { verdict, failures, runs, setAside } = inBoth('PFPPFPPP', 'FFFFFFFF');
    expect(verdict).toMatchObject({ kind: 'flaky', blocks: 2, environments: ['linux'] });
    expect([failures, runs, setAside]).toEqual([2, 8, 8]);
  });

  test('what is so in all of them names none', () => {
    expect(inBoth('FFFF', 'FFFF').verdict.environments).toBeUndefined();
    expect(inBoth('PPPP', 'PPPP').verdict).toEqual({ kind: 'never-failed' });
  });

  test('a test that one of them never runs is that of the other', () => {
    expect(inBoth('PFPPFP', '......').verdict).toEqual({
      kind: 'flaky',
      because: 'separate-failures',
      blocks: 2,
    });
  });
});

test('a name for the only environment changes nothing', () => {
  const row = fc.string({ unit: fc.constantFrom('P', 'F', '~', 'S', '.'), minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(row, (rest) => {
      const letters = `P${rest}`;
      const named = Object.fromEntries([...letters].map((_, i) => [i, { environment: 'linux' }]));
      expect(readTest(letters, named)).toEqual(readTest(letters));
    }),
  );
});

test('what the commit and the environment alone decide is never proved flaky', () => {
  const outcomes = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(outcomes, fc.array(fc.nat(23), { minLength: 1, maxLength: 40 }), (table, visits) => {
      const seen = visits.map((visit) => ({
        commit: visit % table.length,
        isWindows: visit % 2 === 1,
      }));
      const row = seen.map(({ commit, isWindows }) => (table[commit]?.[isWindows ? 1 : 0] ? 'P' : 'F'));
      const parts = seen.map(({ commit, isWindows }): RunParts => {
        return { commit: `c${commit}`, environment: isWindows ? 'windows' : 'linux' };
      });
      const { verdict } = readTest(row.join(''), { ...parts });
      return verdict.kind !== 'flaky' || verdict.because === 'separate-failures';
    }),
  );
});
