import type { Node } from 'unist';
import { FILE_START, type Place } from '../../core/place.ts';

/** Where a node of a body stands; the parser gives every node its place. */
export function placeOf(node: Node): Place {
  if (!node.position) return FILE_START;
  const { start, end } = node.position;
  return { start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } };
}
