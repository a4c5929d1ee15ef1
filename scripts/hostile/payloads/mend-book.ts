import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../test/support/book.ts';
import { flakebook } from '../../../test/support/flakebook.ts';

/**
 * Puts back the records of the book in `content` in which `check` still finds errors, such as a signature that misses its
 * specimen: `report`, `diff` and others say nothing of a book that has one.
 */
export async function mendBook(folder: string): Promise<void> {
  const { stdout } = await flakebook(['check', '--format', 'json'], { cwd: folder });
  const rows = JSON.parse(stdout) as { readonly severity: string; readonly file: string }[];
  const wrong = new Set(rows.filter(({ severity }) => severity === 'error').map(({ file }) => file));
  for (const file of wrong) cpSync(join(ROOT, 'test/golden/book', file), join(folder, 'content', file));
  const { code } = await flakebook(['check'], { cwd: folder });
  if (code !== 0 || wrong.size > 8)
    throw new Error(`Expected few errors, found some in ${[...wrong].join(', ')}.`);
}
