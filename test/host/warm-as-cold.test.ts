import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cache } from '../../src/host/cache.ts';
import { openBook } from '../../src/host/open-book.ts';
import { openWorkspace } from '../../src/host/open-workspace.ts';
import { edits, restored } from './edits.ts';
import { inTempFolder } from './folders.ts';
import { inGoldenBook, readTwice, WatchedBook } from './watched-book.ts';

test('after any edit a warm run says to the byte what a cold one says', async () => {
  const kinds = new Set<string>();
  let [count, withPages] = [0, 0];
  await fc.assert(
    fc.asyncProperty(edits(9), (series) =>
      inGoldenBook(async (book) => {
        await book.warm();
        let ruined: readonly string[] = [];
        for (const edit of series) {
          restored(ruined).apply(book.content);
          edit.apply(book.content);
          const { pages } = await readTwice(book);
          ruined = 'docs/' in pages ? [] : edit.files;
          kinds.add(edit.kind);
          count += 1;
          if (ruined.length === 0) withPages += 1;
        }
        restored(ruined).apply(book.content);
        await readTwice(book, '2026-03-10');
      }),
    ),
    { seed: 20260323, numRuns: 12, endOnFailure: true },
  );
  // Else the edits would be too few or too much alike, or too wild to say anything of pages.
  expect(count).toBeGreaterThanOrEqual(100);
  expect(withPages).toBeGreaterThan(70);
  expect(kinds.size).toBeGreaterThanOrEqual(16);
});

test('every answer behind the pages can be kept whole', () =>
  inGoldenBook(async ({ content }) => {
    const workspace = openWorkspace(content, Cache.inMemory);
    const { asOf } = await workspace.check();
    const book = openBook(workspace.cache, asOf, true);
    const pages = (['docs', 'site'] as const).flatMap((output) => [...book.pages(output)]);
    const digests = new Set(pages.map((spec) => book.digest(spec)));
    workspace.close();
    expect(digests.size).toBeGreaterThan(50);
  }));

const titled = (title: string) => `---\ntitle: ${title}\nsummary: x\n---\n`;

/** The first line of a page of a pattern, before and after its file was changed. */
async function headingsAround(
  write: (path: string, text: string) => void,
  between: () => Promise<void> | void = () => undefined,
): Promise<(string | undefined)[]> {
  return inTempFolder(async (folder) => {
    const content = join(folder, 'content');
    const path = join(content, 'patterns/first.md');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(join(content, 'book.yaml'), 'title: One pattern\n');
    mkdirSync(join(content, 'suites'));
    writeFileSync(join(content, 'suites/shop.md'), '---\ntitle: Shop\n---\n');
    const book = new WatchedBook(content);
    const read = async () => (await book.warm()).pages['docs/patterns/first']?.split('\n', 1)[0];
    write(path, titled('aaaa'));
    const before = await read();
    write(path, titled('bbbb'));
    await between();
    return [before, await read()];
  });
}

test('an edit of the same size in the same tick of the clock is seen', async () => {
  // Size and time stay as they were, and the file is no older than the look at it.
  const soon = Math.floor(Date.now() / 1000) + 3600;
  const writeInOneTick = (path: string, text: string) => {
    writeFileSync(path, text);
    utimesSync(path, soon, soon);
  };
  expect(await headingsAround(writeInOneTick)).toEqual(['# aaaa', '# bbbb']);
});

test('an edit of the same size that keeps the time of the file is seen', async () => {
  const writeBackdated = (path: string, text: string) => {
    writeFileSync(path, text);
    utimesSync(path, 1_700_000_000, 1_700_000_000);
  };
  expect(await headingsAround(writeBackdated, () => sleep(100))).toEqual(['# aaaa', '# bbbb']);
});
