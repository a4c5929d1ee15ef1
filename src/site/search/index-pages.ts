import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../../host/outputs.ts';

/** Where the index lies below the home of a book. */
export const INDEX_FOLDER = 'pagefind';

/** A page of the site by its path. It is read when its turn comes. */
interface IndexedPage {
  readonly file: string;
  read(): string;
}

/** Makes the index that the search of a built site loads. @param folder where to write it. */
export async function indexPages(pages: readonly IndexedPage[], folder: string): Promise<void> {
  // Only here: who cannot have a site does not have the package either, and is told so.
  const { close, createIndex } = await import('pagefind');
  try {
    const { index, errors } = await createIndex();
    const wrong = [...errors];
    for (const { file, read } of pages.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
      const added = await index?.addHTMLFile({ sourcePath: file, content: read() });
      wrong.push(...(added?.errors ?? []));
    }
    const written = await index?.writeFiles({ outputPath: folder });
    wrong.push(...(written?.errors ?? []));
    if (wrong.length > 0) throw new Error(`The index of the search was not made: ${wrong.join('; ')}`);
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
