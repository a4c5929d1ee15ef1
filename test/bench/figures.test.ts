import { describe, expect, it } from 'vitest';
import { judgeAims } from '../../scripts/bench/aims.ts';
import { readTimes } from '../../scripts/bench/measure.ts';
import { readOptions, UsageError } from '../../scripts/bench/options.ts';
import { median, type Result } from '../../scripts/bench/results.ts';
import { formatResults } from '../../scripts/bench/table.ts';

function result(tool: string, command: string, records: number, wallMs: number): Result {
  const figures = { wallMs, cpuMs: wallMs, peakBytes: 5e8 };
  return { records, tool, command, step: 'cold', runs: [figures], median: figures };
}

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
    expect(options).toMatchObject({ records: [100, 1000], only: ['check', 'report'], against: [] });
  });

  it.each([
    ['--records', 'many'],
    ['--records', '5'],
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

  it('takes the middle of odd and even numbers of runs', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('judges what was measured, and says how to measure the rest', () => {
    const results = [
      result('flakebook', 'check', 10_000, 12_000),
      result('eleventy 3.1.8', 'build', 10_000, 15_000),
    ];
    const aims = judgeAims(results);
    expect(aims.find(({ what }) => what.includes("Eleventy's build"))).toMatchObject({ met: true });
    expect(aims.filter(({ met }) => met === undefined).every(({ how }) => how?.startsWith('--records'))).toBe(
      true,
    );
    expect(formatResults(results, aims)).toContain('12.00 s / 15.00 s = 0.80');
  });
});
