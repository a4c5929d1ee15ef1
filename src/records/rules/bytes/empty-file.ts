import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const emptyFile: Rule = {
  id: 'empty-file',
  severity: 'error',
  what: 'A record without any text.',
  why: 'An empty record looks like an issue that somebody took care of. Write the record, or delete the file; often a disk was full or a merge went wrong, and `git log` still has the text.',
  wrong: { [ISSUE_FILE]: '\n' },
  right: { [ISSUE_FILE]: issueWith('') },
  message: () => 'Unexpected empty file, expected a record; write it, or delete the file',
};
