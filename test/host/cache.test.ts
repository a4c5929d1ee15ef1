import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { Cache } from '../../src/host/cache.ts';
import { PAGE_BYTES } from '../../src/host/cache-database.ts';
import {
  CONTENT,
  copiedBook,
  emptyBook,
  findingsOf,
  flakebookProcess,
  hashesOf,
  issueText,
  rowsOf,
  SMALL_BOOK,
  type TestBook,
  tempFolder,
} from '../cli/run.ts';

const cacheOf = (folder: string) => join(folder, 'node_modules/.cache/flakebook');

function databaseOf(book: TestBook): string {
  const [name, ...more] = readdirSync(cacheOf(book.folder)).filter((file) => file.endsWith('.db'));
  expect(more).toEqual([]);
  return join(cacheOf(book.folder), name ?? 'none');
}

function inDatabase(path: string | undefined, sql: string) {
  const db = new DatabaseSync(path ?? 'none');
  const rows = db.prepare(sql).all();
  db.close();
  return rows;
}

test('a cache that other code left is made anew, all of it', () => {
  const folder = join(tempFolder(), 'content');
  const write = (value: string) => {
    const cache = Cache.open(folder);
    const found = cache.stamp('report', 'mark')?.value;
    cache.setStamp('report', 'mark', { madeFrom: '', value });
    cache.close();
    if (value === 'old')
      inDatabase(cache.path, "UPDATE meta SET value = 'of other code' WHERE key = 'version'");
    return found;
  };
  expect([write('old'), write('new'), write('newer')]).toEqual([undefined, undefined, 'new']);
});

test('a check forgets all that was kept of issues that are gone, and nothing of the others', async () => {
  const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-2.md': issueText('Cart doubles an item') });
  const kept = () =>
    inDatabase(databaseOf(book), 'SELECT question, key FROM answers')
      .map(({ question, key }) => `${question} ${key}`)
      .filter((answer) => answer.includes('SHOP-'))
      .sort();
  await book.run('build', '--docs');
  const before = kept();
  const pages = ['short-page issue now SHOP-1', 'short-page issue now SHOP-2'];
  expect(before).toEqual(expect.arrayContaining(pages));
  rmSync(join(book.content, 'issues/SHOP-2.md'));
  await book.run('check');
  expect(kept()).toEqual(before.filter((answer) => !answer.includes('SHOP-2')));
  await book.run('build', '--docs');
  expect(kept()).toEqual(before.filter((answer) => !answer.includes('SHOP-2')));
});

describe('a cache that nobody wants', () => {
  test('is not made, and `check --verbose` says so', async () => {
    const book = emptyBook(SMALL_BOOK);
    const { code, stderr } = await book.run('check', '--no-cache', '--verbose');
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Cache: none (--no-cache).\n' });
    expect(existsSync(cacheOf(book.folder))).toBe(false);
  });

  test('is told from one that was new, known, or damaged', async () => {
    const book = emptyBook(SMALL_BOOK);
    const use = async () => /\((.*)\)/.exec((await book.run('check', '--verbose')).stderr)?.[1];
    expect(await use()).toBe('new');
    expect(await use()).toBe('3 of 3 files were known');
    inDatabase(databaseOf(book), "UPDATE files SET newest = '2026-01-09'");
    expect(await use()).toBe('made anew: it is damaged: a row has a wrong checksum');
    expect(await use()).toBe('3 of 3 files were known');
  });
});

describe('where the cache is', () => {
  test('in node_modules of the nearest folder above the content that has one', async () => {
    const book = emptyBook({});
    cpSync(CONTENT, join(book.folder, 'docs/flakes'), { recursive: true });
    expect(await book.run('check', '--content', 'docs/flakes')).toMatchObject({ code: 0 });
    expect(existsSync(databaseOf(book))).toBe(true);
  });

  test('else in the cache folder of the user, one for each content', async () => {
    const book = copiedBook();
    rmSync(join(book.folder, 'node_modules'), { recursive: true });
    cpSync(CONTENT, join(book.folder, 'other'), { recursive: true });
    const env = { XDG_CACHE_HOME: join(book.folder, 'xdg') };
    for (const content of ['content', 'other', 'content']) {
      expect(
        await flakebookProcess(['check', '--content', content], { cwd: book.folder, env }),
      ).toMatchObject({
        code: 0,
      });
    }
    const databases = readdirSync(join(book.folder, 'xdg/flakebook')).filter((name) => name.endsWith('.db'));
    expect(databases).toHaveLength(2);
  });

  test('never in the content', async () => {
    const book = copiedBook();
    const before = hashesOf(book.content);
    await book.run('build', '--docs');
    expect(hashesOf(book.content)).toEqual(before);
  });
});

