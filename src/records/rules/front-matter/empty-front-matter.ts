import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const emptyFrontMatter: Rule = {
  id: 'empty-front-matter',
  severity: 'error',
  what: 'Front matter with nothing in it.',
  why: 'A record needs a title at least. Fill in the fields, or delete the file.',
  wrong: { [ISSUE_FILE]: '---\n---\n' },
  right: { [ISSUE_FILE]: issueWith('') },
  message: () =>
    'Unexpected empty front matter, expected the fields of the record between the two lines `---`',
};
