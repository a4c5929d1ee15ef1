import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { didYouMean } from '../../check/wording.ts';

export const invalidId: Rule = {
  id: 'invalid-id',
  severity: 'error',
  what: 'A key that names a test, cause, fix, task, decision or run, and is not written as an id.',
  why: 'Ids stand in headings, links and addresses, and are typed by people: one form spares them guessing. A test is a letter; everything else is lower-case words joined by hyphens.',
  wrong: { [ISSUE_FILE]: issueWith('fixes:\n  Serial_Marker: { effort: 5m }') },
  right: { [ISSUE_FILE]: issueWith('fixes:\n  serial-marker: { effort: 5m }') },
  message: ({ id, expected, suggestion }) =>
    `Unexpected id \`${id}\`, expected ${expected}${didYouMean(suggestion)}`,
};
