import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const shiftedFrontMatter: Rule = {
  id: 'shifted-front-matter',
  severity: 'error',
  what: 'Front matter that does not begin at the first character of the file.',
  why: 'A blank line or a space above `---` turns the front matter into a ruled line with text below, for Flakebook as for GitHub. Delete what stands above it.',
  wrong: { [ISSUE_FILE]: `\n${issueWith('')}` },
  right: { [ISSUE_FILE]: issueWith('') },
  message: () =>
    'Unexpected space above the front matter, expected `---` at the very start of the file; delete what stands above it',
};
