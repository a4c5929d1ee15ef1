import type { Found } from '../../../core/finding.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { FileContext, Rule } from '../../check/rule.ts';
import { PROSE_KEYS } from '../../fields/fields.ts';

export const cutByComment: Rule = {
  id: 'cut-by-comment',
  severity: 'error',
  what: 'A text without quotes that YAML cuts at ` #`.',
  why: 'Everything from ` #` to the end of the line is a comment for YAML, so that half a sentence would be published without a word. Put quotes around the text; a real comment belongs on a line of its own. Comments behind single words, quoted texts, lists and maps are fine.',
  wrong: { [ISSUE_FILE]: issueWith('affects: the second page # 2 of the result') },
  right: {
    [ISSUE_FILE]: issueWith('affects: "the second page # 2 of the result"\nimpact: high # who pays for it?'),
  },
  message: ({ cut, key }) =>
    `Unexpected \`#\` in the text of \`${key}\`, expected quotes around it: YAML cuts \`#${cut}\` off`,
  *checkFile({ source }: FileContext): Iterable<Found> {
    for (const { key, value, plain, trailingComment } of source.yaml?.scalars ?? []) {
      if (!plain || !trailingComment || !(PROSE_KEYS.has(key) || /\s/.test(value))) continue;
      yield {
        ruleId: 'cut-by-comment',
        place: trailingComment.place,
        args: { key, cut: trailingComment.text },
      };
    }
  },
};
