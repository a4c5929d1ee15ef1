import type { CODE_RULES } from '../../../src/verify/rules.ts';
import { type BookExample, EXAMPLE_PATH, ISSUE_FILE, issueWith } from '../../../test/support/example-book.ts';
import type { Examples } from '../example-kinds.ts';

/** Records, and the code that they are held against. */
export interface CodeExample {
  readonly records: BookExample;
  /** Files of the tested project by path. */
  readonly code: Readonly<Record<string, string>>;
}

const CODE = { [EXAMPLE_PATH]: 'package test\n' };

const located = (location: string): BookExample => ({
  [ISSUE_FILE]: issueWith('').replace(`${EXAMPLE_PATH}:517`, location),
});

const twoNamed = issueWith('').replace(
  `{ at: ${EXAMPLE_PATH}:517 }`,
  '{ at: "test/query_test.go:1", name: reads a page }\n  b: { at: "test/query_test.go:2", name: reads all pages }',
);

export const CODE_EXAMPLES = {
  'code-not-found': {
    wrong: { records: located('test/query_test.go:1'), code: CODE },
    right: { records: located(`${EXAMPLE_PATH}:1`), code: CODE },
  },
  'code-moved': {
    wrong: { records: located('api/audit_events_query_api_test.go:1'), code: CODE },
    right: { records: located(`${EXAMPLE_PATH}:1`), code: CODE },
  },
  'wrong-repository': {
    wrong: {
      records: { [ISSUE_FILE]: twoNamed },
      code: { 'main.go': 'package main\n' },
    },
    right: {
      records: { [ISSUE_FILE]: twoNamed },
      code: { 'test/query_test.go': 'it("reads a page", () => {\nit("reads all pages", () => {\n' },
    },
  },
} satisfies Examples<typeof CODE_RULES, CodeExample>;
