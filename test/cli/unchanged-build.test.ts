import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles } from '../../src/host/outputs.ts';
import { copiedBook, type TestBook } from './run.ts';

/** The docs of a book after a build: for each file its text, the file behind its name, and when that was written. */
async function build(book: TestBook) {
  const { code, stderr } = await book.run('build', '--docs', '--out', 'out');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const folder = join(book.folder, 'out/docs');
  return new Map(
    ['', ...listFiles(folder)].map((file) => {
      const path = join(folder, file);
      const { ino, mtimeMs } = statSync(path);
      return [file, { ino, mtimeMs, text: file === '' ? '' : readFileSync(path, 'utf8') }];
    }),
  );
}

const EDITED = 'issues/ds-flaky-001.md';
const DELETED = 'issues/ds-flaky-002.md';

test('a second build writes nothing where nothing changed', async () => {
  const book = copiedBook();
  expect(await build(book)).toEqual(await build(book));
});

test('an output file that somebody edited or deleted comes back, and the others stay the same files', async () => {
  const book = copiedBook();
  const first = await build(book);
  const folder = join(book.folder, 'out/docs');
  writeFileSync(join(folder, EDITED), 'edited\n');
  rmSync(join(folder, DELETED));
  const second = await build(book);
  expect([...second.keys()].sort()).toEqual([...first.keys()].sort());
  for (const [file, { text, ino, mtimeMs }] of first) {
    expect(second.get(file)?.text, file).toBe(text);
    if (file.endsWith('.md') && file !== EDITED && file !== DELETED)
      expect(second.get(file), file).toMatchObject({ ino, mtimeMs });
  }
});

test('after an edit of a record only the pages that show it are new files', async () => {
  const book = copiedBook();
  const first = await build(book);
  const record = join(book.content, 'issues/DS-FLAKY-001.md');
  writeFileSync(record, `${readFileSync(record, 'utf8')}\n## Notes\n\nOne more note.\n`);
  const second = await build(book);
  const isNew = (file: string) => second.get(file)?.ino !== first.get(file)?.ino;
  const pages = [...first.keys()].filter((file) => file.endsWith('.md'));
  expect(pages.filter(isNew)).toEqual(
    pages.filter((file) => second.get(file)?.text !== first.get(file)?.text),
  );
  expect(pages.filter(isNew)).toContain(EDITED);
  expect(pages.filter(isNew).length).toBeLessThan(pages.length / 2);
});
