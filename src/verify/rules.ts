import { EXAMPLE_PATH, ISSUE_FILE, issueWith } from '../core/example-book.ts';
import { type BookExample, type MakeFinding, makeFinding, type RuleTable } from '../core/rule.ts';

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

/** Of what records say about source code. */
export const CODE_RULES = {
  'code-not-found': {
    severity: 'error',
    what: 'A place, a test name, a snippet, a commit or a path that the tested project does not have.',
    why: 'Whoever follows the record looks for something that is not there: it was removed or renamed, or mistyped. Correct the record, or say what happened in its timeline. A commit may be missing from a shallow clone.',
    wrong: { records: located('test/query_test.go:1'), code: CODE },
    right: { records: located(`${EXAMPLE_PATH}:1`), code: CODE },
    message: ({
      subject,
      what,
      commit,
      why,
    }: {
      subject: string;
      what: string;
      commit: string;
      why: string;
    }) => `Unexpected ${subject} \`${what}\`, expected one that the code has at ${commit}: ${why}`,
  },
  'code-moved': {
    severity: 'warning',
    what: 'A place, a test name, a snippet, a commit or a path that the tested project has elsewhere, or on another day.',
    why: 'The record was right once, and its readers have to search. Write down where it is now.',
    wrong: { records: located('api/audit_events_query_api_test.go:1'), code: CODE },
    right: { records: located(`${EXAMPLE_PATH}:1`), code: CODE },
    message: ({ subject, what, to, why }: { subject: string; what: string; to: string; why?: string }) =>
      `Unexpected ${subject} \`${what}\`, expected \`${to}\`${why === undefined ? '' : `: ${why}`}`,
  },
} satisfies RuleTable<CodeExample>;

export const finding: MakeFinding<typeof CODE_RULES> = makeFinding;
