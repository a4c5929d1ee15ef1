import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const duplicateKey: Rule = {
  id: 'duplicate-key',
  severity: 'error',
  what: 'A key that stands twice in one map.',
  why: 'Only one of the two values would count, and which one depends on the tool. Keep one, or give the second an id of its own.',
  wrong: { [ISSUE_FILE]: issueWith('impact: high\nimpact: low') },
  right: { [ISSUE_FILE]: issueWith('impact: high') },
  message: ({ key }) =>
    `Unexpected second \`${key}\`, expected each key once; keep one of the two, or rename the second`,
};
