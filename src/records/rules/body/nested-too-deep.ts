import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const nestedTooDeep: Rule = {
  id: 'nested-too-deep',
  severity: 'error',
  what: 'A body with quotes, lists or marks in each other, dozens of levels deep.',
  why: 'Nobody can read it, and programs that walk through it run out of memory; most often a mail thread or a log was pasted without a fence. Put it into a fence, or take out levels.',
  wrong: { [ISSUE_FILE]: issueWith('', `${'> '.repeat(45)}Timed out`) },
  right: { [ISSUE_FILE]: issueWith('', '> Timed out') },
  message: ({ limit }) =>
    `Unexpected depth of more than ${limit} levels in the body, expected fewer; put pasted text into a fence`,
};
