import fc from 'fast-check';
import { expect, it } from 'vitest';
import { termsOf, wordsIn } from '../../src/site/search/terms.ts';

const PARTLESS = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`;
const SIGN = new RegExp(String.raw`${PARTLESS}|[\p{L}\p{M}\p{N}]`, 'u');

/** Sign by sign, as the words of `WORDS` say it. */
function slowWordsIn(text: string): string[] {
  const words: string[] = [];
  let isOpen = false;
  for (const sign of text) {
    const isWhole = new RegExp(PARTLESS, 'u').test(sign);
    if (!SIGN.test(sign)) isOpen = false;
    else if (isOpen && !isWhole) words.push(`${words.pop()}${sign}`);
    else {
      words.push(sign);
      isOpen = !isWhole;
    }
  }
  return words;
}

const SIGNS = [...'aZ9_- ', 'é', 'e\u0301', 'ﬁ', 'ß', 'İ', '日', 'ひ', 'カ', '한', '٣', '😀', '𝒜', '–'];
const texts = fc.array(fc.constantFrom(...SIGNS), { maxLength: 12 }).map((signs) => signs.join(''));

it('words are letters and digits without a break, of whatever script', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(Array.from(wordsIn(text), ([word]) => word)).toEqual(slowWordsIn(text));
    }),
    { numRuns: 1000, seed: 3 },
  );
});

it('a word is found by itself and its parts, in any case and without accents', () => {
  expect(termsOf('Graceful')).toEqual(['graceful']);
  expect(termsOf('gracefulShutdown')).toEqual(['gracefulshutdown', 'graceful', 'shutdown']);
  expect(termsOf('JSONParser64')).toEqual(['jsonparser64', 'json', 'parser', '64']);
  expect(termsOf('Éclair')).toEqual(['eclair']);
});
