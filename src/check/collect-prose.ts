import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Book } from '../model/book.ts';
import type { Place } from '../model/place.ts';
import { PROSE_KEYS } from '../schema/fields.ts';
import type { Collected } from './collector.ts';
import { findIssueIds } from './issue-ids.ts';
import { placeOf } from './node-place.ts';
import { resolveLink } from './resolve-link.ts';
import type { FileContext } from './rule.ts';

/** Ids and links in sentences: of the body, and of the front matter's prose fields. */
export function collectProse({ source, book, body }: FileContext, collected: Collected): void {
  for (const { key, value, place } of source.yaml?.scalars ?? []) {
    if (!PROSE_KEYS.has(key)) continue;
    for (const { what, id } of findIssueIds(value, book)) collected.uses.push({ what, id, place });
  }
  if (body) collectBody(body, source.file, book, collected);
}

function collectBody(body: Root, file: string, book: Book, collected: Collected): void {
  visit(body, (node) => {
    if (node.type === 'text') {
      for (const { what, id, index, length } of findIssueIds(node.value, book)) {
        collected.uses.push({ what, id, place: inside(placeOf(node), index, length) });
      }
    } else if (node.type === 'link' || node.type === 'definition') {
      const target = resolveLink(file, node.url);
      if (target) collected.uses.push({ what: 'file', id: target.file, place: placeOf(node) });
    }
  });
}

/** The place of a word within a text node that lies on one line; of the node where it does not. */
function inside(place: Place, index: number, length: number): Place {
  if (place.start.line !== place.end.line) return place;
  const start = { line: place.start.line, column: place.start.column + index };
  return { start, end: { line: start.line, column: start.column + length } };
}
