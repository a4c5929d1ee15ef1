import type { RootContent } from 'mdast';
import type { Document } from './document.ts';

/** The document for a reader who has it alone: links to other pages of the book become their words. */
export function makeStandalone(document: Document): Document {
  return { ...document, root: { ...document.root, children: document.root.children.flatMap(withoutLinks) } };
}

function withoutLinks(node: RootContent): RootContent[] {
  if (!('children' in node)) return [node];
  const children = (node.children as RootContent[]).flatMap(withoutLinks);
  return node.type === 'recordLink' ? children : [{ ...node, children } as RootContent];
}
