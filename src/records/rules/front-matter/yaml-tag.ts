import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const yamlTag: Rule = {
  id: 'yaml-tag',
  severity: 'error',
  what: 'A YAML tag, such as `!!str` or `!ruby/object`.',
  why: 'Every value is text, and the field says what the text means; tags make other tools build objects. Delete the tag, or put quotes around a text that begins with `!`.',
  wrong: { [ISSUE_FILE]: issueWith('owner: !!str storage-team') },
  right: { [ISSUE_FILE]: issueWith('owner: storage-team') },
  message: ({ tag }) =>
    `Unexpected YAML tag \`${tag}\`, expected the value alone; put quotes around a text that begins with \`!\``,
};
