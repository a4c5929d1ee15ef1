import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { aValue } from '../../check/wording.ts';

export const invalidDate: Rule = {
  id: 'invalid-date',
  severity: 'error',
  what: 'A date that does not exist, or that is written in another way.',
  why: 'Every report is read as of a date, so dates must mean the same to everyone: `01/04/26` does not. A date-time needs its offset, or it would depend on who reads it.',
  wrong: { [ISSUE_FILE]: issueWith('').replace('2026-01-04', '2026-02-30') },
  right: { [ISSUE_FILE]: issueWith('').replace('2026-01-04', '2026-02-28T09:30+01:00') },
  message: ({ key, value }) =>
    `Unexpected ${aValue(value)} in \`${key}\`, expected a date such as \`2026-01-04\`, or with time and offset \`2026-01-04T12:04-05:00\``,
};
