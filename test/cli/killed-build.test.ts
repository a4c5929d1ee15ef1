import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Output } from '../../src/host/output-folder.ts';
import { switchOutput, writeDeep } from '../support/switch-kills.ts';
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
    const isWriting = () =>
      readdirSync(join(book.folder, 'dist'), { recursive: true, encoding: 'utf8' }).some((path) =>
        /^\.flakebook\/new-.*\.md$/.test(path),
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
    expect(inDocs(hashesOf(join(book.folder, 'dist')))).toEqual(good);
    expect(readdirSync(join(book.folder, 'dist')).length).toBeGreaterThan(1);
    expect(await buildDocs(book)).not.toEqual(good);
    expect(readdirSync(join(book.folder, 'dist'))).toEqual(['docs']);
  });

  test('long ago is tidied up by a build that has nothing to do', async () => {
    const book = copiedBook();
    const good = await buildDocs(book);
    for (const name of ['new-abc', 'done', 'lock-journal'])
      writeDeep(join(book.folder, 'dist/.flakebook', name, 'fresh/docs/x.md'), 'left');
    expect(await buildDocs(book)).toEqual(good);
  });

  test('leaves alone what a build that still runs has staged', async () => {
    const book = copiedBook();
    await buildDocs(book);
    const output = await Output.open(join(book.folder, 'dist'), { content: '/nowhere', label: 'dist' });
    const { fresh } = output.stage('docs');
    expect(await book.run('check')).toMatchObject({ code: 0 });
    expect(existsSync(fresh)).toBe(true);
    output.close();
  });

  /** What a build leaves that decided on docs and a site, and put neither in place. */
  async function decide({ folder }: TestBook): Promise<string> {
    const out = join(folder, 'dist');
    await switchOutput(out, { docs: { 'page.md': 'old' }, site: { 'page.html': 'old' } });
    const decided = join(out, '.flakebook/switch');
    writeDeep(join(decided, 'fresh/docs/page.md'), 'new');
    writeDeep(join(decided, 'whole/site/page.html'), 'new');
    writeDeep(join(decided, 'whole/site/.flakebook-output'), '');
    mkdirSync(join(decided, 'old'));
    return out;
  }

  test.each(['check', 'report', 'report --out -', 'preview', 'diff --from 2026-01-01', 'explain'])(
    'after it had decided is finished by `%s`, whatever that does',
    async (line) => {
      const book = emptyBook(SMALL_BOOK);
      const out = await decide(book);
      await book.run(...line.split(' '));
      expect(readFileSync(join(out, 'docs/page.md'), 'utf8')).toBe('new');
      expect(readFileSync(join(out, 'site/page.html'), 'utf8')).toBe('new');
      expect(readdirSync(out).sort()).toEqual(['docs', 'site']);
    },
  );

  function inDocs(hashes: Record<string, string>): Record<string, string> {
    return Object.fromEntries(Object.entries(hashes).filter(([path]) => path.startsWith('docs/')));
  }
});
