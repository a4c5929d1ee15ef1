import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentsOf, FIXTURES, findingsOf, shippedBook } from './documents.ts';

const expected = readFileSync(join(FIXTURES, 'contradicting/expected.txt'), 'utf8').trim().split('\n');

describe('documents with planted contradictions', () => {
  it.each(documentsOf('contradicting'))('%s: each is found at its line, and nothing else', (name, text) => {
    const own = expected
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1));
    expect(own.length).toBeGreaterThan(1);
    expect(findingsOf(text)).toEqual(own);
  });
});

describe('documents of the same kinds without one', () => {
  const knowledge = shippedBook();
  it.each(documentsOf('consistent'))(
    '%s: nothing is found, with a book about something else neither',
    (_, text) => {
      expect(findingsOf(text)).toEqual([]);
      expect(findingsOf(text, knowledge)).toEqual([]);
    },
  );
});
