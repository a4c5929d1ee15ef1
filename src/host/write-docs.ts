import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { docsFile, docsLinks } from '../render/links.ts';
import { renderMarkdown } from '../render/markdown.ts';
import type { OpenBook } from './open-book.ts';
import { onPage } from './our-mistake.ts';
import type { StagedEdition } from './output-folder.ts';
import { isIntact, type Manifest } from './outputs.ts';

const PAGES_PER_SAVE = 500;

/**
 * Writes all pages as Markdown. The file of a page that shows what it showed stays as it is, unless somebody changed it.
 * @param last what is known of the docs as they stand.
 */
export function writeDocs(book: OpenBook, staged: StagedEdition, last: Manifest | undefined): void {
  const { path, fresh, kept, digests } = staged;
  const made = new Set<string>();
  for (const spec of book.pages('docs')) {
    const file = docsFile(spec.route);
    const digest = onPage(spec, () => book.digest(spec));
    const known = last?.files.get(file);
    if (known?.digest === digest && isIntact(path, file, known)) {
      kept.set(file, known);
      continue;
    }
    const folder = dirname(join(fresh, file));
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    const text = onPage(spec, () => renderMarkdown(book.page(spec), docsLinks));
    writeFileSync(join(fresh, file), text);
    digests.set(file, digest);
    // What is put into the cache as it comes does not pile up in memory.
    if (digests.size % PAGES_PER_SAVE === 0) book.save();
  }
}
