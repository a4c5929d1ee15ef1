import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { didYouMean, list } from '../../check/wording.ts';

export const unknownKey: Rule = {
  id: 'unknown-key',
  severity: 'error',
  what: 'A key that the format does not know.',
  why: 'A misspelt key would be dropped without a word, and what it says with it. Correct the key, move the text into a `Notes` section, or declare the key under `fields` in `book.yaml`.',
  wrong: { [ISSUE_FILE]: issueWith('impakt: high') },
  right: { [ISSUE_FILE]: issueWith('impact: high') },
  message: ({ key, expected, suggestion }) =>
    `Unexpected key \`${key}\`, expected ${list(expected)}${didYouMean(suggestion)}`,
};
