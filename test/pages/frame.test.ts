import { expect, it } from 'vitest';
import { framePages } from '../../src/pages/frame.ts';
import { openTestBook, withFiles } from '../support/book.ts';

it('leads to the files of the book, and not to those of the patterns that come with Flakebook', () => {
  const files = {
    'book.yaml': 'title: Book\nrecords: { repository: https://github.com/team/book, branch: main }\n',
    'patterns/own.md': '---\ntitle: Own\nsummary: It is ours\n---\n',
    'patterns/shipped.md': '---\ntitle: Shipped\nsummary: It came along\n---\n',
  };
  const book = openTestBook(withFiles(new Map(), files));
  const frameOf = framePages(book.now, (file) => file !== 'patterns/shipped.md');
  const edited = book.pages('site').flatMap((spec) => frameOf(spec).edit ?? []);
  expect(edited).toEqual(['https://github.com/team/book/edit/main/patterns/own.md']);
});
