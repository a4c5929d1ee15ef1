import { ofLast } from '../../core/of-last.ts';
import type { Book } from '../book/book.ts';

export interface FoundId {
  /** `issue` for `DS-FLAKY-003`, `test` for `DS-FLAKY-003a`. */
  readonly what: 'issue' | 'test';
  readonly id: string;
  readonly index: number;
  readonly length: number;
}

/** Bare issue and test ids in a sentence, by the prefixes of the book. */
export function findIssueIds(text: string, book: Pick<Book, 'prefixes'>): FoundId[] {
  if (book.prefixes.length === 0) return [];
  return [...text.matchAll(patternOf(book.prefixes))].map((match) => {
    const [whole, id = '', letter] = match;
    return {
      what: letter ? 'test' : 'issue',
      id: letter ? whole : id,
      index: match.index,
      length: whole.length,
    };
  });
}

const patternOf = ofLast((prefixes: Book['prefixes']) => {
  const any = prefixes.map(({ prefix }) => prefix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return new RegExp(`(?<![\\w/-])((?:${any})\\d+)([a-z]{1,2})?(?![\\w-])`, 'gu');
});
