import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Cache } from '../../src/host/cache.ts';
import { PARTS } from '../../src/host/cache-changes.ts';
import { refresh } from '../../src/host/refresh.ts';
import { historyFiles, writeFiles } from '../support/runs.ts';
import { inTempFolder } from './folders.ts';

const issue = (prose: string) =>
  `---\ntitle: Adds twice\nsuite: shop\ntests:\n  a: { name: adds }\nsignatures:\n  - text: the cart lost\ntimeline:\n  - open: 2026-01-02\n---\n${prose}`;
const RECORDS = {
  'book.yaml': 'title: Shop\nprefixes:\n  - S-\n',
  'suites/shop.md': '---\ntitle: Shop\n---\n',
  'issues/S-1.md': issue(''),
  'issues/S-2.md': issue(''),
};

/** What the cache knows of the files: their parts, and the digests of all of them together. */
function known(cache: Cache) {
  const { sets, ...head } = cache.head();
  const parts = Object.keys(sets).flatMap((set) => (set === 'file' ? [] : [[set, [...cache.parts(set)]]]));
  const digests = PARTS.map((part) => (part === 'record' ? [] : [...cache.digests(part)]));
  // The checksums of rows of files cover the times at which they were looked at.
  const sums = Object.entries(sets).map(([set, { digest }]) => [set, digest]);
  return { head, sums: sums.sort(), parts: new Map(parts as [string, unknown[]][]), digests };
}

test('after each edit the cache knows what a new one would', () =>
  inTempFolder(async (folder) => {
    const content = join(folder, 'content');
    const path = (file: string) => join(content, file);
    const write = (file: string, text: string) => writeFileSync(path(file), text);
    mkdirSync(content);
    writeFiles(content, { ...RECORDS, ...historyFiles('shop', { 'cart > adds': 'PFP' }) });
    const warm = Cache.inMemory();
    await refresh(content, warm);
    const edits: readonly (() => void)[] = [
      () => write('issues/S-1.md', issue('\nStatus: 1 fixed, 2 open. By now 9/10 tests are stable (90%).\n')),
      () => write('issues/S-1.md', issue('\nStatus: 2 fixed, 2 open. By now 8/10 tests are stable (80%).\n')),
      () => write('issues/S-1.md', issue('\nNothing.\n')),
      () => write('issues/S-1.md', issue('').replace(/signatures:\n.*\n/, '')),
      () => renameSync(path('issues/S-2.md'), path('issues/S-3.md')),
      () => rmSync(path('issues/S-3.md')),
      () => rmSync(path('runs'), { recursive: true }),
      () => write('book.yaml', 'title: Shop\nprefixes:\n  - T-\n'),
    ];
    for (const edit of edits) {
      edit();
      await refresh(content, warm);
      const cold = Cache.inMemory();
      await refresh(content, cold);
      expect(known(warm)).toEqual(known(cold));
    }
  }));

/** The digest of all records after these changes, one by one. */
function sumAfter(...changes: readonly (readonly [file: string, digest?: string])[]): string {
  const cache = Cache.inMemory();
  cache.change((all) => {
    for (const [file, digest] of changes)
      if (digest === undefined) all.remove(file);
      else
        all.put({ file, size: 1, changedMs: 1, digest, newest: null, suite: null }, [
          ['record', '{}', digest],
        ]);
  });
  return cache.digestOf('record');
}

test('the digest of a set tells its members, and not how they came', () => {
  const both = sumAfter(['a.md', '1'], ['b.md', '2']);
  expect(sumAfter(['b.md', '3'], ['a.md', '1'], ['b.md', '2'])).toBe(both);
  expect(sumAfter(['a.md', '2'], ['b.md', '1'])).not.toBe(both);
  expect(sumAfter(['a.md', '1'], ['a.md'])).toBe('0');
});
