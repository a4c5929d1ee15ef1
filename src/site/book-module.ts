import type { AstroConfig } from 'astro';
import type { SiteBook } from './site-book.ts';

type VitePlugin = NonNullable<NonNullable<AstroConfig['vite']['plugins']>[number]>;

const KEY = 'flakebook.site';
const NAME = 'virtual:flakebook/book';
const RESOLVED = `\0${NAME}`;

/**
 * Lets pages import the book as `virtual:flakebook/book`. Pages are bundled, and the book, its parsers and its highlighter
 * are not: both meet in this process, through the global registry of symbols.
 */
export function bookModule(book: SiteBook): VitePlugin {
  Reflect.set(globalThis, Symbol.for(KEY), book);
  return {
    name: 'flakebook:book',
    resolveId: (id: string) => (id === NAME ? RESOLVED : undefined),
    load: (id: string) =>
      id === RESOLVED ? `export const book = globalThis[Symbol.for('${KEY}')];` : undefined,
  };
}
