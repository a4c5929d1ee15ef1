import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  copiedBook,
  emptyBook,
  ended,
  flakebookProcess,
  hashesOf,
  issueText,
  SMALL_BOOK,
  start,
  type TestBook,
} from './run.ts';

const ERROR = { 'issues/DS-FLAKY-001.md': '---\ntitle: x\n---\n' };

async function buildDocs(book: TestBook): Promise<Record<string, string>> {
  expect(await book.run('build', '--docs')).toMatchObject({ code: 0, stderr: '' });
  return hashesOf(join(book.folder, 'dist'));
}

async function expectRefused(book: TestBook, out: string, line: RegExp): Promise<void> {
  const { code, stdout, stderr } = await book.run('build', '--docs', '--out', out);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^flakebook: [^\n]+\n$/);
  expect(stderr).toMatch(line);
}

describe('with an error in the content', () => {
  test.each([
    ['build --docs', ['build', '--docs']],
    ['build --site', ['build', '--site']],
    ['build', ['build']],
    ['report', ['report']],
    ['report to standard output', ['report', '--out', '-']],
  ])('%s writes nothing, shows the findings and ends with 1', async (_, args) => {
    const book = copiedBook(ERROR);
    const { code, stdout, stderr } = await book.run(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /DS-FLAKY-001\.md:2:1 error missing-key\n[\s\S]*Nothing was written: \d+ errors?.* in content\.\n$/,
    );
    expect(existsSync(join(book.folder, 'dist'))).toBe(false);
  });

  test('what an earlier build wrote stays as it was', async () => {
    const book = copiedBook();
    const before = await buildDocs(book);
    book.write(ERROR);
    expect(await book.run('build', '--docs')).toMatchObject({ code: 1 });
    expect(hashesOf(join(book.folder, 'dist'))).toEqual(before);
  });
});

describe('an output folder is refused', () => {
  test('when it holds files that were not made here, and they stay', async () => {
    const book = emptyBook(SMALL_BOOK);
    mkdirSync(join(book.folder, 'web/docs'), { recursive: true });
    writeFileSync(join(book.folder, 'web/docs/mine.md'), 'mine');
    const before = hashesOf(join(book.folder, 'web'));
    await expectRefused(book, 'web', /empty web\/docs: it has files that Flakebook did not make/);
    expect(hashesOf(join(book.folder, 'web'))).toEqual(before);
  });

  test('when it lies in the content, or the content in it, also by a link', async () => {
    const book = emptyBook(SMALL_BOOK);
    symlinkSync('content', join(book.folder, 'link'));
    const before = hashesOf(book.content);
    await expectRefused(book, 'content', /overlap/);
    await expectRefused(book, 'link/deeper', /overlap/);
    cpSync(book.content, join(book.folder, 'web/docs/content'), { recursive: true });
    const { code, stderr } = await book.run(
      'build',
      '--docs',
      '--content',
      'web/docs/content',
      '--out',
      'web',
    );
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^flakebook: .*overlap.*\n$/),
    });
    expect(hashesOf(book.content)).toEqual(before);
    expect(hashesOf(join(book.folder, 'web/docs/content'))).toEqual(before);
  });

  test('when a file stands in its place or on the way to it', async () => {
    const book = emptyBook(SMALL_BOOK);
    mkdirSync(join(book.folder, 'web'));
    writeFileSync(join(book.folder, 'file'), '');
    writeFileSync(join(book.folder, 'web/docs'), '');
    await expectRefused(book, 'web', /web\/docs is a file/);
    await expectRefused(book, 'file', /file stands where a folder should be/);
    await expectRefused(book, 'file/deeper', /file stands where a folder should be/);
  });

  test('unless it is empty', async () => {
    const book = emptyBook(SMALL_BOOK);
    mkdirSync(join(book.folder, 'dist/docs'), { recursive: true });
    expect(Object.keys(await buildDocs(book))).toContain('docs/README.md');
  });
});

describe('a build replaces the docs whole', () => {
  test('pages of records that are gone go', async () => {
    const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-2.md': issueText('Checkout hangs') });
    expect(Object.keys(await buildDocs(book))).toContain('docs/issues/shop-2.md');
    book.remove('issues/SHOP-2.md');
    expect(Object.keys(await buildDocs(book))).not.toContain('docs/issues/shop-2.md');
  });

  test('through a link to the folder, the link stays', async () => {
    const book = emptyBook(SMALL_BOOK);
    mkdirSync(join(book.folder, 'elsewhere/docs'), { recursive: true });
    symlinkSync('elsewhere', join(book.folder, 'dist'));
    await buildDocs(book);
    expect(existsSync(join(book.folder, 'elsewhere/docs/README.md'))).toBe(true);
    expect(readdirSync(join(book.folder, 'elsewhere'))).toEqual(['docs']);
  });
});

test('two builds at once both succeed, and the docs are whole', async () => {
  const book = copiedBook();
  const good = await buildDocs(book);
  const both = await Promise.all(
    Array.from({ length: 2 }, () => flakebookProcess(['build', '--docs'], { cwd: book.folder })),
  );
  expect(both.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
    { code: 0, stderr: '' },
    { code: 0, stderr: '' },
  ]);
  expect(hashesOf(join(book.folder, 'dist'))).toEqual(good);
});

describe('a reader that closes the pipe early', () => {
  test.each([['check'], ['check', '--format', 'json'], ['report', '--out', '-'], ['explain']])(
    'of %s %s %s sees no stack trace',
    async (...args) => {
      const keys = Array.from({ length: 3000 }, (_, i) => `key-${i}: x\n`).join('');
      const files =
        args[0] === 'check' ? { ...SMALL_BOOK, 'issues/SHOP-2.md': issueText('x', keys) } : SMALL_BOOK;
      const child = start(args, { cwd: emptyBook(files).folder });
      child.stdout?.destroy();
      const { stderr, signal } = await ended(child);
      expect({ stderr, signal }).toEqual({ stderr: '', signal: null });
    },
  );
});
