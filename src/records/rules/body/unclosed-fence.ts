import type { Code } from 'mdast';
import type { Found } from '../../../core/finding.ts';
import { bodyNodesOf } from '../../check/body-nodes.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import { placeOf } from '../../check/node-place.ts';
import type { FileContext, Rule } from '../../check/rule.ts';

export const unclosedFence: Rule = {
  id: 'unclosed-fence',
  severity: 'error',
  what: 'A block of code that runs to the end of the file.',
  why: 'All that follows, headings too, becomes part of the code. Close the block with a line of as many backticks as opened it.',
  wrong: { [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\nTimed out after 90 seconds\n\n## Evidence') },
  right: {
    [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\nTimed out after 90 seconds\n```\n\n## Evidence'),
  },
  message: () => 'Unexpected end of the file within a block of code, expected a closing line of backticks',
  checkFile({ body }: FileContext): Iterable<Found> {
    const unclosed = (body ? bodyNodesOf(body, 'code') : []).filter(isUnclosed);
    return unclosed.map((node) => ({ ruleId: 'unclosed-fence', place: placeOf(node), args: {} }));
  },
};

/** A closed block has two lines more than its text, and ends behind a fence; an indented one has as many as its text. */
function isUnclosed({ value, position, lang }: Code): boolean {
  if (!position) return false;
  const { start, end } = position;
  const lines = end.line - start.line + 1;
  const textLines = value === '' ? 0 : value.split('\n').length;
  return end.column === 1 || lines === textLines + 1 || (lines === 1 && Boolean(lang));
}
