import type { Rule } from '../../check/rule.ts';

export const missingBook: Rule = {
  id: 'missing-book',
  severity: 'error',
  what: 'A content folder without `book.yaml`.',
  why: 'It names the book, its time zone and the prefixes of its ids; without it the folder is most likely the wrong one. One line is enough: `title: Our flaky tests`.',
  wrong: {},
  right: {},
  message: () =>
    'Unexpected content folder without `book.yaml`, expected at least its `title`; add the file, or point at another folder',
};
