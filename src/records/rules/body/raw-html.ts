import type { Found } from '../../../core/finding.ts';
import { bodyNodesOf } from '../../check/body-nodes.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import { placeOf } from '../../check/node-place.ts';
import type { FileContext, Rule } from '../../check/rule.ts';
import { aValue, shorten } from '../../check/wording.ts';

export const rawHtml: Rule = {
  id: 'raw-html',
  severity: 'error',
  what: 'HTML in a body.',
  why: 'Records come from many hands, and HTML may run scripts on the site; so it is shown as literal text everywhere. Write Markdown; a `<T>` or `<id>` that is meant literally stands in backticks.',
  wrong: { [ISSUE_FILE]: issueWith('', 'Fails for any Map<String> value.') },
  right: { [ISSUE_FILE]: issueWith('', 'Fails for any `Map<String>` value.') },
  message: ({ html }) =>
    `Unexpected HTML ${aValue(html)}, expected Markdown; put backticks around it when it is meant literally`,
  checkFile({ body }: FileContext): Iterable<Found> {
    const nodes = body ? bodyNodesOf(body, 'html') : [];
    return nodes.map((node) => ({
      ruleId: 'raw-html',
      place: placeOf(node),
      args: { html: shorten(node.value) },
    }));
  },
};
