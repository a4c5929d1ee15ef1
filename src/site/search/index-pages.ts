import { join } from 'node:path';
import { close, createIndex } from 'pagefind';

/** Makes the index that the search of a built site loads. */
export async function indexPages(folder: string): Promise<void> {
  try {
    const { index, errors } = await createIndex();
    const added = await index?.addDirectory({ path: folder });
    const written = await index?.writeFiles({ outputPath: join(folder, 'pagefind') });
    const wrong = [...errors, ...(added?.errors ?? []), ...(written?.errors ?? [])];
    if (wrong.length > 0) throw new Error(`The index of the search was not made: ${wrong.join('; ')}`);
  } finally {
    await close();
  }
}
