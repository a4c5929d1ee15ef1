import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { didYouMean, list } from '../../check/wording.ts';

export const unknownValue: Rule = {
  id: 'unknown-value',
  severity: 'error',
  what: 'A word that is not among the words of its field.',
  why: 'Such fields are counted and filtered by, so that two spellings of one word would be two groups. Correct it, or add the word to `book.yaml`, where impacts and horizons are declared.',
  wrong: { [ISSUE_FILE]: issueWith('impact: hihg') },
  right: { [ISSUE_FILE]: issueWith('impact: high') },
  message: ({ key, value, expected, suggestion }) =>
    `Unexpected \`${value}\` as \`${key}\`, expected ${list(expected)}${didYouMean(suggestion)}`,
};
