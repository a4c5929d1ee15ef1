import type { Stamp } from '../host/cache.ts';
import { digestText } from '../host/digest.ts';
import type { OpenBook } from '../host/open-book.ts';
import type { Workspace } from '../host/open-workspace.ts';
import type { StagedEdition } from '../host/output-folder.ts';
import { type Manifest, stageFiles } from '../host/outputs.ts';
import type { Route } from '../pages/document.ts';
import { besideFile } from '../render/links.ts';
import type { SiteAddress } from '../render/site-page.ts';
import type { IndexedPage } from './search/index-files.ts';
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
  { cache, content }: Pick<Workspace, 'cache' | 'content'>,
  { shells, address }: { readonly shells: Shells; readonly address: SiteAddress },
  staged: StagedEdition,
  last: Manifest | undefined,
): Promise<void> {
  const files = stageFiles(staged, last);
  const pages = sitePages(book, address, content);
  const indexed = new Map<Route, IndexedPage>();
  const stamps = new Map<string, Stamp>();
  const save = () => {
    book.save();
    cache.setStamps('indexed', stamps);
    stamps.clear();
  };
  for (const spec of pages.specs) {
    const file = pageFile(spec.route);
    const madeFrom = pages.digest(spec);
    const digest = digestText(`${shells.digest} ${JSON.stringify(address)} ${madeFrom}`);
    const all = [file, besideFile(spec.route, 'md'), besideFile(spec.route, 'json')];
    const known = all.every((each) => files.keep(each, digest)) ? cache.stamp('indexed', file) : undefined;
    if (known?.madeFrom === madeFrom) {
      indexed.set(spec.route, JSON.parse(known.value) as IndexedPage);
      continue;
    }
    const page = await pages.page(spec);
    files.write(file, digest, fillShell(shells, pages.slots(page)));
    const beside = pages.beside(spec, page);
    for (const [other, text] of beside.files) files.write(other, digest, text);
    indexed.set(spec.route, beside.indexed);
    stamps.set(file, { madeFrom, value: JSON.stringify(beside.indexed) });
    // What is put into the cache as it comes does not pile up in memory.
    if (stamps.size === PAGES_PER_SAVE) save();
  }
  save();
  const put = (file: string, content: string | Uint8Array) => {
    const digest = digestText(content);
    if (!files.keep(file, digest)) files.write(file, digest, content);
  };
  put('404.html', fillShell(shells, pages.notFound()));
  for (const [file, text] of Object.entries(shells.assets)) put(file, Buffer.from(text, 'base64'));
  for (const [file, text] of siteFiles(book, indexed.keys(), address)) put(file, text);
  for (const [file, text] of pages.index(indexed)) put(file, text);
}
