import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../../host/outputs.ts';

/** Where the index lies below the home of a book. */
export const INDEX_FOLDER = 'pagefind';

/** A page of the site by its path. It is read when its turn comes. */
interface IndexedPage {
  readonly file: string;
  read(): string;
}

/** Pagefind's own dialogs, and the worker in which it would search: the box uses none of them. */
const UNUSED = /^pagefind-(?:component-ui|modular-ui|ui|highlight|worker)\.(?:js|css)$/;

/**
 * What is found of a page, with its headings and what it is filtered by; undefined for a page that the search leaves out.
 * Headings of columns and drawings say nothing of the page, and words in two cells are two words.
 */
function searched(html: string): string | undefined {
  const main = /<main [^>]*data-pagefind-body[\s\S]*?<\/main>/.exec(html)?.[0];
  return main
    ?.replace(/<(thead|svg)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<\/(?:dt|th|summary|figcaption)>/g, '$& ');
}

/** Makes the index that the search of a built site loads. @param folder where to write it. */
export async function indexPages(pages: readonly IndexedPage[], folder: string): Promise<void> {
  // Only here: who cannot have a site does not have the package either, and is told so.
  const { close, createIndex } = await import('pagefind');
  try {
    const { index, errors } = await createIndex({ rootSelector: 'main', forceLanguage: 'en' });
    const wrong = [...errors];
    for (const { file, read } of pages.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
      const content = searched(read());
      if (content === undefined) continue;
      const added = await index?.addHTMLFile({ sourcePath: file, content });
      wrong.push(...(added?.errors ?? []));
    }
    const written = await index?.writeFiles({ outputPath: folder });
    wrong.push(...(written?.errors ?? []));
    if (wrong.length > 0) throw new Error(`The index of the search was not made: ${wrong.join('; ')}`);
    for (const file of listFiles(folder)) if (UNUSED.test(file)) rmSync(join(folder, file));
  } finally {
    await close();
  }
}

/** The same of a folder in which all pages are. */
export async function indexFolder(folder: string): Promise<void> {
  const pages = listFiles(folder)
    .filter((file) => file.endsWith('.html'))
    .map((file) => ({ file, read: () => readFileSync(join(folder, file), 'utf8') }));
  await indexPages(pages, join(folder, INDEX_FOLDER));
}
