import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ofLast } from '../core/kept.ts';
import { digestText } from '../host/digest.ts';
import type { OpenBook } from '../host/open-book.ts';
import { onPage, pageFault } from '../host/our-mistake.ts';
import type { Route } from '../pages/document.ts';
import { framePages } from '../pages/frame.ts';
import type { PageSpec } from '../pages/pages.ts';
import { renderHtml } from '../render/html.ts';
import {
  fillSlots,
  linksAt,
  notFoundPage,
  type SiteAddress,
  type SitePage,
  type SlottedPage,
} from '../render/site-page.ts';
import { type BesidePage, besidePage } from './beside-page.ts';
import { type IndexedPage, indexFiles } from './search/index-files.ts';

/** The pages of a book's site. Each is made when it is asked for. */
export interface SitePages {
  /** Whoever makes them as they come composes each once. */
  readonly specs: Iterable<PageSpec>;
  /** Changes whenever what the layout gets does. The page is composed only where it may have changed. */
  digest(spec: PageSpec): string;
  /** @throws UserError */
  page(spec: PageSpec): Promise<SitePage>;
  slots(page: SitePage): SlottedPage;
  beside(spec: PageSpec, page: SitePage): BesidePage;
  /** The files of the index that finds pages, by path. */
  index(pages: ReadonlyMap<Route, IndexedPage>): ReadonlyMap<string, string>;
  notFound(): SlottedPage;
}

/** @param content the folder of its records. */
export function sitePages(book: OpenBook, address: SiteAddress, content: string): SitePages {
  const frameOf = ofLast(framePages(book.now, (file) => existsSync(join(content, file))));
  const links = linksAt(address);
  const slots = (page: SitePage) => fillSlots(page, address);
  return {
    specs: { [Symbol.iterator]: () => book.pages('site')[Symbol.iterator]() },
    digest: (spec) =>
      digestText([onPage(spec, () => book.digest(spec)), JSON.stringify(frameOf(spec))].join('\n')),
    async page(spec) {
      try {
        const { root, ...entry } = onPage(spec, () => book.page(spec));
        return { ...entry, ...(await renderHtml({ ...entry, root }, links)), frame: frameOf(spec) };
      } catch (error) {
        throw pageFault(spec.route, error);
      }
    },
    slots,
    beside: (spec, page) => onPage(spec, () => besidePage(page, book.page(spec))),
    index: (pages) => indexFiles(pages, links, address.base),
    notFound: () => slots(notFoundPage(book.now.settings.title, address)),
  };
}
