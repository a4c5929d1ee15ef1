import { findFigureReferences } from '../book/figure-name.ts';
import { bodyNodes } from './body-nodes.ts';
import type { Collected } from './collector.ts';
import type { FileContext } from './context.ts';
import { findIssueIds } from './issue-ids.ts';
import { placeOf } from './node-place.ts';
import { proseTexts } from './prose-texts.ts';
import { resolveLink } from './resolve-link.ts';

const PATTERN_FIGURE = 'pattern.';

/** Ids, figures and links in sentences: of the body, and of the front matter's prose fields. */
export function collectProse(context: FileContext, collected: Collected): void {
  const { source, book, body } = context;
  for (const prose of proseTexts(context)) {
    for (const { what, id, index, length } of findIssueIds(prose.text, book)) {
      collected.uses.push({ what, id, place: prose.placeOf(index, length) });
    }
    for (const { name, index, length } of findFigureReferences(prose.text)) {
      if (!name.startsWith(PATTERN_FIGURE)) continue;
      collected.uses.push({
        what: 'pattern',
        id: name.slice(PATTERN_FIGURE.length),
        place: prose.placeOf(index, length),
      });
    }
  }
  if (!body) return;
  for (const node of bodyNodes(body)) {
    if (node.type !== 'link' && node.type !== 'definition') continue;
    const target = resolveLink(source.file, node.url);
    if (target) collected.uses.push({ what: 'file', id: target.file, place: placeOf(node) });
  }
}
