import type { Found } from '../../../core/finding.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { FileContext, Rule } from '../../check/rule.ts';
import { PROSE_KEYS } from '../../fields/fields.ts';

export const unquotedFlowProse: Rule = {
  id: 'unquoted-flow-prose',
  severity: 'error',
  what: 'A sentence without quotes within `{ }`.',
  why: 'There, a comma ends a text, and what follows it becomes a key: the sentence loses its end as soon as somebody adds a comma. Put quotes around it, or write the map on several lines.',
  wrong: { [ISSUE_FILE]: issueWith('causes:\n  shared-state: { claim: One stream for all tests }') },
  right: { [ISSUE_FILE]: issueWith('causes:\n  shared-state: { claim: "One stream, for all tests" }') },
  message: ({ key, value }) =>
    value === ''
      ? `Unexpected key \`${key}\` without a value, expected quotes around the text before it: within \`{ }\` a comma ends a text`
      : `Unexpected text without quotes in \`${key}\`, expected \`${key}: "${value}"\`: within \`{ }\` a comma would end it`,
  *checkFile({ source }: FileContext): Iterable<Found> {
    for (const { key, value, plain, inFlowMap, loneKey, place } of source.yaml?.scalars ?? []) {
      if (!plain || !inFlowMap || !(loneKey || (PROSE_KEYS.has(key) && /\s/.test(value)))) continue;
      yield { ruleId: 'unquoted-flow-prose', place, args: { key, value } };
    }
  },
};
