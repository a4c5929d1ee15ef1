import type { FILE_RULES } from '../../../src/records/rules/files.ts';
import { type BookExample, issueWith } from '../../../test/support/example-book.ts';
import type { Examples } from '../example-kinds.ts';

export const FILE_EXAMPLES = {
  'unknown-file': {
    wrong: { 'issue/DS-FLAKY-003.md': issueWith('') },
    right: { 'issues/DS-FLAKY-003.md': issueWith('') },
  },
} satisfies Examples<typeof FILE_RULES, BookExample>;
