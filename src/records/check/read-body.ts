import type { Heading, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
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

export function readHeading(heading: Heading): SectionHeading {
  const text = textOf(heading);
  const colon = text.indexOf(':');
  const name = (colon === -1 ? text : text.slice(0, colon)).trim().toLowerCase();
  const kind = KINDS.get(name);
  if (!kind) return { kind: 'other', text };
  const id = colon === -1 ? '' : text.slice(colon + 1).trim();
  return id === '' ? { kind, text } : { kind, id, text };
}

/** Cuts a body into its `##` sections and leaves the positions behind: they are of use while checking only. */
export function readBody(root: Root): Body {
  const preamble: RootContent[] = [];
  const sections: (Section & { content: RootContent[] })[] = [];
  for (const node of root.children) {
    if (node.type === 'heading' && node.depth <= 2) {
      const { kind, id, text } = readHeading(node);
      sections.push({ kind, heading: text, id, content: [] });
    } else (sections.at(-1)?.content ?? preamble).push(withoutPositions(node));
  }
  return { preamble, sections };
}

function withoutPositions<Node extends object>(node: Node): Node {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'position' || value === undefined || value === null) continue;
    copy[key] = key === 'children' ? (value as object[]).map(withoutPositions) : value;
  }
  return copy as Node;
}
