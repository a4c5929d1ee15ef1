import type { When } from '../core/calendar.ts';
import { paragraph, recordLink, strong } from './blocks/tree.ts';
import type { Document, Route } from './document.ts';
import { ownerOf } from './lists.ts';
import { archiveRoute } from './routes.ts';
import { words } from './words/words.ts';

const { archive: says } = words;

/** A page as part of the book at a past date: it says so, and links to pages of that date where there are any. */
export function archive(page: Document, date: When, routes: ReadonlySet<Route>): Document {
  const move = (to: Route): Route => (routes.has(ownerOf(to)) ? archiveRoute(date, to) : to);
  const [title, ...rest] = page.root.children.map((node) => relink(node, move));
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

/** Whatever links to a page does so in a field `to`, wherever it stands in the tree. */
function relink<Value>(value: Value, move: (to: Route) => Route): Value {
  if (Array.isArray(value)) return value.map((one) => relink(one, move)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, own]) => [
    key,
    key === 'to' && typeof own === 'string' ? move(own) : relink(own, move),
  ]);
  return Object.fromEntries(entries);
}
