import type { Root, RootContent } from 'mdast';

/** The document for a reader who has it alone: links to other pages of the book become their words. */
export function makeStandalone(root: Root): Root {
  return { ...root, children: root.children.flatMap(withoutLinks) };
}

function withoutLinks(node: RootContent): RootContent[] {
  if (node.type === 'figureCards') return [{ ...node, cards: node.cards.map(({ to: _, ...card }) => card) }];
  if (!('children' in node)) return [node];
  const children = (node.children as RootContent[]).flatMap(withoutLinks);
  return node.type === 'recordLink' ? children : [{ ...node, children } as RootContent];
}
