import { describe, expect, test } from 'vitest';
import { type RunParts, readTest } from './build-runs.ts';

/** Runs of a pull request, from a position on. */
function onBranch(from: number, to: number, parts: RunParts = {}): Record<number, RunParts> {
  const at = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return Object.fromEntries(at.map((i) => [i, { branch: 'pr/7', ...parts }]));
}

describe('what other branches prove', () => {
  test.each(['PPPP', 'PFPP', 'PFPF', 'SSSS'])(
    'a pass on retry there proves a flake of which the own branch has %s',
    (own) => {
      const { verdict, onBranches } = readTest(`${own}P~`, onBranch(4, 5));
      expect(verdict).toEqual({ kind: 'flaky', because: 'retry', count: 1, branches: ['pr/7'] });
      expect(onBranches).toEqual({ failures: 1, runs: 2 });
    },
  );

  test('so does a pass and a failure at one commit', () => {
    const { verdict } = readTest('PPPPFP', onBranch(4, 5, { commit: 'same' }));
    expect(verdict).toMatchObject({ because: 'same-commit', commit: 'same', branches: ['pr/7'] });
  });

  test('or at a commit that the own branch has too', () => {
    const { verdict } = readTest('PPPPF', { 3: { commit: 'same' }, ...onBranch(4, 4, { commit: 'same' }) });
    expect(verdict).toMatchObject({ because: 'same-commit', commit: 'same' });
  });

  test.each([
    ['failures of different commits', 'PPPPFPFP', onBranch(4, 7)],
    ['runs of which nobody knows the commit', 'PPPPFP', onBranch(4, 5, { commit: '' })],
    [
      'two environments of one commit',
      'PPPPFP',
      {
        4: { branch: 'pr/7', commit: 'same', environment: 'linux' },
        5: { branch: 'pr/7', commit: 'same', environment: 'windows' },
      },
    ],
  ] as const)('%s prove nothing', (_, row, parts) => {
    expect(readTest(row, parts).verdict.kind).toBe('never-failed');
  });

  test('no rate counts them', () => {
    expect(readTest('PPPFP~', onBranch(4, 5))).toMatchObject({ runs: 4, failures: 1, rate: { runs: 4 } });
  });

  test('what is broken or regressed on the own branch stays so', () => {
    expect(readTest('FFFF~', onBranch(4, 4)).verdict.kind).toBe('broken');
    expect(readTest('PPPFFF~', onBranch(6, 6)).verdict.kind).toBe('regression');
  });

  test('proof of the own branch comes first', () => {
    const { verdict } = readTest('PP~P~', onBranch(4, 4));
    expect(verdict).toEqual({ kind: 'flaky', because: 'retry', count: 1 });
  });
});
