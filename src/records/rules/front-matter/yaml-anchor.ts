import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const yamlAnchor: Rule = {
  id: 'yaml-anchor',
  severity: 'error',
  what: 'A YAML anchor (`&name`) or alias (`*name`).',
  why: 'Records say everything once and where it belongs; aliases hide that, and a few lines of them unfold into gigabytes. Write the value out, use `same:` for a fix or cause of another issue, or put quotes around a text that begins with `&` or `*`.',
  wrong: { [ISSUE_FILE]: issueWith('affects: &area pagination\nowner: *area') },
  right: { [ISSUE_FILE]: issueWith('affects: "*all* pages"\nowner: storage-team') },
  message: ({ name }) =>
    `Unexpected YAML anchor or alias \`${name}\`, expected the value itself; put quotes around a text that begins so`,
};
