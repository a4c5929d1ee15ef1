import type { Nodes, Parents, RootContent } from 'mdast';

/** Whether a node can have blocks below it: most nodes of a page stand within lines. */
export function holdsBlocks(node: Nodes): node is Parents {
  return !['paragraph', 'heading', 'table', 'facts'].includes(node.type) && 'children' in node;
}

/** Shows all nodes below one, in the order of the file. A plain walk: to visit them in the general way takes as long as to parse. */
export function walk(
  { children }: Parents,
  see: (node: RootContent, siblings: readonly RootContent[], index: number) => void,
): void {
  for (const [i, node] of children.entries()) {
    see(node, children, i);
    if ('children' in node) walk(node, see);
  }
}
