import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const byteOrderMark: Rule = {
  id: 'byte-order-mark',
  severity: 'warning',
  what: 'A byte order mark at the start of a file.',
  why: 'UTF-8 needs none, and tools that read the raw bytes do not see the front matter behind it. Save the file as "UTF-8", not as "UTF-8 with BOM"; `flakebook fmt` takes the mark away.',
  wrong: { [ISSUE_FILE]: `\ufeff${issueWith('')}` },
  right: { [ISSUE_FILE]: issueWith('') },
  message: () => 'Unexpected byte order mark, expected plain UTF-8; save the file without it',
};
