import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitTable } from '../../../src/runs/verdict/bit-table.ts';

const COLUMNS = 70;
const bits = fc.uniqueArray(fc.nat(COLUMNS - 1));

function tableOf(...rows: readonly (readonly number[])[]): BitTable {
  const table = new BitTable(rows.length, COLUMNS);
  for (const [i, row] of rows.entries()) for (const column of row) table.set(i, column);
  return table;
}

describe('a table of bits', () => {
  it('has what was set, and nothing else', () => {
    const property = fc.property(bits, bits, (a, b) => {
      const table = tableOf(a, b);
      const read = (row: number) =>
        Array.from({ length: COLUMNS }, (_, i) => i).filter((i) => table.has(row, i));
      expect([read(0), read(1)]).toEqual([a, b].map((row) => row.toSorted((x, y) => x - y)));
    });
    fc.assert(property);
  });

  it('counts what two rows have in common, also of two tables', () => {
    const property = fc.property(bits, bits, (a, b) => {
      const common = a.filter((column) => b.includes(column)).length;
      const table = tableOf(a, b);
      expect(table.countCommon(0, table, 1)).toBe(common);
      expect(tableOf(b).countCommon(0, table, 0)).toBe(common);
      expect(table.countCommon(0, table, 0)).toBe(a.length);
      expect(table.haveCommon(0, 1)).toBe(common > 0);
    });
    fc.assert(property);
    const all = Array.from({ length: COLUMNS }, (_, i) => i);
    expect(tableOf(all).countCommon(0, tableOf(all), 0)).toBe(COLUMNS);
  });

  it('merges a row into another', () => {
    const table = tableOf([1, 40], [2, 40], [3]);
    table.merge(0, 1);
    expect([1, 2, 3, 40].map((column) => table.has(0, column))).toEqual([true, true, false, true]);
    expect([table.haveCommon(1, 2), table.has(1, 1)]).toEqual([false, false]);
  });
});
