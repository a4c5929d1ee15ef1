import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { aValue } from '../../check/wording.ts';

const at = (location: string) => issueWith('').replace('test/audit_events_query_api_test.go:517', location);

export const invalidLocation: Rule = {
  id: 'invalid-location',
  severity: 'error',
  what: 'A place in the source that is no path with a line.',
  why: 'It becomes a link into the repository. Write the path from its root with forward slashes, then `:` and the line, or the first and last one.',
  wrong: { [ISSUE_FILE]: at('"query_test.go, line 517"') },
  right: { [ISSUE_FILE]: at('test/query_test.go:517-533') },
  message: ({ key, value }) =>
    `Unexpected ${aValue(value)} in \`${key}\`, expected a path from the root of the repository with a line, such as \`test/api_test.go:517\` or \`test/api_test.go:517-533\``,
};
