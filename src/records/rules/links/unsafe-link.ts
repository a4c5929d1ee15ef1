import type { Found } from '../../../core/finding.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import { visitProse } from '../../check/prose-nodes.ts';
import { schemeOf } from '../../check/resolve-link.ts';
import type { FileContext, Rule } from '../../check/rule.ts';

const SAFE = new Set(['http', 'https', 'mailto']);

export const unsafeLink: Rule = {
  id: 'unsafe-link',
  severity: 'error',
  what: 'A link that is neither relative nor to the web nor to an e-mail address.',
  why: 'A `javascript:` or `data:` link runs in the browser of whoever follows it, and a `file:` link works on one machine only. Link to an `https://` address, or to a file of the content folder.',
  wrong: { [ISSUE_FILE]: issueWith('', 'See [the log](file:///tmp/run.log).') },
  right: { [ISSUE_FILE]: issueWith('', 'See [the log](https://ci.example/runs/1).') },
  message: ({ scheme }) =>
    `Unexpected link of scheme \`${scheme}:\`, expected \`https://\`, \`http://\`, \`mailto:\` or a relative path`,
  checkFile(context: FileContext): Iterable<Found> {
    const found: Found[] = [];
    visitProse(context, (node, place) => {
      if (node.type !== 'link' && node.type !== 'definition') return;
      const scheme = schemeOf(node.url);
      if (scheme !== undefined && !SAFE.has(scheme))
        found.push({ ruleId: 'unsafe-link', place, args: { scheme } });
    });
    return found;
  },
};
