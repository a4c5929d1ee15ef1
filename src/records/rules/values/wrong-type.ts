import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { aValue } from '../../check/wording.ts';

export const wrongType: Rule = {
  id: 'wrong-type',
  severity: 'error',
  what: 'A list where a text belongs, a text where a list belongs, or nothing at all.',
  why: 'The value cannot be read as what the key means. A list has `[` `]` around it or a `-` before each item; a key without a value is better left out.',
  wrong: { [ISSUE_FILE]: issueWith('references: https://example.org/x') },
  right: { [ISSUE_FILE]: issueWith('references: [https://example.org/x]') },
  message: ({ key, value, expected, received }) =>
    `Unexpected ${aValue(received ?? value)} in \`${key}\`, expected ${expected}`,
};
