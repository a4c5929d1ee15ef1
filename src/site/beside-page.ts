import { encodePath } from '../core/url.ts';
import type { Document } from '../pages/document.ts';
import { pageOf } from '../pages/routes.ts';
import type { DataOf } from '../records/published/data-schemas.ts';
import { besideFile, besideLinks } from '../render/links.ts';
import { renderMarkdown } from '../render/markdown.ts';
import type { SitePage } from '../render/site-page.ts';
import { json } from './data-files.ts';

/** A page in its other forms, by path. */
export function filesBeside(page: SitePage, document: Document): Map<string, string> {
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
    parts: headings.map(({ text, depth, slug }) => ({ title: text, level: depth, anchor: slug })),
    above: frame.trail.map(({ to }) => pageOf(to)),
    previous: frame.previous && pageOf(frame.previous.to),
    next: frame.next && pageOf(frame.next.to),
  };
  return new Map([
    [markdown, renderMarkdown(document, besideLinks)],
    [data, json(facts)],
  ]);
}
