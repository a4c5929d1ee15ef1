import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRegex } from '../../src/records/fields/regex.ts';
import '../support/property-seed.ts';

const PIECES = [
  'a',
  'lost',
  '.',
  '\\d+',
  '[ab]*',
  '(a|b1)+',
  '^',
  '$',
  '\\b',
  '(?i)A',
  '(?:1|é)?',
  'a{2,3}',
  '\\s',
];
const SIGNS = ['a', 'A', 'b', 'lost', '1', ' ', '\n', 'é', '😀'];

test('an expression finds the same however often and in whatever length of text it is tried', () => {
  const pieces = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 });
  const signs = fc.array(fc.constantFrom(...SIGNS), { maxLength: 12 });
  fc.assert(
    fc.property(pieces, signs, (source, words) => {
      const read = readRegex(source.join(''));
      if (!('regex' in read)) return;
      const text = words.join('');
      for (const one of [text, `${'\n-'.repeat(300)}\n${text}`]) {
        const isFound = read.regex.find(one) !== undefined;
        const answers = Array.from({ length: 12 }, () => read.regex.test(one));
        expect(new Set(answers)).toEqual(new Set([isFound]));
      }
    }),
    { numRuns: 500 },
  );
});
