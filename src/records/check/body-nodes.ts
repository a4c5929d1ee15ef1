import type { Nodes, Root } from 'mdast';

const known = new WeakMap<Root, readonly Nodes[]>();

/**
 * All nodes of a tree in the order of the file, the root first. Listed once for each tree: a dozen rules look through
 * every body, and walking it for each of them would cost more than all that they do.
 */
export function bodyNodes(root: Root): readonly Nodes[] {
  let nodes = known.get(root);
  if (!nodes) {
    nodes = listNodes(root);
    known.set(root, nodes);
  }
  return nodes;
}

/** The nodes of one type, in the order of the file. */
export function bodyNodesOf<Type extends Nodes['type']>(
  root: Root,
  type: Type,
): Extract<Nodes, { type: Type }>[] {
  return bodyNodes(root).filter((node): node is Extract<Nodes, { type: Type }> => node.type === type);
}

function listNodes(root: Root): Nodes[] {
  const nodes: Nodes[] = [];
  const add = (node: Nodes): void => {
    nodes.push(node);
    if ('children' in node) for (const child of node.children) add(child as Nodes);
  };
  add(root);
  return nodes;
}
