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

/** About what records say of source code. */
export const CODE_RULES = {
  'code-not-found': {
    severity: 'error',
    what: 'A location, test name, snippet, commit or path that the tested project does not have.',
    why: 'Readers who follow the record find nothing: it was removed, renamed or mistyped. Correct the record, or say in its timeline what happened. A shallow clone may lack a commit.',
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
    }) => `Cannot find ${subject} \`${what}\` at ${commit}: ${why}`,
  },
  'code-moved': {
    severity: 'warning',
    what: 'A location, test name, snippet, commit or path that is elsewhere in the tested project, or of another day.',
    why: 'The record was right once, but now its readers have to search. Write down where it is now.',
    wrong: { records: located('api/audit_events_query_api_test.go:1'), code: CODE },
    right: { records: located(`${EXAMPLE_PATH}:1`), code: CODE },
    message: ({ subject, what, to, why }: { subject: string; what: string; to: string; why?: string }) =>
      `Found \`${to}\` for ${subject} \`${what}\`${why === undefined ? '' : `: ${why}`}`,
  },
} satisfies RuleTable<CodeExample>;

export const finding: MakeFinding<typeof CODE_RULES> = makeFinding;
