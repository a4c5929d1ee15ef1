import type { SitePage } from '../site-book.ts';

/** What a page is found by besides its words. */
export function facetsOf({ facets }: SitePage): (readonly [filter: string, value: string])[] {
  return Object.entries(facets).flatMap(([name, values]) =>
    values.map((value) => [`${name}[data-value]`, value] as const),
  );
}

/** What lists and reports say, the pages of the records say too: the search would find everything many times over. */
export function isSearched({ kind }: SitePage): boolean {
  return !['home', 'index', 'changes', 'archive'].includes(kind);
}

export function isFoundByTitle({ kind }: SitePage): boolean {
  return kind === 'report';
}
