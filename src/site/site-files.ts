import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SITE_FOLDER } from '../host/code-version.ts';
import type { OpenBook } from '../host/open-book.ts';
import type { Route } from '../pages/document.ts';
import type { Links } from '../render/page.ts';
import { linksAt, SHARED_IMAGE, type SiteAddress } from '../render/site-page.ts';
import { dataFiles } from './data-files.ts';

/** The file of a page below the folder of its site. */
export function pageFile(route: Route): string {
  return route === '' ? 'index.html' : `${route}/index.html`;
}

/** The files of a site that are no pages, by path. */
export function siteFiles(
  book: Pick<OpenBook, 'now' | 'failures'>,
  routes: Iterable<Route>,
  address: SiteAddress,
): ReadonlyMap<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>(dataFiles(book.now, book.failures()));
  // Whoever shows a preview takes no relative address.
  if (address.origin !== undefined)
    files.set(SHARED_IMAGE.file, readFileSync(join(SITE_FOLDER, 'layout/share.png')));
  if (address.isWhole && address.origin !== undefined)
    files.set('sitemap.xml', sitemap(routes, linksAt(address), address.origin));
  return files;
}

/** Addresses of all pages (https://www.sitemaps.org/protocol.html). They are encoded already, so nothing in them wants an escape but `&`. */
function sitemap(routes: Iterable<Route>, links: Links, origin: string): string {
  const addresses = [...routes]
    .map((route) => new URL(links.href('', route), origin).href.replaceAll('&', '&amp;'))
    .sort();
  const urls = addresses.map((address) => `<url><loc>${address}</loc></url>\n`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}</urlset>\n`;
}
