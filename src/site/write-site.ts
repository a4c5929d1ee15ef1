import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cache } from '../host/cache.ts';
import { digestText } from '../host/digest.ts';
import type { OpenBook } from '../host/open-book.ts';
import type { StagedEdition } from '../host/output-folder.ts';
import { listFiles, type Manifest, stageFiles } from '../host/outputs.ts';
import type { Route } from '../pages/document.ts';
import { besideFile } from '../render/links.ts';
import type { SiteAddress } from '../render/site-page.ts';
import { INDEX_FOLDER, indexPages } from './search/index-pages.ts';
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
  const routes: Route[] = [];
  const shown = new Map<string, string>();
  for (const spec of pages.specs) {
    routes.push(spec.route);
    const file = pageFile(spec.route);
    const digest = digestText(`${shells.digest} ${JSON.stringify(address)} ${pages.digest(spec)}`);
    shown.set(file, digest);
    const beside = [besideFile(spec.route, 'md'), besideFile(spec.route, 'json')];
    if ([file, ...beside].every((each) => files.keep(each, digest))) continue;
    const page = await pages.page(spec);
    files.write(file, digest, fillShell(shells, pages.slots(page)));
    for (const [other, text] of pages.beside(spec, page)) files.write(other, digest, text);
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
  for (const [file, text] of siteFiles(book, routes, address)) put(file, text);

  const digest = digestText(JSON.stringify([...shown]));
  const index = [...(last?.files.keys() ?? [])].filter((file) => file.startsWith(`${INDEX_FOLDER}/`));
  if (index.length > 0 && index.every((file) => files.keep(file, digest))) return;
  await indexPages(
    [...shown.keys()].map((file) => ({
      file,
      read: () => readFileSync(join(staged.kept.has(file) ? staged.path : staged.fresh, file), 'utf8'),
    })),
    join(staged.fresh, INDEX_FOLDER),
  );
  for (const file of listFiles(join(staged.fresh, INDEX_FOLDER)))
    staged.digests.set(`${INDEX_FOLDER}/${file}`, digest);
}
