import type { BlockContent, Code, DefinitionContent, List, Root, RootContent, Table } from 'mdast';
import { flatten, type Plain } from './plain.ts';

/** A heading with all that stands below it; the document itself is one without heading. */
export interface Section {
  readonly kind: 'section';
  readonly depth: number;
  readonly heading?: Plain;
  readonly blocks: Block[];
  readonly children: Section[];
}

export type Block =
  | { readonly kind: 'text'; readonly plain: Plain }
  | ListBlock
  | TableBlock
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'fence'; readonly node: Code };

export interface ListBlock {
  readonly kind: 'list';
  readonly items: readonly Item[];
}

export interface Item {
  readonly blocks: readonly Block[];
  /** A task list's tick. */
  readonly checked?: boolean;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly head: readonly Plain[];
  readonly rows: readonly (readonly Plain[])[];
}

type Lines = readonly string[] | undefined;

/** Reads a document as nested sections. A heading that skips levels belongs to the nearest one above it. */
export function readOutline(root: Root, lines?: readonly string[]): Section {
  const document: Section = { kind: 'section', depth: 0, blocks: [], children: [] };
  const open: Section[] = [document];
  for (const node of root.children) {
    if (node.type === 'heading') {
      while ((open.at(-1) ?? document).depth >= node.depth && open.length > 1) open.pop();
      const heading = flatten(node.children, node.position?.start.column ?? 1, lines);
      const section: Section = { kind: 'section', depth: node.depth, heading, blocks: [], children: [] };
      (open.at(-1) ?? document).children.push(section);
      open.push(section);
    } else (open.at(-1) ?? document).blocks.push(...readBlock(node, lines));
  }
  return document;
}

function readBlock(node: RootContent | BlockContent | DefinitionContent, lines: Lines): Block[] {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return [{ kind: 'text', plain: flatten(node.children, node.position?.start.column ?? 1, lines) }];
    case 'list':
      return [readList(node, lines)];
    case 'table':
      return [readTable(node, lines)];
    case 'blockquote':
      return [{ kind: 'quote', blocks: node.children.flatMap((child) => readBlock(child, lines)) }];
    case 'code':
      return [{ kind: 'fence', node }];
    default:
      return [];
  }
}

function readList(node: List, lines: Lines): ListBlock {
  return {
    kind: 'list',
    items: node.children.map(({ children, checked }) => ({
      blocks: children.flatMap((child) => readBlock(child, lines)),
      ...(typeof checked === 'boolean' ? { checked } : {}),
    })),
  };
}

function readTable(node: Table, lines: Lines): TableBlock {
  const [head = [], ...rows] = node.children.map((row) =>
    row.children.map((cell) => flatten(cell.children, cell.position?.start.column ?? 1, lines)),
  );
  return { kind: 'table', head, rows };
}

/** An item's own line: its first paragraph. */
export function leadOf(item: Item): Plain | undefined {
  const [first] = item.blocks;
  return first?.kind === 'text' ? first.plain : undefined;
}

/** A section and all below it, in reading order. */
export function* sectionsBelow(section: Section): Generator<Section> {
  yield section;
  for (const child of section.children) yield* sectionsBelow(child);
}

/** Every sequence of blocks that stand beside each other, with what leads to it: headings, items, outermost first. */
export interface Sequence {
  readonly blocks: readonly Block[];
  readonly trail: readonly Plain[];
  readonly section: Section;
}

export function* sequencesOf(document: Section): Generator<Sequence> {
  yield* below(document, []);
}

function* below(section: Section, above: readonly Plain[]): Generator<Sequence> {
  const trail = section.heading ? [...above, section.heading] : above;
  yield* within(section.blocks, trail, section);
  for (const child of section.children) yield* below(child, trail);
}

function* within(blocks: readonly Block[], trail: readonly Plain[], section: Section): Generator<Sequence> {
  yield { blocks, trail, section };
  for (const [i, block] of blocks.entries()) {
    if (block.kind === 'quote') yield* within(block.blocks, trail, section);
    if (block.kind !== 'list') continue;
    const before = blocks[i - 1];
    const led = before?.kind === 'text' ? [...trail, before.plain] : trail;
    for (const item of block.items) {
      const lead = leadOf(item);
      yield* within(item.blocks, lead ? [...led, lead] : led, section);
    }
  }
}
