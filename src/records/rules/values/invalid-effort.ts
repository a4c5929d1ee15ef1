import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { aValue } from '../../check/wording.ts';

export const invalidEffort: Rule = {
  id: 'invalid-effort',
  severity: 'error',
  what: 'An estimate that is no amount of work.',
  why: 'Efforts are summed, by horizon and over all issues. Write a number and a unit (`m`, `h`, `d`, `w`), or a range whose second end is no smaller than its first.',
  wrong: { [ISSUE_FILE]: issueWith('fixes:\n  serial-marker: { effort: 5 min }') },
  right: { [ISSUE_FILE]: issueWith('fixes:\n  serial-marker: { effort: 5m }') },
  message: ({ key, value }) =>
    `Unexpected ${aValue(value)} in \`${key}\`, expected an amount of work such as \`5m\`, \`2h-4h\`, \`1d\` or \`1w\``,
};
