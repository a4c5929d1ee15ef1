import { encodePath } from '../core/url.ts';
import type { Document } from '../pages/document.ts';
import { pageOf } from '../pages/routes.ts';
import type { DataOf } from '../records/published/data-schemas.ts';
import { besideFile, besideLinks } from '../render/links.ts';
import { renderMarkdown } from '../render/markdown.ts';
import type { SitePage } from '../render/site-page.ts';
import { json } from './data-files.ts';
import { type IndexedPage, indexedPage } from './search/index-files.ts';
import { searchedText } from './search/page-text.ts';

/** A page in its other forms, by path, and as the index of the search has it. */
export interface BesidePage {
  readonly files: ReadonlyMap<string, string>;
  readonly indexed: IndexedPage;
}

export function besidePage(page: SitePage, document: Document): BesidePage {
  const texts = searchedText(page);
  const { kind, title, description, facets, frame, headings = [] } = page;
  const [markdown, data] = [besideFile(frame.route, 'md'), besideFile(frame.route, 'json')];
  const facts: DataOf<'page'> = {
    kind,
    title,
    description,
    asOf: frame.asOf,
    page: pageOf(frame.route),
    markdown: encodePath(markdown),
    facets: Object.fromEntries(Object.entries(facets).map(([name, values]) => [name, [...values]])),
    text: texts?.get(''),
    parts: headings.map(({ text, depth, slug }) => ({
      title: text,
      level: depth,
      anchor: slug,
      text: texts?.get(slug),
    })),
    above: frame.trail.map(({ to }) => pageOf(to)),
    previous: frame.previous && pageOf(frame.previous.to),
    next: frame.next && pageOf(frame.next.to),
  };
  const files = new Map([
    [markdown, renderMarkdown(document, besideLinks)],
    [data, json(facts)],
  ]);
  return { files, indexed: indexedPage(page, texts) };
}
