import { expect, test } from 'vitest';
import { emptyBook, findingsOf, issueText, SMALL_BOOK } from '../cli/run.ts';
import { createRepository } from '../support/git.ts';

const SECOND = 'issues/SHOP-2.md';
const text = issueText('Second');

function bookWithHistory() {
  const book = emptyBook({ ...SMALL_BOOK, [SECOND]: text });
  const repository = createRepository(book.folder);
  repository.commit('2026-01-05T09:00:00Z', {});
  return { book, ...repository };
}

const DELETED = ['book.yaml:1 deleted-record'];

test('a deleted record is found, whether its deletion is committed or not, until its id is retired', async () => {
  const { book, commit } = bookWithHistory();
  expect(await findingsOf(book)).toEqual([]);
  book.remove(SECOND);
  expect(await findingsOf(book)).toEqual(DELETED);
  commit('2026-01-06T09:00:00Z', {});
  expect(await findingsOf(book)).toEqual(DELETED);
  book.write({ 'book.yaml': `${SMALL_BOOK['book.yaml']}retired: [SHOP-2]\n` });
  expect(await findingsOf(book)).toEqual([]);
});

test('a record under another name is another one', async () => {
  const { book, commit } = bookWithHistory();
  book.remove(SECOND);
  book.write({ 'issues/SHOP-3.md': text });
  commit('2026-01-06T09:00:00Z', {});
  expect(await findingsOf(book)).toEqual(DELETED);
});

test('a record that another branch has was never deleted here', async () => {
  const { book, git, commit } = bookWithHistory();
  git('checkout', '--quiet', '-b', 'other');
  commit('2026-01-06T09:00:00Z', { 'content/issues/SHOP-7.md': text });
  git('checkout', '--quiet', 'main');
  expect(await findingsOf(book)).toEqual([]);
});

test('without git, nobody knows', async () => {
  const book = emptyBook({ ...SMALL_BOOK, [SECOND]: text });
  book.remove(SECOND);
  expect(await findingsOf(book)).toEqual([]);
});
