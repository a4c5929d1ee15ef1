import type { Code } from 'mdast';
import type { Found } from '../../../core/finding.ts';
import { bodyNodesOf } from '../../check/body-nodes.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import { placeOf } from '../../check/node-place.ts';
import type { FileContext, Rule } from '../../check/rule.ts';

export const fenceLanguage: Rule = {
  id: 'fence-language',
  severity: 'error',
  what: 'A block of code without a language.',
  why: 'The language decides how the block is coloured, and whether it is a snippet or a log. Write it behind the three backticks: `go`, `ts`, `bash`; `text` for logs and symptoms. Indented blocks become fences.',
  wrong: { [ISSUE_FILE]: issueWith('', '## Symptom\n\n```\nTimed out after 90 seconds\n```') },
  right: { [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\nTimed out after 90 seconds\n```') },
  message: ({ form }) =>
    form === 'indented'
      ? 'Unexpected indented block of code, expected a fence with a language, such as three backticks and `text`'
      : 'Unexpected block of code without a language, expected one behind the backticks, such as `go`, or `text` for a log',
  checkFile({ body }: FileContext): Iterable<Found> {
    const unnamed = (body ? bodyNodesOf(body, 'code') : []).filter(({ lang }) => !lang);
    return unnamed.map((node) => ({
      ruleId: 'fence-language',
      place: placeOf(node),
      args: { form: isIndented(node) ? 'indented' : 'fenced' },
    }));
  },
};

/** An indented block has as many lines as its text; a fenced one has more. */
function isIndented(node: Code): boolean {
  const { start, end } = placeOf(node);
  return node.value.split('\n').length === end.line - start.line + 1;
}
