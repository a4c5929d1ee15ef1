import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyBook, SMALL_BOOK } from './run.ts';

test.each([
  ['suite', 'orders', 'title: Orders\n', 'title: "Two: words"\n'],
  ['pattern', 'fixed-sleep', 'title: "Fixed sleep"\n', 'title: "Two: words"\n'],
])('new %s is sound at once, and never written twice', async (kind, id, usual, asked) => {
  const book = emptyBook(SMALL_BOOK);
  const file = join(book.content, `${kind}s/${id}.md`);
  const written = await book.run('new', kind, id);
  expect([written.code, written.stdout]).toEqual([0, expect.stringContaining(`${kind}s/${id}.md`)]);
  expect(readFileSync(file, 'utf8')).toContain(usual);
  expect((await book.run('check')).stdout).not.toContain('error');
  const again = await book.run('new', kind, id, '--title', 'Other');
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('already exists')]);
  expect(readFileSync(file, 'utf8')).toContain(usual);
  expect((await book.run('new', kind, 'other', '--title', 'Two: words')).code).toBe(0);
  expect(readFileSync(join(book.content, `${kind}s/other.md`), 'utf8')).toContain(asked);
});

test.each(['../x', 'Capital', 'a/b', ''])(
  'an id such as %j is refused, and nothing is written',
  async (id) => {
    const book = emptyBook(SMALL_BOOK);
    const { code, stderr } = await book.run('new', 'suite', id);
    expect(code).toBe(2);
    expect(stderr).toContain('lower-case words joined by hyphens');
    expect(existsSync(join(book.content, 'suites', `${id}.md`))).toBe(false);
  },
);
