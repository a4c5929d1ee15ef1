import type { FRONT_MATTER_RULES } from '../../../src/records/rules/front-matter.ts';
import { type BookExample, ISSUE_FILE, issueWith } from '../../../test/support/example-book.ts';
import type { Examples } from '../example-kinds.ts';

export const FRONT_MATTER_EXAMPLES = {
  'cut-by-comment': {
    wrong: { [ISSUE_FILE]: issueWith('affects: the second page # 2 of the result') },
    right: {
      [ISSUE_FILE]: issueWith(
        'affects: "the second page # 2 of the result"\nimpact: high # who pays for it?',
      ),
    },
  },
  'missing-key': {
    wrong: { [ISSUE_FILE]: issueWith('').replace('suite: data-storage\n', '') },
    right: { [ISSUE_FILE]: issueWith('') },
  },
  'typographic-quotes': {
    wrong: { [ISSUE_FILE]: issueWith('affects: “the second page”') },
    right: { [ISSUE_FILE]: issueWith('affects: "the “second” page"') },
  },
  'unknown-key': {
    wrong: { [ISSUE_FILE]: issueWith('impakt: high') },
    right: { [ISSUE_FILE]: issueWith('impact: high') },
  },
  'unquoted-flow-prose': {
    wrong: { [ISSUE_FILE]: issueWith('causes:\n  shared-state: { claim: One stream, for all tests }') },
    right: { [ISSUE_FILE]: issueWith('causes:\n  shared-state: { claim: "One stream, for all tests" }') },
  },
} satisfies Examples<typeof FRONT_MATTER_RULES, BookExample>;
