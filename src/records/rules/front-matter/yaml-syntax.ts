import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

/** By the YAML parser's code, and where that is too wide by its words: what stands there, and what should. */
const CASES: readonly (readonly [code: string, problem: RegExp, sentence: string])[] = [
  ['BLOCK_AS_IMPLICIT_KEY', /./, 'second `: ` on one line, expected quotes around a text with a colon in it'],
  ['MULTILINE_IMPLICIT_KEY', /./, 'key over several lines, expected it on one line, followed by `:`'],
  ['TAB_AS_INDENT', /./, 'tab, expected spaces as indentation'],
  ['BAD_SCALAR_START', /./, 'sign at the start of a text, expected quotes around the text'],
  ['BAD_INDENT', /sequence/, 'end of a list, expected its closing `]`'],
  ['BAD_INDENT', /Flow map/, 'end of a map, expected its closing `}`'],
  ['BAD_INDENT', /./, 'indentation, expected all keys of one map to begin in the same column'],
  ['MISSING_CHAR', /quote/, 'end of a quoted text, expected the closing quote'],
  [
    'MISSING_CHAR',
    /map keys/,
    'line without a colon, expected `key: value`; a text over several lines stands indented below its key',
  ],
  [
    'UNEXPECTED_TOKEN',
    /node end/,
    'text behind a value that has ended, expected nothing more, or quotes around all of it',
  ],
  [
    'UNEXPECTED_TOKEN',
    /block-seq-ind/,
    '`-` behind a key, expected quotes around the text, or the list on lines of its own',
  ],
  [
    'NON_STRING_KEY',
    /./,
    'list or map as a key, expected text; a text that begins with `{` or `[` needs quotes',
  ],
  ['MULTIPLE_DOCS', /./, 'second YAML document, expected one; `---` may stand above and below only'],
];

export const yamlSyntax: Rule = {
  id: 'yaml-syntax',
  severity: 'error',
  what: 'Text that is no valid YAML.',
  why: 'Nothing of the record can be read until it is. Most often a text with a colon, or one that begins with a backtick, needs quotes around it.',
  wrong: { [ISSUE_FILE]: issueWith('affects: Pagination: the second page') },
  right: { [ISSUE_FILE]: issueWith('affects: "Pagination: the second page"') },
  message: ({ problem = '', code }) => {
    const known = CASES.find(([of, pattern]) => of === code && pattern.test(String(problem)));
    return known ? `Unexpected ${known[2]}` : `Unexpected YAML, expected lines of \`key: value\`: ${problem}`;
  },
};
