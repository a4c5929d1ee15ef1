import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const missingFrontMatter: Rule = {
  id: 'missing-front-matter',
  severity: 'error',
  what: 'A Markdown record that does not begin with front matter.',
  why: 'The fields of a record stand between two lines of `---` at the top of the file; without them it has no title, no suite and no status.',
  wrong: { [ISSUE_FILE]: '# Pagination race condition\n' },
  right: { [ISSUE_FILE]: issueWith('') },
  message: () =>
    'Unexpected text, expected front matter: begin the file with a line `---`, the fields, and another line `---`',
};
