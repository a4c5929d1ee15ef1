import type { Found } from '../../../core/finding.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import { visitProse } from '../../check/prose-nodes.ts';
import type { FileContext, Rule } from '../../check/rule.ts';

export const image: Rule = {
  id: 'image',
  severity: 'error',
  what: 'An image in a body or a sentence of the front matter.',
  why: 'Images are not carried into the outputs yet, and one from another host would tell that host who reads the page. Link to the image instead; a screenshot of text is better pasted as text.',
  wrong: { [ISSUE_FILE]: issueWith('', '![The failing run](https://ci.example/run.png)') },
  right: { [ISSUE_FILE]: issueWith('', '[The failing run](https://ci.example/run.png)') },
  message: () => 'Unexpected image, expected a link to it; delete the `!` before the bracket',
  checkFile(context: FileContext): Iterable<Found> {
    const found: Found[] = [];
    visitProse(context, (node, place) => {
      if (node.type === 'image' || node.type === 'imageReference')
        found.push({ ruleId: 'image', place, args: {} });
    });
    return found;
  },
};
