import type { Nodes } from 'mdast';
import type { Place } from '../../core/place.ts';
import { parseMarkdown } from '../../text/body.ts';
import { PROSE_KEYS } from '../fields/fields.ts';
import { bodyNodes } from './body-nodes.ts';
import type { FileContext } from './context.ts';
import { placeOf } from './node-place.ts';

/** Calls `see` for every node of a file's prose: its body, and the front matter sentences that have links or images. */
export function visitProse({ source, body }: FileContext, see: (node: Nodes, place: Place) => void): void {
  for (const { key, value, place } of source.yaml?.scalars ?? []) {
    // A sentence without a bracket has neither, and most have none: parsing them all would be the slowest rule.
    if (!PROSE_KEYS.has(key) || !/[[<]/.test(value)) continue;
    for (const node of bodyNodes(parseMarkdown(value))) see(node, place);
  }
  if (body) for (const node of bodyNodes(body)) see(node, placeOf(node));
}
