import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { copiedBook, type Ended, ended, hashesOf, start, type TestBook } from './run.ts';

/** A book with a site of an earlier build. */
function bookWithSite(): TestBook {
  const book = copiedBook();
  mkdirSync(join(book.folder, 'dist/site'), { recursive: true });
  writeFileSync(join(book.folder, 'dist/site/.flakebook-output'), '');
  writeFileSync(join(book.folder, 'dist/site/index.html'), 'the last good site');
  return book;
}

/** Starts a build, does something to it as soon as its staging folder has such a file, and waits for its end. */
async function interrupt(book: TestBook, when: RegExp, how: (child: ChildProcess) => void): Promise<Ended> {
  const child = start(['build', '--site'], { cwd: book.folder, detached: true });
  const end = ended(child);
  const dist = join(book.folder, 'dist');
  const isTime = () =>
    readdirSync(dist, { recursive: true, encoding: 'utf8' }).some((path) => when.test(path));
  while (child.exitCode === null && !isTime()) await sleep(2);
  expect(child.exitCode).toBe(null);
  how(child);
  return end;
}

const siteOf = (book: TestBook) => hashesOf(join(book.folder, 'dist/site'));

describe('a build that is stopped while it makes the site', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s leaves the last site, no staging folder and one line',
    async (signal) => {
      const book = bookWithSite();
      const before = siteOf(book);
      const { code, stdout, stderr } = await interrupt(book, /^\.site\.staging-/, (child) => {
        // Once it listens: the folder is made just before Astro is started.
        setTimeout(() => child.kill(signal), 500);
      });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe(`flakebook: Stopped by ${signal}, and dist/site is as it was.\n`);
      expect(siteOf(book)).toEqual(before);
      expect(readdirSync(join(book.folder, 'dist'))).toEqual(['site']);
    },
  );

  test('by SIGKILL while pages are written leaves the last site, and the next build tidies up', async () => {
    const book = bookWithSite();
    const before = siteOf(book);
    const { signal } = await interrupt(book, /^\.site\.staging-.*\.html$/, ({ pid = 0 }) =>
      process.kill(-pid, 'SIGKILL'),
    );
    expect(signal).toBe('SIGKILL');
    expect(siteOf(book)).toEqual(before);
    expect(readdirSync(join(book.folder, 'dist'))).toHaveLength(2);
    expect(await book.run('build', '--site')).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(join(book.folder, 'dist'))).toEqual(['site']);
    expect(readFileSync(join(book.folder, 'dist/site/index.html'), 'utf8')).toContain('Data Storage');
  });
});

test('build without --docs and --site makes both', async () => {
  const book = copiedBook();
  expect(await book.run('build')).toMatchObject({ code: 0, stderr: '' });
  expect(existsSync(join(book.folder, 'dist/docs/README.md'))).toBe(true);
  expect(existsSync(join(book.folder, 'dist/site/index.html'))).toBe(true);
  expect(readdirSync(join(book.folder, 'dist')).sort()).toEqual(['docs', 'site']);
});
