import type { RootContent } from 'mdast';
import type { When } from '../core/calendar.ts';
import { paragraph, recordLink, strong } from './blocks/tree.ts';
import type { Document, Route } from './document.ts';
import { ownerOf } from './lists.ts';
import { archiveRoute } from './routes.ts';
import { words } from './words/words.ts';

const { archive: says } = words;

/** A page as part of the book at a past date: it says so, and links to pages of that date where there are any. */
export function archive(page: Document, date: When, routes: ReadonlySet<Route>): Document {
  const [title, ...rest] = page.root.children.map((node) => relink(node, date, routes));
  const note = paragraph(strong(says.note(date)), ' ', recordLink(page.route, says.today), '.');
  return {
    ...page,
    kind: 'archive',
    route: archiveRoute(date, page.route),
    title: says.title(page.title, date),
    /** Search finds today's pages only. */
    facets: {},
    root: { type: 'root', children: [...(title ? [title] : []), note, ...rest] },
  };
}

function relink<Node extends RootContent>(node: Node, date: When, routes: ReadonlySet<Route>): Node {
  const move = (to: Route): Route => (routes.has(ownerOf(to)) ? archiveRoute(date, to) : to);
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
