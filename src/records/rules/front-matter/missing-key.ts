import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const missingKey: Rule = {
  id: 'missing-key',
  severity: 'error',
  what: 'A key that must be there and is not.',
  why: 'A record without it cannot be listed or counted. Only what no report can do without is asked for; add it.',
  wrong: { [ISSUE_FILE]: issueWith('').replace('suite: data-storage\n', '') },
  right: { [ISSUE_FILE]: issueWith('') },
  message: ({ key, alternative, where }) =>
    `Unexpected absence of \`${key}\`${alternative === undefined ? '' : ` and \`${alternative}\``}, expected ${alternative === undefined ? 'it' : 'one of them'} in ${where}; add the key`,
};
