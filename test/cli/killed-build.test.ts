import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  copiedBook,
  emptyBook,
  ended,
  hashesOf,
  issueText,
  SMALL_BOOK,
  start,
  type TestBook,
} from './run.ts';

/** The number of no process. */
const DEAD = 2 ** 30;

async function buildDocs(book: TestBook): Promise<Record<string, string>> {
  expect(await book.run('build', '--docs')).toMatchObject({ code: 0, stderr: '' });
  return hashesOf(join(book.folder, 'dist'));
}

describe('a build that was killed', () => {
  /** Large enough that the build can be caught while it writes. */
  const MANY = Object.fromEntries(
    Array.from({ length: 400 }, (_, i) => [`issues/SHOP-${i + 1}.md`, issueText(`Flake ${i + 1}`)]),
  );

  async function killWhileWriting(book: TestBook): Promise<void> {
    const child = start(['build', '--docs'], { cwd: book.folder });
    const end = ended(child);
    const dist = join(book.folder, 'dist');
    const isWriting = () =>
      readdirSync(dist).some(
        (name) => name.startsWith('.docs.staging-') && readdirSync(join(dist, name)).length > 0,
      );
    while (child.exitCode === null && !isWriting()) await sleep(1);
    child.kill('SIGKILL');
    expect(await end).toMatchObject({ signal: 'SIGKILL' });
  }

  test('while it wrote the docs leaves the last good ones whole, and the next build tidies up', async () => {
    const book = emptyBook({ ...SMALL_BOOK, ...MANY });
    const good = await buildDocs(book);
    book.write({ 'book.yaml': SMALL_BOOK['book.yaml'].replace('shop', 'new shop') });
    await killWhileWriting(book);
    expect(hashesOf(join(book.folder, 'dist/docs'))).toEqual(inDocs(good));
    expect(readdirSync(join(book.folder, 'dist')).length).toBeGreaterThan(1);
    expect(await buildDocs(book)).not.toEqual(good);
    expect(readdirSync(join(book.folder, 'dist'))).toEqual(['docs']);
  });

  test('between its two renames is turned back at the next start', async () => {
    const book = copiedBook();
    const good = await buildDocs(book);
    stopSwap(book);
    // A build that is refused later shows that the swap was turned back, not just replaced.
    book.write({ 'book.yaml': SMALL_BOOK['book.yaml'] });
    expect(await book.run('report')).toMatchObject({ code: 1 });
    expect(existsSync(join(book.folder, 'dist/docs'))).toBe(false);
    cpSync(join(import.meta.dirname, '../../content/book.yaml'), join(book.content, 'book.yaml'));
    expect(await book.run('report')).toMatchObject({ code: 0 });
    expect(hashesOf(join(book.folder, 'dist'))).toEqual(good);
  });

  test('long ago, with all kinds of leftovers, leaves none after the next build', async () => {
    const book = copiedBook();
    const good = await buildDocs(book);
    for (const name of [`.docs.staging-${DEAD}`, `.docs.old-${DEAD}`]) {
      mkdirSync(join(book.folder, 'dist', name, 'issues'), { recursive: true });
      writeFileSync(join(book.folder, 'dist', name, 'issues/x.md'), 'left');
    }
    expect(await buildDocs(book)).toEqual(good);
  });

  test('leaves alone what a build that still runs has staged', async () => {
    const book = copiedBook();
    const staged = join(book.folder, `dist/.docs.staging-${process.ppid}`);
    mkdirSync(staged, { recursive: true });
    await buildDocs(book);
    expect(existsSync(staged)).toBe(true);
  });

  function stopSwap({ folder }: TestBook): void {
    renameSync(join(folder, 'dist/docs'), join(folder, `dist/.docs.old-${DEAD}`));
    mkdirSync(join(folder, `dist/.docs.staging-${DEAD}`));
  }

  function inDocs(hashes: Record<string, string>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(hashes).map(([path, hash]) => [path.replace(/^docs\//, ''), hash]),
    );
  }
});
