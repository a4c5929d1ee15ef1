import type { Definition, Nodes, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { walk } from '../../text/walk.ts';
import { type Body, SECTION_HEADINGS, type Section, type SectionKind } from '../body/section.ts';

const KINDS = new Map(
  Object.entries(SECTION_HEADINGS).map(([kind, heading]) => [heading.toLowerCase(), kind as SectionKind]),
);

/** What the heading of a section says: `Fix: serial-marker` is of kind `fix` with an id. */
export interface SectionHeading {
  readonly kind: SectionKind;
  readonly id?: string;
  readonly text: string;
}

export function readHeading(heading: Nodes): SectionHeading {
  const text = textOf(heading);
  const colon = text.indexOf(':');
  const name = (colon === -1 ? text : text.slice(0, colon)).trim().toLowerCase();
  const kind = KINDS.get(name);
  if (!kind) return { kind: 'other', text };
  const id = colon === -1 ? '' : text.slice(colon + 1).trim();
  return id === '' ? { kind, text } : { kind, id, text };
}

/**
 * Cuts a body into its `##` sections and leaves the positions behind: they are of use while checking only. A link by
 * reference gets its address, because its definition may stand in another section.
 */
export function readBody(root: Root): Body {
  const preamble: RootContent[] = [];
  const sections: (Section & { content: RootContent[] })[] = [];
  const definitions = new Map<string, Definition>();
  walk(root, (node) => {
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node);
  });
  for (const node of root.children) {
    if (node.type === 'heading' && node.depth <= 2) {
      const { kind, id, text } = readHeading(node);
      sections.push({ kind, heading: text, id, content: [] });
    } else if (node.type !== 'definition')
      (sections.at(-1)?.content ?? preamble).push(readNode(node, definitions));
  }
  return { preamble, sections };
}

function readNode<Node extends Nodes>(node: Node, definitions: ReadonlyMap<string, Definition>): Node {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(withAddress(node, definitions))) {
    if (key === 'position' || value === undefined || value === null) continue;
    copy[key] =
      key === 'children'
        ? (value as Nodes[])
            .filter(({ type }) => type !== 'definition')
            .map((child) => readNode(child, definitions))
        : value;
  }
  return copy as Node;
}

function withAddress(node: Nodes, definitions: ReadonlyMap<string, Definition>): Nodes {
  if (node.type !== 'linkReference' && node.type !== 'imageReference') return node;
  const { url = '', title } = definitions.get(node.identifier) ?? {};
  if (node.type === 'imageReference') return { type: 'image', url, title, alt: node.alt };
  return { type: 'link', url, title, children: node.children };
}
