import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countBlocks,
  fisher,
  holds,
  isRate,
  isSmall,
  luck,
  passesNeeded,
  redByFlake,
  wilson,
} from '../../../src/runs/verdict/statistics.ts';

/** Per cent with one decimal, as on pages. */
const percent = (share: number) => Math.round(share * 1000) / 10;

describe('the Wilson interval', () => {
  it.each([
    [3, 50, 6, 2.1, 16.2],
    [2, 20, 10, 2.8, 30.1],
    [0, 157, 0, 0, 2.4],
    [0, 1, 0, 0, 79.3],
  ])('of %i of %i is %d %% [%d, %d]', (failures, runs, value, low, high) => {
    const rate = wilson(failures, runs);
    expect([rate.value, rate.low, rate.high].map(percent)).toEqual([value, low, high]);
    expect(rate).toMatchObject({ failures, runs });
  });

  it('knows nothing of no runs', () => {
    expect(wilson(0, 0)).toEqual({ failures: 0, runs: 0, value: 0, low: 0, high: 1 });
  });

  it('ends at 1 where everything failed', () => {
    expect(wilson(5, 5)).toMatchObject({ value: 1, high: 1 });
  });

  it('holds its rate, and narrows with more runs of the same rate', () => {
    const property = fc.property(
      fc.nat(5000),
      fc.nat(5000),
      fc.integer({ min: 2, max: 9 }),
      (x, passes, k) => {
        const n = x + passes;
        const { value, low, high } = wilson(x, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
        const more = wilson(k * x, k * n);
        if (n > 0) expect(more.high - more.low).toBeLessThan(high - low);
      },
    );
    fc.assert(property);
  });
});

/** x, n, m, luck, passes needed, and how likely the fix holds from q = 0.5 and 0.75: worked out with 30 digits (mpmath). */
const CHECKED = [
  [1, 20, 20, 0.5, 380, 0.666667, 0.857143],
  [1, 20, 380, 0.05, 380, 0.952381, 0.983607],
  [1, 3, 16, 0.157895, 57, 0.863636, 0.95],
  [2, 20, 60, 0.060127, 68, 0.943283, 0.980352],
  [3, 50, 83, 0.051134, 84, 0.951353, 0.983241],
  [3, 50, 84, 0.049989, 84, 0.952391, 0.98361],
  [3, 13, 19, 0.057661, 21, 0.945482, 0.981142],
  [5, 15, 16, 0.017674, 11, 0.982633, 0.994143],
  [5, 50, 40, 0.048209, 40, 0.954008, 0.984184],
  [8, 33, 12, 0.064412, 14, 0.939486, 0.978981],
  [13, 39, 8, 0.057738, 9, 0.945413, 0.981117],
  [34, 39, 2, 0.02561, 2, 0.97503, 0.991536],
] as const;

/** A record of claims that makes the prior 3/4: (5 + 1) / (6 + 2). */
const THREE_QUARTERS = { judged: 6, held: 5 };

describe('luck', () => {
  it.each(CHECKED)('after %i of %i failed and %i passed is %d', (failures, runs, passes, chance, ...more) => {
    const [needed, even, better] = more;
    const found = luck({ failures, runs }, passes);
    expect(Math.abs(found - chance)).toBeLessThan(1e-6);
    expect(passesNeeded({ failures, runs })).toBe(needed);
    expect(Math.abs(holds(found, { judged: 0, held: 0 }) - even)).toBeLessThan(1e-6);
    expect(Math.abs(holds(found, THREE_QUARTERS) - better)).toBeLessThan(1e-6);
  });

  it('is the product over the failures before', () => {
    const property = fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.nat(300),
      fc.nat(900),
      (failures, passed, m) => {
        const runs = failures + passed;
        let product = 1;
        for (let i = 0; i < failures; i += 1) product *= (runs - i) / (runs + m - i);
        expect(luck({ failures, runs }, m)).toBeCloseTo(product, 9);
      },
    );
    fc.assert(property);
  });

  it('is certain without a pass, and falls with each of them', () => {
    expect(luck({ failures: 2, runs: 9 }, 0)).toBe(1);
    for (let m = 1; m < 200; m += 1)
      expect(luck({ failures: 2, runs: 9 }, m)).toBeLessThan(luck({ failures: 2, runs: 9 }, m - 1));
  });

  it('is small at 5 % and not above', () => {
    expect([0.05, 0.05 + 1e-10, 0.0501].map(isSmall)).toEqual([true, true, false]);
  });
});

