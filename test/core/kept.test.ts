import { expect, test } from 'vitest';
import { remembered } from '../../src/core/kept.ts';

test('what is remembered is made once, until there is too much of it', () => {
  const made: string[] = [];
  const upper = remembered(
    (text: string) => {
      made.push(text);
      return text.toUpperCase();
    },
    5,
    (text) => text.length,
  );
  expect(['a', 'bc', 'a', 'de', 'a'].map(upper)).toEqual(['A', 'BC', 'A', 'DE', 'A']);
  expect(made).toEqual(['a', 'bc', 'de']);
  expect(['f', 'f', 'a'].map(upper)).toEqual(['F', 'F', 'A']);
  expect(made).toEqual(['a', 'bc', 'de', 'f', 'a']);
});
