import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const controlCharacter: Rule = {
  id: 'control-character',
  severity: 'error',
  what: 'A control character, such as NUL or the escape character of a coloured log.',
  why: 'It cannot be seen in an editor, breaks feeds and terminals, and is never meant. Delete it; a log is best pasted without its colours (`NO_COLOR=1`).',
  wrong: { [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\n\u001b[31mTimed out after 90 seconds\n```') },
  right: { [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\nTimed out after 90 seconds\n```') },
  message: ({ code }) => `Unexpected control character ${code}, expected text; delete it`,
};
