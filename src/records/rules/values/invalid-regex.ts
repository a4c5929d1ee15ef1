import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { aValue } from '../../check/wording.ts';

export const invalidRegex: Rule = {
  id: 'invalid-regex',
  severity: 'error',
  what: 'A signature that is no valid regular expression.',
  why: 'No failure would ever match it. The syntax is that of RE2: as in JavaScript, without look-around and without references to groups, so that no search takes for ever. Escape signs that are meant literally, or use `text` for a text that must occur as it is.',
  wrong: { [ISSUE_FILE]: issueWith("signatures:\n  - regex: 'found (\\d+'") },
  right: { [ISSUE_FILE]: issueWith("signatures:\n  - regex: 'found \\((\\d+)\\)'") },
  message: ({ key, value, problem }) =>
    `Unexpected ${aValue(value)} in \`${key}\`, expected a regular expression as RE2 reads it${problem === undefined ? '' : ` (${problem})`}; escape signs that are meant literally, or use \`text\``,
};
