import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { aValue, didYouMean } from '../../check/wording.ts';

export const wrongForm: Rule = {
  id: 'wrong-form',
  severity: 'error',
  what: 'A name that is not written as such names are.',
  why: 'Ids become file names, addresses and headings: one form keeps them the same on every system. Use lower-case letters, digits and single hyphens.',
  wrong: { [ISSUE_FILE]: issueWith('causes:\n  streams: { pattern: Shared_State }') },
  right: { [ISSUE_FILE]: issueWith('causes:\n  streams: { pattern: shared-state }') },
  message: ({ key, value, expected, suggestion }) =>
    `Unexpected ${aValue(value)} in \`${key}\`, expected ${expected}${didYouMean(suggestion)}`,
};
