import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CONTENT, emptyBook, findingsOf, hashesOf } from '../cli/run.ts';

const ISSUE = [
  '---',
  'title: Cart loses an item',
  'suite: shop',
  'tests: { a: { name: adds an item } }',
  'causes: { shared-state: { claim: "One cart for all" }, unclear: { claim: "Something else" } }',
  'timeline: [{ open: 2026-03-02 }]',
  '---',
  '',
  'See [its lookalike](../patterns/data-race.md).',
  '',
].join('\n');

const BOOK = {
  'book.yaml': 'title: Shop\nprefixes: [{ prefix: SHOP- }]\nretired: [data-race]\n',
  'suites/shop.md': '---\ntitle: Shop\n---\n',
  'issues/SHOP-001.md': ISSUE,
};

const OWN = '---\ntitle: Our Shared State\nsummary: Two tests use one cart.\n---\n';

async function titleOf(book: ReturnType<typeof emptyBook>, id: string): Promise<string | undefined> {
  await book.run('build', '--docs');
  const page = readFileSync(join(book.folder, `dist/docs/patterns/${id}.md`), 'utf8');
  return /^# (.*)$/m.exec(page)?.[1];
}

test('every book has the patterns that come with Flakebook', async () => {
  const book = emptyBook(BOOK);
  expect(await findingsOf(book)).toEqual([]);
  await book.run('build', '--docs');
  const pages = Object.keys(hashesOf(join(book.folder, 'dist/docs/patterns')));
  const shipped = Object.keys(hashesOf(join(CONTENT, 'patterns')));
  expect(pages.sort()).toEqual(['README.md', ...shipped].sort());
});

test('a pattern of the book takes the place of one that comes with Flakebook, until it is deleted', async () => {
  const book = emptyBook(BOOK);
  expect(await titleOf(book, 'shared-state')).toBe('Shared State');
  book.write({ 'patterns/shared-state.md': OWN });
  expect(await titleOf(book, 'shared-state')).toBe('Our Shared State');
  book.remove('patterns/shared-state.md');
  expect(await titleOf(book, 'shared-state')).toBe('Shared State');
});

test('a wrong pattern of the book is found, and not replaced', async () => {
  const book = emptyBook({ ...BOOK, 'patterns/shared-state.md': 'no front matter' });
  expect(await findingsOf(book)).not.toEqual([]);
});
