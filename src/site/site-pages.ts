import type { Cache } from '../host/cache.ts';
import { digestText } from '../host/digest.ts';
import type { OpenBook } from '../host/open-book.ts';
import { onPage, pageFault } from '../host/our-mistake.ts';
import { renderPage } from '../host/render-page.ts';
import type { Route } from '../pages/document.ts';
import { framePages } from '../pages/frame.ts';
import type { PageSpec } from '../pages/pages.ts';
import {
  fillSlots,
  linksAt,
  notFoundPage,
  type SiteAddress,
  type SitePage,
  type SlottedPage,
} from '../render/site-page.ts';
import { filesBeside } from './beside-page.ts';

/** The pages of a book's site. Each is made when it is asked for. */
export interface SitePages {
  readonly specs: ReadonlyMap<Route, PageSpec>;
  /** Changes whenever what the layout gets does. The page is composed only where it may have changed. */
  digest(spec: PageSpec): string;
  /** @throws UserError */
  page(spec: PageSpec): Promise<SitePage>;
  slots(page: SitePage): SlottedPage;
  /** A page in its other forms, by path. */
  beside(spec: PageSpec, page: SitePage): ReadonlyMap<string, string>;
  notFound(): SlottedPage;
}

export function sitePages(book: OpenBook, cache: Cache, address: SiteAddress): SitePages {
  const specs = [...book.pages('site')];
  const frameOf = framePages(book.now, specs);
  const links = linksAt(address);
  const slots = (page: SitePage) => fillSlots(page, address);
  return {
    specs: new Map(specs.map((spec) => [spec.route, spec])),
    digest: (spec) =>
      digestText([onPage(spec, () => book.digest(spec)), JSON.stringify(frameOf(spec.route))].join('\n')),
    async page(spec) {
      const frame = frameOf(spec.route);
      try {
        if (!frame) throw new Error('a page without a frame');
        const { root, ...entry } = onPage(spec, () => book.page(spec));
        return { ...entry, ...(await renderPage(cache, { ...entry, root }, links)), frame };
      } catch (error) {
        throw pageFault(spec.route, error);
      }
    },
    slots,
    beside: (spec, page) => onPage(spec, () => filesBeside(page, book.page(spec))),
    notFound: () => slots(notFoundPage(book.now.settings.title, address)),
  };
}
