import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeAxis } from '../../src/pages/blocks/time-axis.ts';
import { arbitraryWhen } from '../asof/arbitrary.ts';

const labels = (from: string, to: string) => timeAxis('UTC', from, to).ticks.map(({ label }) => label);

describe('an axis of time', () => {
  it('names its ends where it is short, then months, quarters and years', () => {
    expect(labels('2026-02-03', '2026-02-20')).toEqual(['2026-02-03', '2026-02-20']);
    expect(labels('2025-12-20', '2026-03-20')).toEqual(['2026-01', '2026-02', '2026-03']);
    expect(labels('2025-01-20', '2026-03-20')).toEqual(['2025-04', '2025-07', '2025-10', '2026-01']);
    expect(labels('2021-06-01', '2026-03-20')).toEqual([
      '2022-01',
      '2023-01',
      '2024-01',
      '2025-01',
      '2026-01',
    ]);
  });

  it('keeps the order of dates, from 0 to 1', () => {
    const property = fc.property(fc.array(arbitraryWhen(), { minLength: 2 }), (dates) => {
      const ms = (when: string) => Date.parse(when.length > 10 ? when : `${when}T23:59:59.999Z`);
      const sorted = dates.toSorted((a, b) => ms(a) - ms(b));
      const [first = '', last = ''] = [sorted[0], sorted.at(-1)];
      const places = sorted.map(timeAxis('UTC', first, last).at);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places[0]).toBe(0);
      expect([0, 1]).toContain(places.at(-1));
    });
    fc.assert(property);
  });
});