describe('the passes needed', () => {
  it('are endless for what never failed', () => {
    expect(passesNeeded({ failures: 0, runs: 50 })).toBe(Number.POSITIVE_INFINITY);
  });

  it('are 19 times the runs after a single failure', () => {
    for (let runs = 1; runs <= 300; runs += 1) expect(passesNeeded({ failures: 1, runs })).toBe(19 * runs);
  });

  it('are the first at which luck is small', () => {
    const property = fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(200), (failures, passed) => {
      const before = { failures, runs: failures + passed };
      const needed = passesNeeded(before);
      expect(isSmall(luck(before, needed))).toBe(true);
      expect(isSmall(luck(before, needed - 1))).toBe(false);
    });
    fc.assert(property);
  });
});

describe('blocks of failures', () => {
  const read = (marks: string) => countBlocks([...marks].map((mark) => mark === 'F'));

  it.each([
    ['PPPPPPPPFFFPFPF', 3, 13],
    ['', 0, 0],
    ['PPP', 0, 3],
    ['FFF', 1, 1],
    ['FPF', 2, 3],
  ])('%s', (marks, failures, runs) => {
    expect(read(marks)).toEqual({ failures, runs });
  });
});

describe('a rate', () => {
  it.each([
    [0, 500, false],
    [1, 3, false],
    [1, 19, false],
    [1, 20, true],
    [2, 2, true],
  ])('of %i of %i', (failures, runs, is) => {
    expect(isRate({ failures, runs })).toBe(is);
  });
});

describe('how likely a fix holds', () => {
  it('has a record of the book from three judged claims', () => {
    expect(holds(1, { judged: 2, held: 0 })).toBe(0.5);
    expect(holds(1, { judged: 3, held: 0 })).toBeCloseTo(0.2, 12);
    expect(holds(1, { judged: 3, held: 3 })).toBeCloseTo(0.8, 12);
  });

  it('is never certain', () => {
    expect(holds(0, { judged: 0, held: 0 })).toBeLessThan(1);
  });
});

describe("Fisher's exact test", () => {
  it('finds 3 of 50 against 0 of 84 just below 5 %, and against 0 of 83 above', () => {
    expect(fisher(3, 50, 0, 84)).toBeCloseTo(0.04999, 5);
    expect(fisher(3, 50, 0, 83)).toBeGreaterThan(0.05);
  });

  it('agrees with the tea tasting of Fisher 1935', () => {
    expect(fisher(3, 4, 1, 4)).toBeCloseTo(17 / 70, 12);
    expect(fisher(4, 4, 0, 4)).toBeCloseTo(1 / 70, 12);
  });

  it('says nothing where nothing ran or nothing failed', () => {
    expect([fisher(0, 0, 0, 0), fisher(0, 0, 3, 9), fisher(2, 9, 0, 0), fisher(0, 9, 0, 9)]).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it('is exact for few runs', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    const property = fc.property(fc.nat(12), fc.nat(12), fc.nat(12), fc.nat(12), (a, b, c, d) => {
      const [n1, n2, failures] = [a + b, c + d, a + c];
      let expected = 0;
      for (let k = a; k <= Math.min(failures, n1); k += 1)
        if (failures - k <= n2)
          expected += (choose(n1, k) * choose(n2, failures - k)) / choose(n1 + n2, failures);
      expect(fisher(a, n1, c, n2)).toBeCloseTo(expected, 9);
    });
    fc.assert(property);
  });

  it('stays a chance with many runs', () => {
    expect(fisher(20_000, 1_000_000, 20_000, 1_000_000)).toBeCloseTo(0.5, 2);
    expect(fisher(20_600, 1_000_000, 20_000, 1_000_000)).toBeCloseTo(0.0012, 3);
    expect(fisher(900_000, 1_000_000, 1000, 1_000_000)).toBe(0);
  });
});

describe('the chance of red by flakes', () => {
  it('is at most 1 % where each of 157 tests fails in 0.0064 % of the runs', () => {
    const rate = 1 - 0.99 ** (1 / 157);
    expect(rate).toBeCloseTo(0.000064, 6);
    expect(redByFlake(Array.from({ length: 157 }, () => rate))).toBeCloseTo(0.01, 12);
  });

  it('is none without tests and sure where one always fails', () => {
    expect([redByFlake([]), redByFlake([0, 0]), redByFlake([0.2, 1])]).toEqual([0, 0, 1]);
    expect(redByFlake([0.1, 0.2])).toBeCloseTo(0.28, 12);
  });
});
