import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fisher,
  luck,
  passesNeeded,
  posterior,
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

describe('luck', () => {
  it.each([
    [0.05, 20, 35.8],
    [0.02, 1, 98],
    [0.005, 100, 60.6],
  ])('of a rate of %d in %i passes is %d %%', (rate, passes, expected) => {
    expect(percent(luck(rate, passes))).toBe(expected);
  });

  it('is certain without a pass or without failures, and none where every run failed', () => {
    expect([luck(0.3, 0), luck(1, 0), luck(0, 1000), luck(1, 1)]).toEqual([1, 1, 1, 0]);
  });
});

describe('the passes needed', () => {
  it.each([
    [0.5, 5],
    [0.2, 14],
    [0.1, 29],
    [0.05, 59],
    [0.02, 149],
    [0.01, 299],
    [0.005, 598],
    [wilson(3, 50).value, 49],
    [wilson(3, 50).low, 144],
  ])('for 95 %% at a rate of %d are %i', (rate, needed) => {
    expect(passesNeeded(rate, 0.95)).toBe(needed);
  });

  it('are endless for what never failed, one for what always did, none for no confidence', () => {
    expect(passesNeeded(0, 0.95)).toBe(Number.POSITIVE_INFINITY);
    expect(passesNeeded(1, 0.95)).toBe(1);
    expect(passesNeeded(0.95, 0.95)).toBe(1);
    expect(passesNeeded(0.5, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(passesNeeded(0.5, 0)).toBe(0);
  });

  it('are no more for rounding where luck comes to 5 % exactly', () => {
    for (let passes = 1; passes <= 500; passes += 1)
      expect(passesNeeded(1 - 0.05 ** (1 / passes), 0.95)).toBe(passes);
  });

  it('are the first at which luck is small enough', () => {
    const property = fc.property(fc.double({ min: 0.0005, max: 0.9, noNaN: true }), (rate) => {
      const needed = passesNeeded(rate, 0.95);
      expect(luck(rate, needed)).toBeLessThanOrEqual(0.05 + 1e-9);
      expect(luck(rate, needed - 1)).toBeGreaterThan(0.05 - 1e-9);
    });
    fc.assert(property);
  });
});

describe('the posterior', () => {
  it.each([
    [1, 50.5],
    [157, 96],
  ])('after %i passes at 2 %% is %d %%', (passes, expected) => {
    expect(percent(posterior(0.02, passes, 0.5))).toBe(expected);
  });

  it('stays what was certain before, and learns nothing about what never failed', () => {
    expect([posterior(0.1, 50, 0), posterior(0.1, 50, 1), posterior(1, 1, 0)]).toEqual([0, 1, 0]);
    expect([posterior(0, 100, 0.5), posterior(0.1, 0, 0.5), posterior(1, 1, 0.5)]).toEqual([0.5, 0.5, 1]);
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

describe('what many passes say', () => {
  it('is never certain of a test that did not always fail', () => {
    for (const [rate, passes] of [
      [0.06, 1000],
      [0.5, 5000],
      [0.999, 1e6],
    ] as const) {
      expect(luck(rate, passes)).toBeGreaterThan(0);
      expect(posterior(rate, passes, 0.5)).toBeLessThan(1);
    }
    expect([luck(1, 1), posterior(1, 1, 0.5), posterior(1, 0, 0.5)]).toEqual([0, 1, 0.5]);
  });
});
