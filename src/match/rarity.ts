import { once } from '../core/kept.ts';
import { type Line, type Reading, readFailure } from './reading.ts';
import stockPhrases from './stock-phrases.json' with { type: 'json' };
import stockWords from './stock-words.json' with { type: 'json' };
import type { Token } from './tokens.ts';

interface StockPhrase {
  readonly text: string;
  readonly tokens: () => readonly Token[];
}

/** What tools say of any failure. Each is read when somebody asks for its tokens. */
export const stock: readonly StockPhrase[] = stockPhrases.phrases.map((text) => ({
  text,
  tokens: once(() => linesOf(readFailure(text)).flatMap(({ tokens }) => tokens)),
}));

/** In how many phrases each word stands, in lower case; common words in one at least. `test/match/stock-phrases.test.ts` writes the file. */
const stockCounts: ReadonlyMap<string, number> = new Map(Object.entries(stockWords));

function linesOf({ wrappers, said }: Reading): readonly Line[] {
  return [...wrappers, ...said];
}

/** The words in lower case, each once. */
export function wordsOf(lines: readonly Line[]): Set<string> {
  return new Set(
    lines.flatMap(({ tokens }) =>
      tokens.flatMap(({ kind, text }) => (kind === 'word' ? [text.toLowerCase()] : [])),
    ),
  );
}

/** A word that no tool says of itself: it may tell one failure from others. */
export function isOwn({ kind, text }: Token): boolean {
  return kind === 'word' && text.length > 2 && !isStock(text.toLowerCase());
}

/**
 * Whether the stock words know the language of a line, by its words that are no names: of another language they cannot tell
 * what any tool says.
 */
export function knowsLanguage({ tokens }: Line): boolean {
  const words = tokens.filter(
    ({ kind, text }) => kind === 'word' && text.length > 2 && /^[^\p{Lu}]+$/u.test(text),
  );
  return words.filter((token) => !isOwn(token)).length >= KNOWN * words.length;
}

/** The least share of the words of an English line that any tool says. */
const KNOWN = 1 / 3;

function isStock(word: string): boolean {
  return (
    stockCounts.has(word) ||
    /(?:error|exception|failure)$/.test(word) ||
    stockCounts.has(word.replace(/(?:ed|s|ing)$/, ''))
  );
}

/**
 * A name that somebody gave something in a program: `orders_number_key`, `/checkout`, `#total`. What is called may be of a
 * library, and what begins as an assertion is: `to_have_text`.
 */
export function isName(token: Token, line: string): boolean {
  if (
    !isOwn(token) ||
    line[token.end] === '(' ||
    /^(?:assert|expect|should|verify|to|be|have)_/i.test(token.text)
  )
    return false;
  return token.text.includes('_') || /[/#]/.test(line[token.start - 1] ?? '');
}

/** How many times more a phrase of any tool counts than one of the book: it stands for all that nobody collected. */
const STOCK_COUNTS = 4;

/** How much a word tells: the fewer of the book's symptoms, of the failures in its runs and of the stock phrases have it, the more. */
export class Rarity {
  readonly #counts = new Map<string, number>();
  #size = 0;

  /** @param texts of the book; `times` says how many failures had that text. */
  constructor(texts: Iterable<{ readonly reading: Reading; readonly times?: number }> = []) {
    for (const { reading, times = 1 } of texts) {
      this.#size += times;
      for (const word of wordsOf(linesOf(reading)))
        this.#counts.set(word, (this.#counts.get(word) ?? 0) + times);
    }
  }

  /** In bits. */
  weigh({ kind, text }: Token): number {
    return kind === 'word' ? this.of(text.toLowerCase()) : { sign: 1, number: 0.5, code: 6, value: 0 }[kind];
  }

  /** The bits of a word in lower case. */
  of(word: string): number {
    const seen = STOCK_COUNTS * (stockCounts.get(word) ?? 0) + (this.#counts.get(word) ?? 0);
    return Math.log2(1 + (stock.length + this.#size) / (1 + seen));
  }

  weighAll(tokens: readonly Token[]): number {
    return tokens.reduce((sum, token) => sum + this.weigh(token), 0);
  }
}
