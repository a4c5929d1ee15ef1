import type { Place } from '../../core/place.ts';
import { PROSE_KEYS } from '../fields/fields.ts';
import { bodyNodesOf } from './body-nodes.ts';
import type { FileContext } from './context.ts';
import { placeOf } from './node-place.ts';

/** A piece of prose of a record: a sentence of the front matter, or a text of the body outside of code. */
export interface ProseText {
  readonly text: string;
  /** The place of a word in it; of the whole piece where words cannot be placed. */
  placeOf(index: number, length: number): Place;
}

/** All prose of a file, front matter first, in the order of the file. */
export function proseTexts({ source, body }: Pick<FileContext, 'source' | 'body'>): ProseText[] {
  const texts: ProseText[] = (source.yaml?.scalars ?? [])
    .filter(({ key }) => PROSE_KEYS.has(key))
    .map(({ value, place }) => ({ text: value, placeOf: () => place }));
  if (body) {
    for (const node of bodyNodesOf(body, 'text')) {
      const place = placeOf(node);
      texts.push({ text: node.value, placeOf: (index, length) => inside(place, index, length) });
    }
  }
  return texts;
}

/** The place of a word within a text node that lies on one line; of the node where it does not. */
function inside(place: Place, index: number, length: number): Place {
  if (place.start.line !== place.end.line) return place;
  const start = { line: place.start.line, column: place.start.column + index };
  return { start, end: { line: start.line, column: start.column + length } };
}
