import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cache } from '../host/cache.ts';
import { digestText } from '../host/digest.ts';
import type { OpenBook } from '../host/open-book.ts';
import type { StagedEdition } from '../host/output-folder.ts';
import { type Manifest, stageFiles } from '../host/outputs.ts';
import type { SiteAddress } from '../render/site-page.ts';
import { indexPages } from './search/index-pages.ts';
import { fillShell, type Shells } from './shells.ts';
import { pageFile, siteFiles } from './site-files.ts';
import { sitePages } from './site-pages.ts';

const PAGES_PER_SAVE = 500;

/**
 * Writes a site: fills the shells with the pages that show something new. All other files stay as they are.
 * @param last what is known of the site as it stands.
 */
export async function writeSite(
  book: OpenBook,
  cache: Cache,
  { shells, address }: { readonly shells: Shells; readonly address: SiteAddress },
  staged: StagedEdition,
  last: Manifest | undefined,
): Promise<void> {
  const files = stageFiles(staged, last);
  const pages = sitePages(book, cache, address);
  for (const spec of pages.specs.values()) {
    const file = pageFile(spec.route);
    const digest = digestText(`${shells.digest} ${JSON.stringify(address)} ${pages.digest(spec)}`);
    if (files.keep(file, digest)) continue;
    files.write(file, digest, fillShell(shells, pages.slots(await pages.page(spec))));
    // What is put into the cache as it comes does not pile up in memory.
    if (staged.digests.size % PAGES_PER_SAVE === 0) book.save();
  }
  book.save();
  const put = (file: string, content: string | Uint8Array) => {
    const digest = digestText(content);
    if (!files.keep(file, digest)) files.write(file, digest, content);
  };
  put('404.html', fillShell(shells, pages.notFound()));
  for (const [file, text] of Object.entries(shells.assets)) put(file, Buffer.from(text, 'base64'));
  for (const [file, text] of siteFiles(book.now, pages.specs.keys(), address)) put(file, text);
  await writeIndex([...pages.specs.keys()].map(pageFile), staged, last);
}

/** Makes the index of the search anew if any page is new, or gone. */
async function writeIndex(
  pages: readonly string[],
  { path, fresh, kept }: StagedEdition,
  last: Manifest | undefined,
): Promise<void> {
  const isPage = (file: string) => file.endsWith('/index.html') || file === 'index.html';
  const before = last ? [...last.files.keys()].filter(isPage) : [];
  const index = last ? [...last.files].filter(([file]) => file.startsWith('pagefind/')) : [];
  if (index.length > 0 && before.length === pages.length && pages.every((file) => kept.has(file))) {
    for (const [file, known] of index) kept.set(file, known);
    return;
  }
  await indexPages(
    pages.map((file) => ({
      file,
      read: () => readFileSync(join(kept.has(file) ? path : fresh, file), 'utf8'),
    })),
    join(fresh, 'pagefind'),
  );
}
