import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

/** `Prüfung`, saved as Latin-1. */
const LATIN_1 = Uint8Array.from(issueWith('owner: Prüfung'), (character) => character.codePointAt(0) ?? 0);

export const notUtf8: Rule = {
  id: 'not-utf8',
  severity: 'error',
  what: 'A file in another encoding than UTF-8.',
  why: 'Read as UTF-8, its letters would be replaced by question marks and the text be lost for good. Save the file as UTF-8; PowerShell writes UTF-16 unless it is told `-Encoding utf8`.',
  wrong: { [ISSUE_FILE]: LATIN_1 },
  right: { [ISSUE_FILE]: issueWith('owner: Prüfung') },
  message: ({ encoding }) => `Unexpected ${encoding}, expected UTF-8; save the file as UTF-8`,
};
