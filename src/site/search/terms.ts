import { stemmer } from 'stemmer';

/**
 * A word: letters and digits without a break. Scripts that part no words have a word for each sign. The first choice fits
 * no other words than the last, but most words, and in half the time.
 */
const WORDS =
  /[A-Za-z\d]+(?![A-Za-z\d\u{80}-\u{10ffff}])|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}])+/gu;
/** What stands in a name of code: `graceful` and `Shutdown`, `JSON` and `Parser`, `float` and `64`. */
const PARTS = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}]+|\p{N}+/gu;
const SIMPLE = /^(?:[A-Z]?[a-z]+|\d+)$/;
const LONGEST_TERM = 40;

/** The words of a text, in order, with their places. */
export function wordsIn(text: string): RegExpStringIterator<RegExpExecArray> {
  return text.matchAll(WORDS);
}

/** The same without their places, in half the time. */
export function plainWordsIn(text: string): readonly string[] {
  return text.match(WORDS) ?? [];
}

/** What a word is looked up by: as in any case, and without accents. */
export function termOf(word: string): string {
  const short = word.slice(0, LONGEST_TERM);
  const isPlain = /^\p{ASCII}*$/u.test(short);
  return (isPlain ? short : short.normalize('NFKD').replace(/\p{M}+/gu, '')).toLowerCase();
}

/** What a word is made of; none where it is one piece. */
export function partsOf(word: string): readonly string[] {
  if (SIMPLE.test(word)) return NONE;
  const parts = word.match(PARTS) ?? NONE;
  return parts.length > 1 ? parts : NONE;
}

const NONE: readonly string[] = [];

/** All that a word of a page is found by: itself, and its parts. */
export function termsOf(word: string): string[] {
  return [word, ...partsOf(word)].map(termOf);
}

/** The file of the index that has a term: one for each two characters that terms begin with. */
export function shardOf(term: string): string {
  const start = [...term].slice(0, 2).join('');
  if (/^[a-z\d]+$/.test(start)) return start;
  return `_${[...start].map((sign) => sign.codePointAt(0)?.toString(16)).join('_')}`;
}

/** How well a term of the index answers what somebody typed: 0 where it does not. */
export function answers(term: string, asked: string): number {
  if (term[0] !== asked[0]) return 0;
  if (term === asked) return 4;
  if (stemmer(term) === stemmer(asked)) return 3;
  // `in` begins too many words.
  return asked.length > 2 && term.startsWith(asked) ? 2 : 0;
}
