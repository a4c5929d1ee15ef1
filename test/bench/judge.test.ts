import { describe, expect, it } from 'vitest';
import { type Aim, formatResults, judge, median, type Result } from '../../scripts/bench/judge.ts';
import { readTimes } from '../../scripts/bench/measure.ts';
import { readOptions, UsageError } from '../../scripts/bench/options.ts';

function result(tool: string, name: string, step: string, cpuMs: readonly number[], others = 0): Result {
  const rounds = cpuMs.map((each) => ({ cpuMs: each, wallMs: 3 * each, others, peakBytes: 5e8 }));
  return { records: 10_000, tool, name, step, rounds };
}

const DOCS: Aim = { records: 10_000, name: 'docs', step: 'unchanged', unit: 'of eleventy', most: 0.03 };
const docs = result('flakebook', 'docs', 'unchanged', [100, 200, 300]);

describe('judge', () => {
  it('holds each round against the rival in the same round', () => {
    const slower = result('eleventy 3', 'build', 'cold', [5000, 10_000, 15_000]);
    expect(judge(DOCS, [docs, slower])).toMatchObject({ verdict: 'met', found: '0.020' });
    const faster = result('eleventy 3', 'build', 'cold', [15_000, 5000, 5000]);
    expect(judge(DOCS, [docs, faster])).toMatchObject({ verdict: 'NOT MET', found: '0.040' });
  });

  it('does not judge what was measured while others used the machine', () => {
    const disturbed = result('eleventy 3', 'build', 'cold', [5000, 10_000, 15_000], 0.8);
    expect(judge(DOCS, [docs, disturbed])).toMatchObject({
      verdict: 'not judged',
      found: '0.020, but others kept 0.8 processors busy',
    });
  });

  it('judges CPU time by its median, and memory on a busy machine, too', () => {
    const busy = [result('flakebook', 'check', 'cold', [30_000, 9000, 20_000], 2)];
    const aim = { records: 10_000, name: 'check', step: 'cold' };
    expect(judge({ ...aim, unit: 'GB', most: 1 }, busy)).toMatchObject({ verdict: 'met', found: '0.500' });
    const quiet = [result('flakebook', 'check', 'cold', [30_000, 9000, 20_000])];
    expect(judge({ ...aim, unit: 'CPU s', most: 24 }, quiet)).toMatchObject({
      verdict: 'met',
      found: '20.000',
    });
  });

  it('says nothing of what was not measured', () => {
    expect(judge(DOCS, [docs])).toBeUndefined();
    expect(judge({ ...DOCS, records: 1000 }, [docs])).toBeUndefined();
    expect(formatResults([docs])).toMatch(/flakebook docs, unchanged +0\.200 .*\n\nAims\n\d+ more aims need/);
  });
});

describe('readOptions', () => {
  it('sorts sizes and keeps the order of commands', () => {
    const options = readOptions([
      '--records',
      '1000,100,1000',
      '--only',
      'report,check',
      '--against',
      'none',
    ]);
    expect(options).toMatchObject({
      records: [100, 1000],
      only: ['check', 'report'],
      against: [],
      rounds: 3,
    });
  });

  it.each([
    ['--records', 'many'],
    ['--records', '5'],
    ['--rounds', '0'],
    ['--only', 'chekc'],
    ['--against', 'hugo'],
    ['--fast'],
  ])('refuses %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow(UsageError);
  });
});

describe('figures', () => {
  it('reads the time of all children from what the shell says', () => {
    expect(readTimes('0m0.010000s 0m0.000000s\n1m2.500000s 0m0.250000s\n')).toBe(62_750);
  });

  it('takes the middle of odd and even numbers of values', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
});
