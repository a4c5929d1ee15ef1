import type { Book } from '../book/book.ts';

export interface FoundId {
  /** `issue` for `DS-FLAKY-003`, `test` for `DS-FLAKY-003a`. */
  readonly what: 'issue' | 'test';
  readonly id: string;
  readonly index: number;
  readonly length: number;
}

let compiled: { prefixes: Book['prefixes']; pattern: RegExp } | undefined;

/** Bare issue and test ids in a sentence, by the prefixes of the book. */
export function findIssueIds(text: string, book: Pick<Book, 'prefixes'>): FoundId[] {
  if (book.prefixes.length === 0) return [];
  if (compiled?.prefixes !== book.prefixes)
    compiled = { prefixes: book.prefixes, pattern: patternOf(book.prefixes) };
  return [...text.matchAll(compiled.pattern)].map((match) => {
    const [whole, id = '', letter] = match;
    return {
      what: letter ? 'test' : 'issue',
      id: letter ? whole : id,
      index: match.index,
      length: whole.length,
    };
  });
}

function patternOf(prefixes: Book['prefixes']): RegExp {
  const any = prefixes.map(({ prefix }) => prefix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return new RegExp(`(?<![\\w/-])((?:${any})\\d+)([a-z])?(?![\\w-])`, 'gu');
}
