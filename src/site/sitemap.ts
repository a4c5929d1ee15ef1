import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Addresses of all pages (https://www.sitemaps.org/protocol.html). They are encoded already, so nothing in them wants an escape but `&`. */
export function writeSitemap(
  folder: string,
  pages: readonly { readonly pathname: string }[],
  origin: string,
  base: string,
): void {
  const addresses = pages
    .filter(({ pathname }) => !/^404\b/.test(pathname))
    .map(({ pathname }) => new URL(base + pathname, origin).href.replaceAll('&', '&amp;'))
    .sort();
  const urls = addresses.map((address) => `<url><loc>${address}</loc></url>\n`).join('');
  writeFileSync(
    join(folder, 'sitemap.xml'),
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}</urlset>\n`,
  );
}
