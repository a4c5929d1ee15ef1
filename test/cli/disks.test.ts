import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mountDisk, NO_MOUNT } from '../support/disks.ts';
import { copiedBook, hashesOf, type TestBook } from './run.ts';

const docsOf = (book: TestBook) => hashesOf(join(book.folder, 'dist/docs'));

/** Other words on many pages. */
function edit(book: TestBook): void {
  book.write({
    'book.yaml': 'title: Another book\nprefixes:\n  - { prefix: DS-FLAKY-, suite: data-storage }\n',
  });
}

test.for([0, 4, 16, 32])('on a disk with %i KiB left the last docs stay whole', async (left, { skip }) => {
  const book = copiedBook();
  const dist = join(book.folder, 'dist');
  if (!mountDisk(dist, 'size=2m')) return skip(NO_MOUNT);
  expect(await book.run('build', '--docs')).toMatchObject({ code: 0 });
  const good = docsOf(book);
  const { bavail, bsize } = statfsSync(dist);
  writeFileSync(join(dist, 'fill'), Buffer.alloc(bavail * bsize - left * 1024, 1));
  edit(book);
  const { code, stderr } = await book.run('build', '--docs');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'flakebook: Could not write dist: the disk is full.\n',
  });
  expect(docsOf(book)).toEqual(good);
  expect(readdirSync(dist).sort()).toEqual(['docs', 'fill']);
  rmSync(join(dist, 'fill'));
  expect(await book.run('build', '--docs')).toMatchObject({ code: 0, stderr: '' });
  expect(docsOf(book)).not.toEqual(good);
});

test('a disk that is read-only is called that, and is in nobody’s way who does not write', async ({
  skip,
}) => {
  const book = copiedBook();
  const again = mountDisk(join(book.folder, 'dist'), 'size=2m');
  if (!again) return skip(NO_MOUNT);
  expect(await book.run('build', '--docs')).toMatchObject({ code: 0 });
  const good = docsOf(book);
  again('ro');
  expect(await book.run('build', '--docs')).toMatchObject({ code: 0, stderr: '' });
  edit(book);
  for (const [words, label] of [
    [['build', '--docs'], 'dist'],
    [['report'], 'dist'],
    [['report', '--out', 'dist/new/report.md'], 'dist/new/report.md'],
  ] as const) {
    const { code, stderr } = await book.run(...words);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `flakebook: Could not write ${label}: the disk is read-only.\n`,
    });
  }
  expect(await book.run('check')).toMatchObject({ code: 0 });
  expect(docsOf(book)).toEqual(good);
});

test('an edition that is a disk of its own is switched file by file', async ({ skip }) => {
  const book = copiedBook();
  if (!mountDisk(join(book.folder, 'dist/docs'), 'size=2m')) return skip(NO_MOUNT);
  expect(await book.run('build', '--docs')).toMatchObject({ code: 0, stderr: '' });
  edit(book);
  expect(await book.run('build', '--docs')).toMatchObject({ code: 0, stderr: '' });
  expect(await book.run('build', '--docs', '--out', 'plain')).toMatchObject({ code: 0 });
  expect(docsOf(book)).toEqual(hashesOf(join(book.folder, 'plain/docs')));
  expect(readdirSync(join(book.folder, 'dist'))).toEqual(['docs']);
});
