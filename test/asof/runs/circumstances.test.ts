import { describe, expect, test } from 'vitest';
import { buildHistory, type RunParts, readSuite } from './build-runs.ts';

/** Forty runs in which a test fails only after another one ran, and then in half of them. */
const VICTIM = 'PFPPFPPFPPPPPPFPPPFPPPPFPPPFPPPPPFPPFPPF';
const POLLUTER = [...VICTIM].map((mark, i) => (mark === 'F' || i % 5 === 2 ? 'P' : '.')).join('');

function circumstancesOf(tests: Record<string, string>, parts: Record<number, RunParts> = {}) {
  const calm = Object.fromEntries([1, 2, 3].map((n) => [`calm ${n}`, 'P'.repeat(40)]));
  return readSuite(buildHistory({ ...calm, ...tests }, parts)).circumstances;
}

describe('what stands beside the failures of a flaky test', () => {
  test('a test that ran in the same runs', () => {
    // Others come and go by chance.
    const others = Object.fromEntries(
      [3, 4, 7, 11].map((n) => [`other ${n}`, [...VICTIM].map((_, i) => (i % n === 0 ? '.' : 'P')).join('')]),
    );
    const found = circumstancesOf({ victim: VICTIM, polluter: POLLUTER, ...others });
    expect([...found.keys()]).toEqual(['victim']);
    const [first, ...more] = found.get('victim') ?? [];
    expect(first).toMatchObject({ what: { kind: 'tests', tests: ['polluter'] }, without: { failures: 0 } });
    expect(first?.chance).toBeLessThan(0.001);
    expect(more).toEqual([]);
  });

  test('tests that always ran together are one circumstance', () => {
    const found = circumstancesOf({ victim: VICTIM, 'polluter b': POLLUTER, 'polluter a': POLLUTER });
    expect(found.get('victim')?.[0]?.what).toEqual({ kind: 'tests', tests: ['polluter a', 'polluter b'] });
  });

  test('a skipped test did not run', () => {
    const skipped = POLLUTER.replaceAll('.', 'S');
    const found = circumstancesOf({ victim: VICTIM, polluter: skipped });
    expect(found.get('victim')?.[0]?.what).toEqual({ kind: 'tests', tests: ['polluter'] });
  });

  test('not what contains it', () => {
    const found = circumstancesOf({ 'cart > adds > twice': VICTIM, 'cart > adds': POLLUTER });
    expect(found.size).toBe(0);
  });

  test('an environment', () => {
    const parts = Object.fromEntries(
      [...VICTIM].map((mark, i) => [i, { environment: mark === 'F' || i % 5 === 2 ? 'windows' : 'linux' }]),
    );
    expect(
      circumstancesOf({ victim: VICTIM }, parts)
        .get('victim')
        ?.map(({ what }) => what),
    ).toEqual([{ kind: 'environment', environment: 'windows' }]);
  });

  test('a time of day', () => {
    const parts = Object.fromEntries(
      [...VICTIM].map((mark, i) => {
        const day = new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10);
        return [i, { at: `${day}T${mark === 'F' || i % 5 === 2 ? '02' : '14'}:00:00Z` }];
      }),
    );
    expect(
      circumstancesOf({ victim: VICTIM }, parts)
        .get('victim')
        ?.map(({ what }) => what),
    ).toEqual([{ kind: 'hours', from: 0, to: 6 }]);
  });

  test('nothing that many comparisons would show by chance', () => {
    // The same difference, among 400 tests that come and go.
    const others = Object.fromEntries(
      Array.from({ length: 400 }, (_, n) => [
        `other ${n}`,
        [...VICTIM].map((_, i) => ((i * 7919 + n * 104729) % 97 < 48 ? '.' : 'P')).join(''),
      ]),
    );
    const weak = [...VICTIM].map((mark, i) => (mark === 'F' || i % 3 === 0 ? 'P' : '.')).join('');
    expect(circumstancesOf({ victim: VICTIM, weak }).size).toBe(1);
    expect(circumstancesOf({ victim: VICTIM, weak, ...others }).size).toBe(0);
  });
});
