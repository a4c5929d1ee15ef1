import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { docsFile, docsLinks } from '../render/links.ts';
import { renderMarkdown } from '../render/markdown.ts';
import type { OpenBook } from './open-book.ts';
import { isIntact, type Manifest, reuseFile } from './outputs.ts';

const PAGES_PER_SAVE = 500;

/**
 * Writes all pages as Markdown. A page that shows what it showed is not made again: its file is taken over from the last
 * output, unless somebody changed it there.
 * @param last the last output and the folder that it is in.
 * @returns by file, the digest of the page that it was made from.
 */
export function writeDocs(
  book: OpenBook,
  folder: string,
  last: { readonly path: string; readonly manifest: Manifest | undefined },
): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  const made = new Set<string>();
  for (const spec of book.pages('docs')) {
    const file = docsFile(spec.route);
    const path = join(folder, file);
    if (!made.has(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    made.add(dirname(path));
    const digest = book.digest(spec);
    const known = last.manifest?.files.get(file);
    if (known?.digest === digest && isIntact(last.path, file, known)) reuseFile(join(last.path, file), path);
    else writeFileSync(path, renderMarkdown(book.page(spec), docsLinks));
    digests.set(file, digest);
    // What is put into the cache as it comes does not pile up in memory.
    if (digests.size % PAGES_PER_SAVE === 0) book.save();
  }
  return digests;
}
