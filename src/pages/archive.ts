import type { RootContent } from 'mdast';
import type { When } from '../core/calendar.ts';

import { paragraph, recordLink, strong } from './blocks/tree.ts';
import type { Document, DocumentEntry, Route } from './document.ts';
import { archiveRoute } from './routes.ts';
import { formatDate } from './words/format.ts';

/** A page as part of the book at a past date: it says so, and links to pages of that date where there are any. */
export function archive(page: Document, date: When, routes: ReadonlySet<Route>): Document {
  const [title, ...rest] = page.root.children.map((node) => relink(node, date, routes));
  const note = paragraph(
    strong(`The book as of ${formatDate(date)}.`),
    ' ',
    recordLink(page.route, 'The page of today'),
    '.',
  );
  return {
    ...archiveEntry(page, date),
    root: { type: 'root', children: [...(title ? [title] : []), note, ...rest] },
  };
}

/** Search finds today's pages only, so an archived one has no facets. */
function archiveEntry(entry: DocumentEntry, date: When): DocumentEntry {
  return {
    ...entry,
    kind: 'archive',
    route: archiveRoute(date, entry.route),
    title: `${entry.title} (as of ${date})`,
    facets: {},
  };
}
function relink<Node extends RootContent>(node: Node, date: When, routes: ReadonlySet<Route>): Node {
  const move = (to: Route): Route => (routes.has(to) ? archiveRoute(date, to) : to);
  const moved = node.type === 'recordLink' ? { ...node, to: move(node.to) } : node;
  if (moved.type === 'figureCards') {
    return {
      ...moved,
      cards: moved.cards.map((card) => (card.to === undefined ? card : { ...card, to: move(card.to) })),
    };
  }
  if (!('children' in moved)) return moved;
  return {
    ...moved,
    children: (moved.children as RootContent[]).map((child) => relink(child, date, routes)),
  } as Node;
}
