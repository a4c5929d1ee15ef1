import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const unclosedFrontMatter: Rule = {
  id: 'unclosed-front-matter',
  severity: 'error',
  what: 'Front matter without its closing line.',
  why: 'Without the second `---` nobody can tell where the fields end and the body begins. Add a line that is `---` and nothing else.',
  wrong: { [ISSUE_FILE]: issueWith('').replace(/---\n$/, '') },
  right: { [ISSUE_FILE]: issueWith('') },
  message: () => 'Unexpected end of the file within the front matter, expected a line `---` that closes it',
};
