import { docsFile, docsLinks } from '../render/links.ts';
import { renderMarkdown } from '../render/markdown.ts';
import type { OpenBook } from './open-book.ts';
import { onPage } from './our-mistake.ts';
import type { StagedEdition } from './output-folder.ts';
import { type Manifest, stageFiles } from './outputs.ts';

const PAGES_PER_SAVE = 500;

/**
 * Writes all pages as Markdown. The file of a page that shows what it showed stays as it is, unless somebody changed it.
 * @param last what is known of the docs as they stand.
 */
export function writeDocs(book: OpenBook, staged: StagedEdition, last: Manifest | undefined): void {
  const files = stageFiles(staged, last);
  for (const spec of book.pages('docs')) {
    const file = docsFile(spec.route);
    const digest = onPage(spec, () => book.digest(spec));
    if (files.keep(file, digest)) continue;
    files.write(
      file,
      digest,
      onPage(spec, () => renderMarkdown(book.page(spec), docsLinks)),
    );
    // What is put into the cache as it comes does not pile up in memory.
    if (staged.digests.size % PAGES_PER_SAVE === 0) book.save();
  }
}
