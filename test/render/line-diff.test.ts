import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedWords, compareLines, stretchesOf } from '../../src/render/nodes/compare.ts';

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

it('folds what is far from every change, and loses no line', () => {
  const lines = fc.array(fc.constantFrom('a', 'b'), { maxLength: 60 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const compared = compareLines(before, after);
      const stretches = stretchesOf(compared);
      expect(stretches.flatMap((stretch) => stretch.lines)).toEqual(compared);
      for (const { kind, lines } of stretches) {
        expect(new Set(lines.map(({ side }) => side === 'both')).size).toBe(1);
        if (kind === 'same' && stretches.length > 1) expect(lines.length).toBeLessThanOrEqual(8);
      }
    }),
  );
  const same = Array.from({ length: 20 }, (_, i) => `${i}`);
  const kinds = stretchesOf(compareLines([...same, 'x', ...same], [...same, 'y', ...same])).map(
    ({ kind, lines }) => `${lines.length} ${kind}`,
  );
  expect(kinds).toEqual(['17 folded', '3 same', '2 changed', '3 same', '17 folded']);
});

it('marks the words that changed, and none of lines that have nothing in common', () => {
  const cut = (line: string, ranges: readonly { from: number; to: number }[]) =>
    ranges.map(({ from, to }) => line.slice(from, to));
  const [before, after] = ['client = New(redis, sharedStream)', 'client = New(redis, testStream)'];
  const words = changedWords(before, after);
  expect([cut(before, words.before), cut(after, words.after)]).toEqual([['sharedStream'], ['testStream']]);
  expect(changedWords('time.Sleep(5)', 'Eventually(func() {')).toEqual({ before: [], after: [] });
});
