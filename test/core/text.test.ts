import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bothEnds,
  everyMatch,
  firstLine,
  hasControlCharacter,
  replaceControlCharacters,
} from '../../src/core/text.ts';

describe('the first line of a text', () => {
  test.each([
    ['', ''],
    [' \n\t\r\n', ''],
    ['Error: lost\n    at cart.ts:1', 'Error: lost'],
    ['\n\n  Error: lost  \r\nmore', 'Error: lost'],
    ['one\u2028two', 'one'],
  ])('%j', (text, line) => {
    expect(firstLine(text)).toBe(line);
  });

  test('is cut where it is long, with a sign of it', () => {
    expect(firstLine('x'.repeat(160))).toBe('x'.repeat(160));
    expect(firstLine('x'.repeat(161))).toBe(`${'x'.repeat(159)}…`);
    expect(firstLine('abcdef', 4)).toBe('abc…');
  });

  test('is never cut within a character', () => {
    expect(firstLine('ab💥def', 4)).toBe('ab…');
    expect(firstLine('ab💥def', 5)).toBe('ab💥…');
  });
});

describe('both ends of a text', () => {
  test.each([
    ['', ''],
    ['abcdefg', 'abcdefg'],
    ['abcdefgh', 'ab\n…\ngh'],
    ['a💥cdef💥h', 'a\n…\nh'],
  ])('%j: %j', (text, ends) => {
    expect(bothEnds(text, 7)).toBe(ends);
  });

  test('are never longer than they may be, well formed, and stay as they are', () => {
    const sign = fc.constantFrom('a', 'b', ' ', '\n', '💥', '€');
    fc.assert(
      fc.property(
        fc.string({ unit: sign, maxLength: 60 }),
        fc.integer({ min: 5, max: 40 }),
        (text, length) => {
          const ends = bothEnds(text, length);
          expect(ends.length).toBeLessThanOrEqual(length);
          expect(ends.isWellFormed()).toBe(true);
          expect(bothEnds(ends, length)).toBe(ends);
        },
      ),
    );
  });
});

describe('control characters', () => {
  test.each([
    ['an escape', '\u001b'],
    ['a control character of C1', '\u009b'],
    ['an end of a line', '\u2028'],
    ['an override of the direction', '\u202e'],
    ['a mark of the direction', '\u200f'],
    ['the mark of Arabic letters', '\u061c'],
  ])('%s', (_, character) => {
    expect(hasControlCharacter(`a${character}b`)).toBe(true);
    expect(replaceControlCharacters(`a${character}b${character}`, () => '?')).toBe('a?b?');
  });

  test('letters of any script are none', () => {
    expect(hasControlCharacter('Prüfung 试验 اختبار 💥')).toBe(false);
  });
});

test('every match of an expression is what `matchAll` finds', () => {
  const words = /(?<![\p{L}])(?<first>\p{L})\p{L}*/gu;
  words.lastIndex = 3;
  for (const text of ['an item, einen Käse', '', '1 2', 'x']) {
    expect(everyMatch(words, text)).toEqual([...text.matchAll(/(?<![\p{L}])(?<first>\p{L})\p{L}*/gu)]);
  }
});