describe('a cache that is of no use costs time and nothing else', () => {
  const expectSound = async (book: TestBook) =>
    expect(await book.run('build', '--docs')).toMatchObject({ code: 0, stderr: '' });

  test.each<[string, (path: string) => void]>([
    ['no database', (path) => writeFileSync(path, 'no database at all\n'.repeat(1000))],
    ['empty', (path) => truncateSync(path)],
    [
      'cut in half',
      (path) => truncateSync(path, Math.floor(readFileSync(path).length / (2 * PAGE_BYTES)) * PAGE_BYTES),
    ],
    ['damaged within', (path) => writeFileSync(path, damaged(readFileSync(path)))],
    ['a folder', (path) => replaceByFolder(path)],
  ])('%s', async (_, spoil) => {
    const book = copiedBook();
    await expectSound(book);
    const good = hashesOf(join(book.folder, 'dist'));
    spoil(databaseOf(book));
    await expectSound(book);
    expect(hashesOf(join(book.folder, 'dist'))).toEqual(good);
    await expectSound(book);
  });

  test('the file of a damaged one is replaced, so that it is of use again', async () => {
    const book = copiedBook();
    await expectSound(book);
    writeFileSync(databaseOf(book), 'no database at all\n'.repeat(1000));
    await expectSound(book);
    expect(readFileSync(databaseOf(book)).subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  test('a folder that cannot be written', async () => {
    const book = copiedBook();
    // Also the superuser cannot make a folder below a file.
    writeFileSync(join(book.folder, 'node_modules/.cache'), '');
    await expectSound(book);
  });

  test('a folder without permission to write', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'the superuser may write everywhere');
    const book = copiedBook();
    mkdirSync(cacheOf(book.folder), { recursive: true, mode: 0o555 });
    await expectSound(book);
  });
});

test('a new word in book.yaml is known to files that were checked before', async () => {
  const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-2.md': issueText('x', 'impact: huge\n') });
  expect(await findingsOf(book)).toEqual(['issues/SHOP-2.md:6 unknown-value']);
  book.write({ 'book.yaml': `${SMALL_BOOK['book.yaml']}impacts:\n  huge: Huge\n` });
  expect(await findingsOf(book)).toEqual([]);
  book.write({ 'book.yaml': SMALL_BOOK['book.yaml'] });
  expect(await findingsOf(book)).toEqual(['issues/SHOP-2.md:6 unknown-value']);
});

describe('several processes at once', () => {
  test('on a cold cache all succeed and say the same', async () => {
    const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-2.md': issueText('x', 'impact: huge\n') });
    const all = await Promise.all([1, 2, 3, 4].map(() => book.run('check', '--format', 'json')));
    for (const result of all) {
      expect(result).toMatchObject({ code: 1, stderr: '' });
      expect(rowsOf(result).map(({ ruleId }) => ruleId)).toEqual(['unknown-value']);
    }
    expect(await findingsOf(book)).toEqual(['issues/SHOP-2.md:6 unknown-value']);
  });
});

describe('a book of more files than one thread checks', () => {
  const COUNT = 420;
  const issues = Array.from({ length: COUNT }, (_, i) => [
    `issues/SHOP-${i + 1}.md`,
    i % 7 === 0
      ? issueText(`Flake ${i}`, 'impact: huge\nrelated:\n  - { kind: same-area, issue: SHOP-9999 }\n')
      : issueText(`Flake ${i}`),
  ]);
  const shop = { ...SMALL_BOOK, 'suites/shop.md': SMALL_BOOK['suites/shop.md'].replace('12', `${COUNT}`) };
  const files = { ...shop, ...(Object.fromEntries(issues) as Record<string, string>) };

  test('gives what the same files give one by one', async () => {
    const atOnce = emptyBook(files);
    const grown = emptyBook(shop);
    for (let i = 0; i < COUNT; i += 140) {
      grown.write(Object.fromEntries(issues.slice(i, i + 140)) as Record<string, string>);
      await grown.run('check');
    }
    const found = await findingsOf(atOnce);
    expect(found).toHaveLength((COUNT / 7) * 2);
    expect(found).toEqual(await findingsOf(grown));
  });

  test('gives the same docs warm', async () => {
    const sound = Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file, text.replace(/impact[\s\S]*9999 }\n/, '')]),
    );
    const book = emptyBook(sound);
    expect(await book.run('build', '--docs')).toMatchObject({ code: 0, stderr: '' });
    const cold = hashesOf(join(book.folder, 'dist'));
    expect(await book.run('build', '--docs')).toMatchObject({ code: 0, stderr: '' });
    expect(hashesOf(join(book.folder, 'dist'))).toEqual(cold);
    expect(Object.keys(cold).length).toBeGreaterThan(COUNT);
  });
});

/** The same file with its second half overwritten, page by page. */
function damaged(bytes: Buffer): Buffer {
  for (let i = PAGE_BYTES; i < bytes.length; i += PAGE_BYTES) bytes.fill(0xa5, i, i + 512);
  return bytes;
}

function replaceByFolder(path: string): void {
  rmSync(path);
  mkdirSync(path);
}
