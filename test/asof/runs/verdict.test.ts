import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '../../../src/runs/verdict/statistics.ts';
import { readTest } from './build-runs.ts';

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T09:00:00Z`;

describe('a test', () => {
  it.each(['~', 'PP~P', 'F~FFF', 'PFFFPP~'])('that passed on retry (%s) is flaky, which is proof', (row) => {
    expect(readTest(row).verdict).toEqual({ kind: 'flaky', because: 'retry', count: 1 });
  });

  it('that passed and failed on one commit is flaky, which is proof', () => {
    const history = readTest('PPFFP', { 3: { commit: 'same' }, 4: { commit: 'same' } });
    expect(history.verdict).toEqual({ kind: 'flaky', because: 'same-commit', commit: 'same' });
    expect([history.failures, history.runs, history.setAside]).toEqual([2, 5, 0]);
  });

  it('is not called so for runs whose commit nobody knows', () => {
    const unknown = { commit: '' };
    expect(readTest('PFP', { 0: unknown, 1: unknown, 2: unknown }).verdict.kind).toBe('failed-once');
  });

  it.each([
    ['PFPF', 2],
    ['FPF', 2],
    ['PEPPFFPF', 3],
    ['PFSPSF', 2],
  ])('with separate failures among passes (%s) is flaky, which is suspicion', (row, blocks) => {
    expect(readTest(row).verdict).toEqual({ kind: 'flaky', because: 'separate-failures', blocks });
  });

  it.each(['FF', 'SFE', 'F.FUF'])('that never passed (%s) is broken', (row) => {
    const first = row.search(/[FE]/) + 1;
    const verdict = readTest(row).verdict;
    expect(verdict).toMatchObject({ kind: 'broken', block: { from: day(first), to: day(row.length) } });
    expect(verdict).toMatchObject({
      block: { length: [...row].filter((letter) => 'FE'.includes(letter)).length },
    });
  });

  it.each([
    ['PPFFF', false, 3, 5],
    ['PPFFPP', true, 3, 4],
    ['FFPP', true, 1, 2],
    ['PFSFP', true, 2, 4],
    ['PF.UFO', false, 2, 5],
  ])('with one block of failures (%s) has a regression', (row, isOver, from, to) => {
    const block = { from: day(from), to: day(to), fromCommit: `c${from - 1}`, toCommit: `c${to - 1}` };
    expect(readTest(row).verdict).toMatchObject({ kind: 'regression', isOver, block });
  });

  it('has a regression where an older commit was run again within it', () => {
    const again = { 5: { commit: 'c2' } };
    expect(readTest('PPPFFPFF', again).verdict).toMatchObject({ kind: 'regression', block: { length: 4 } });
    expect(readTest('PPFFFFPP', again).verdict).toMatchObject({ kind: 'regression', isOver: true });
    const old = readTest('PPPFFP', again).verdict;
    expect(old).toMatchObject({ kind: 'regression', isOver: false, block: { toCommit: 'c4' } });
  });

  it('has a regression where chance gives less than a hundredth of such a block', () => {
    const row = (passes: number) => `${'P'.repeat(passes)}FFFF${'P'.repeat(5)}F${'P'.repeat(4)}`;
    // Of 44 executions 44 × 0.129⁴ = 0.012 such blocks are to be expected, of 54 only 54 × 0.105⁴ = 0.0065.
    expect(readTest(row(30)).verdict.kind).toBe('flaky');
    expect(readTest(row(40)).verdict.kind).toBe('regression');
  });

  it('is weighed without a regression that was found before', () => {
    const row = `${'P'.repeat(31)}FFFFFFFPPFFFFPPPPPFP`;
    expect(readTest(row).verdict).toEqual({ kind: 'flaky', because: 'separate-failures', blocks: 2 });
    expect(readTest(row).setAside).toBe(7);
  });

  it.each(['F', 'PPF', 'FP', 'PFP', 'SFS', 'PESS'])('with one failure (%s) failed once', (row) => {
    const at = row.search(/[FE]/);
    expect(readTest(row).verdict).toEqual({ kind: 'failed-once', at: day(at + 1), commit: `c${at}` });
  });

  it.each(['P', 'PSP.P', 'PUOP'])('without failures (%s) never failed', (row) => {
    expect(readTest(row).verdict).toEqual({ kind: 'never-failed' });
  });

  it.each(['S', 'SS.S', 'UO'])('that no run executed (%s) gives no signal, and has no rate', (row) => {
    const history = readTest(row);
    expect(history.verdict).toEqual({ kind: 'no-signal' });
    expect(history?.rate).toBeUndefined();
    expect(history.runs).toBe(0);
  });
});

describe('a regression within a flaky test', () => {
  it('is set aside where chance does not explain it', () => {
    // 3 of 37 outside: p is at most 21 %, and 45 · 0.21^8 blocks of 8 are expected.
    const row = `PPPPPFPPPPPPPPPF${'P'.repeat(10)}FFFFFFFF${'P'.repeat(10)}F`;
    const history = readTest(row);
    expect(history.verdict).toEqual({ kind: 'flaky', because: 'separate-failures', blocks: 3 });
    expect([history.failures, history.runs, history.setAside]).toEqual([3, 37, 8]);
    expect(history.rate).toEqual(wilson(3, 37));
    expect(history.lastFailure).toBe('2026-02-14T09:00:00Z');
  });

  it('counts where chance explains it', () => {
    const history = readTest('PPFPPFFPPPFPPF');
    expect([history.failures, history.runs, history.setAside]).toEqual([5, 14, 0]);
  });

  it('is the verdict where what is left is not flaky, and counts', () => {
    const history = readTest(`PPPFPPPP${'P'.repeat(20)}FFFFFFFF`);
    expect(history.verdict).toMatchObject({ kind: 'regression', isOver: false, block: { length: 8 } });
    expect([history.failures, history.runs, history.setAside]).toEqual([9, 36, 0]);
  });

  it('may be one of two: the newer one is the verdict', () => {
    const history = readTest(`${'P'.repeat(30)}FFFFFFFF${'P'.repeat(30)}FFFFFFFPP`);
    expect(history.verdict).toMatchObject({ kind: 'regression', isOver: true, block: { length: 7 } });
  });

  it('does not hide a pass on retry', () => {
    const history = readTest(`${'P'.repeat(30)}~PPPPPFFFFFFFF`);
    expect(history.verdict).toEqual({ kind: 'flaky', because: 'retry', count: 1 });
    expect([history.failures, history.flakyPasses, history.runs, history.setAside]).toEqual([1, 1, 36, 8]);
  });
});

describe('a test whose commit alone decides how it ends', () => {
  /** Commits in order, of which some fail, each run once and then again at any later time. */
  const worlds = fc.integer({ min: 2, max: 12 }).chain((commits) =>
    fc.record({
      failing: fc.array(fc.boolean(), { minLength: commits, maxLength: commits }),
      again: fc.array(fc.tuple(fc.nat(commits - 1), fc.nat(30)), { maxLength: 10 }),
    }),
  );

  function readWorld(failing: readonly boolean[], again: readonly (readonly [number, number])[]) {
    const order = [...failing.keys()];
    for (const [commit, later] of again) {
      const from = order.indexOf(commit) + 1;
      order.splice(from + (later % (order.length - from + 1)), 0, commit);
    }
    const row = order.map((commit) => (failing[commit] ? 'F' : 'P')).join('');
    const parts = order.map((commit, i) => [i, { commit: `c${commit}` }]);
    return { row, verdict: readTest(row, Object.fromEntries(parts)).verdict };
  }

  it('is never proved flaky', () => {
    const property = fc.property(worlds, ({ failing, again }) => {
      const { verdict } = readWorld(failing, again);
      expect(verdict).not.toMatchObject({ because: expect.stringMatching(/^(retry|same-commit)$/) });
    });
    fc.assert(property);
  });

  it('has a regression where one stretch of commits fails, however often old ones are run again', () => {
    const property = fc.property(worlds, fc.nat(), fc.nat(), ({ failing, again }, a, b) => {
      const [from, to] = [a % failing.length, b % failing.length].sort((x, y) => x - y) as [number, number];
      const stretch = failing.map((_, i) => i >= from && i <= to);
      const { row, verdict } = readWorld(stretch, again);
      const failures = row.replaceAll('P', '').length;
      const passes = row.length - failures;
      expect(verdict.kind).toBe(failures === 1 ? 'failed-once' : passes === 0 ? 'broken' : 'regression');
      if (verdict.kind === 'regression') expect(verdict.isOver).toBe(to < failing.length - 1);
    });
    fc.assert(property);
  });
});
