import type { Node, Nodes, Root } from 'mdast';
import { FILE_START, type Place } from '../../core/place.ts';
import { parseMarkdown } from '../../text/body.ts';
import { PROSE_KEYS } from '../fields/fields.ts';
import type { FileContext } from './context.ts';

/** All nodes of a tree in the order of the file, the root first. */
export function nodesIn(root: Root): Nodes[] {
  const nodes: Nodes[] = [];
  const add = (node: Nodes): void => {
    nodes.push(node);
    if ('children' in node) for (const child of node.children) add(child as Nodes);
  };
  add(root);
  return nodes;
}

/** The nodes of one type, in the order of the file. */
export function ofType<Type extends Nodes['type']>(
  nodes: readonly Nodes[],
  type: Type,
): Extract<Nodes, { type: Type }>[] {
  return nodes.filter((node): node is Extract<Nodes, { type: Type }> => node.type === type);
}

/** Where a node of a body stands; the parser gives every node its place. */
export function placeOf(node: Node): Place {
  if (!node.position) return FILE_START;
  const { start, end } = node.position;
  return { start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } };
}

/** Calls `see` for every node of a file's prose: its body, and the front matter sentences that have links or images. */
export function visitProse({ source, nodes }: FileContext, see: (node: Nodes, place: Place) => void): void {
  for (const { key, value, place } of source.yaml?.scalars ?? []) {
    // A sentence without a bracket has neither, and most have none: parsing them all would be the slowest rule.
    if (!PROSE_KEYS.has(key) || !/[[<]/.test(value)) continue;
    for (const node of nodesIn(parseMarkdown(value))) see(node, place);
  }
  for (const node of nodes) see(node, placeOf(node));
}

/** A piece of prose of a record: a sentence of the front matter, or a text of the body outside of code. */
export interface ProseText {
  readonly text: string;
  /** The place of a word in it; of the whole piece where words cannot be placed. */
  placeOf(index: number, length: number): Place;
}

/** All prose of a file, front matter first, in the order of the file. */
export function proseTexts({ source, nodes }: FileContext): ProseText[] {
  const texts: ProseText[] = (source.yaml?.scalars ?? [])
    .filter(({ key }) => PROSE_KEYS.has(key))
    .map(({ value, place }) => ({ text: value, placeOf: () => place }));
  for (const node of ofType(nodes, 'text')) {
    const place = placeOf(node);
    texts.push({ text: node.value, placeOf: (index, length) => inside(place, index, length) });
  }
  return texts;
}

/** The place of a word within a text node that lies on one line; of the node where it does not. */
function inside(place: Place, index: number, length: number): Place {
  if (place.start.line !== place.end.line) return place;
  const start = { line: place.start.line, column: place.start.column + index };
  return { start, end: { line: start.line, column: start.column + length } };
}
