import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const mojibake: Rule = {
  id: 'mojibake',
  severity: 'error',
  what: 'Text that was read in a wrong encoding once, and then saved.',
  why: 'It is valid UTF-8 and yet not what was written, and each such round makes it worse. Put the original text back; the finding names it.',
  wrong: { [ISSUE_FILE]: issueWith('', 'The stream is not unique ‚Üê SHARED') },
  right: { [ISSUE_FILE]: issueWith('', 'The stream is not unique ← SHARED') },
  message: ({ damaged, original, encoding, count }) =>
    `Unexpected \`${damaged}\`, expected \`${original}\`: the text was once read as ${encoding}${Number(count) > 1 ? `, at ${count} places of this file` : ''}`,
};
