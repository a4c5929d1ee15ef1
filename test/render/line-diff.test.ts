import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareLines } from '../../src/render/nodes/code.ts';

it('puts what went before what came', () => {
  expect(compareLines(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([
    { side: 'both', at: 0 },
    { side: 'before', at: 1 },
    { side: 'after', at: 1 },
    { side: 'both', at: 2 },
  ]);
});

it('gives up on blocks that have nothing in common, and still shows both', () => {
  const before = Array.from({ length: 3000 }, (_, i) => `a${i}`);
  const after = Array.from({ length: 3000 }, (_, i) => `b${i}`);
  expect(compareLines(before, after)).toHaveLength(6000);
});

it('holds both sides whole and in order', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const compared = compareLines(before, after);
      const kept = compared.filter((l) => l.side !== 'before').map((l) => after[l.at]);
      expect(kept).toEqual(after);
      let at = 0;
      for (const line of compared) {
        if (line.side === 'before') expect(line.at).toBe(at);
        if (line.side === 'both') expect(after[line.at]).toBe(before[at]);
        if (line.side !== 'after') at += 1;
      }
      expect(at).toBe(before.length);
    }),
    { seed: 3 },
  );
});
