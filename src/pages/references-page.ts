import { issueLinks, referenceLine } from './blocks/links.ts';
import { counted, heading, list, overviewPage, paragraph } from './blocks/tree.ts';
import type { BookAt } from './book-at.ts';
import type { Document } from './document.ts';
import { ROUTES } from './routes.ts';
import { words } from './words/words.ts';

const { references: says } = words;

/** So many issues stand behind a document: a page of hundreds of documents stays one that can be opened. */
const CITED = 5;

export function composeReferences(book: BookAt): Document {
  const blocks = book.references.flatMap((group) => {
    const suite = book.suiteOfReferences(group.id);
    const items = group.items.map((item) => {
      const issues = book.citedIn(item.id);
      const shown = issues.slice(0, CITED);
      const more = issues.length > shown.length ? says.andMore(issues.length - shown.length) : '';
      const cited = issues.length === 0 ? [] : [says.citedIn, issueLinks(shown), more];
      return counted([referenceLine(book, item, suite, 'whole'), cited], {
        [says.kind]: item.kind === undefined ? '' : says.kinds[item.kind],
      });
    });
    return [heading(2, group.title), list(items)];
  });
  const shown = blocks.length === 0 ? [paragraph(says.none)] : blocks;
  return overviewPage(ROUTES.references, 'references', says, shown);
}
