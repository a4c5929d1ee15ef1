import type { Parents, RootContent } from 'mdast';

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
