import { atKey } from '../core/kept.ts';
import type { Document } from '../pages/document.ts';
import { createHighlighter, type Highlighter } from '../render/highlight.ts';
import { type RenderedPage, renderHtml } from '../render/html.ts';
import type { Links } from '../render/page.ts';
import type { Cache } from './cache.ts';
import { digestText } from './digest.ts';

/** One for each cache, in which it keeps the blocks that it has highlighted. */
const highlighters = new WeakMap<Cache, Highlighter>();

/** A page as HTML. */
export async function renderPage(cache: Cache, document: Document, links: Links): Promise<RenderedPage> {
  const highlighter = atKey(highlighters, cache, () => createHighlighter(blocksIn(cache)));
  return renderHtml(document, links, highlighter);
}

/** What a block looks like depends on its text alone: it reads nothing else. */
function blocksIn(cache: Cache) {
  return {
    get: (key: string) => cache.stamp('highlighted', digestText(key))?.value,
    set: (key: string, value: string) =>
      cache.setStamp('highlighted', digestText(key), { madeFrom: '', value }),
  };
}
