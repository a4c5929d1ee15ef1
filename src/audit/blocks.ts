import type { Nodes, Root } from 'mdast';
import type { Place } from '../core/place.ts';
import { type Locator, locator } from '../text/locator.ts';
import { type Quantity, readQuantities } from './quantities.ts';

/** A sentence, `Label: value` line, heading, table cell or line of an output, with its numbers. */
export interface Line {
  readonly text: string;
  /** What stands before the first colon; empty where nothing does. */
  readonly label: string;
  readonly section: Section;
  /** The line that introduces the list in which it stands. */
  readonly lead: string;
  readonly quantities: readonly Quantity[];
  place(start: number, end: number): Place;
}

/** A heading with what stands below it up to the next one; the beginning of a document has none. */
export interface Section {
  readonly depth: number;
  readonly parent: Section | undefined;
  heading?: Line;
  readonly blocks: Block[];
}

export interface Item {
  readonly lines: readonly Line[];
  readonly blocks: readonly Block[];
  /** It has a box to tick. */
  readonly isTask: boolean;
}

/** `quotation`: an output that says its language, so that the numbers in it are those of code or of a tool. */
export interface Block {
  readonly kind: 'text' | 'list' | 'table' | 'output' | 'quotation';
  /** All of its sentences, first lines of items, cells below the head, or lines. */
  readonly lines: readonly Line[];
  readonly items: readonly Item[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly Line[])[];
}

const NONE = { lines: [], items: [], head: [], rows: [] };

/** Stands for inline code, in which no number is read, and for the beginning of bold text. */
const CODE = '▪';
const BOLD = '\u2063';

const LABEL = /^[^\p{L}\p{N}▪]*([^:\n.!?]{1,60}?)\s*:(?=\s|$)/u;

/** A hard break, a soft one before bold text or a mark, a full stop before a capital; not in `e.g.`, `v1.2` or `approx. 5`. */
const ENDS =
  /\r|\n(?=\s*(?:\u2063|\p{Extended_Pictographic}|[•→–-]\s))|(?<!\b(?:e\.g|i\.e|vs|approx|ca|No|nr|incl|etc|resp))(?<=[.!?])\s+(?=["'“\u2063]?[\p{Lu}\p{N}\p{So}])/gu;

/** Headings of what records and their pages quote. */
const QUOTES = /^\s*(?:symptom|evidence|run:)|<\s*(?:runs|runs in the suite record|test suite status)\s*$/iu;

/** More lines than people read of an output. */
const MOST_LINES = 200;

/** The sections of a document in order. @param text the file in which the tree's offsets are. */
export function readSections(root: Root, text: string): Section[] {
  const reader = new Reader(text);
  let section: Section = { depth: 0, parent: undefined, blocks: [] };
  let lead = '';
  const sections = [section];
  for (const node of root.children) {
    if (node.type === 'heading') {
      while (section.depth >= node.depth && section.parent) section = section.parent;
      section = { depth: node.depth, parent: section, blocks: [] };
      section.heading = reader.lines(node, section, '', false)[0];
      sections.push(section);
      lead = '';
    } else {
      const blocks = reader.blocks(node, section, node.type === 'paragraph' ? '' : lead);
      section.blocks.push(...blocks);
      lead = blocks[0]?.kind === 'text' ? (blocks[0].lines.at(-1)?.text ?? '') : '';
    }
  }
  return sections;
}

class Reader {
  readonly #text: string;
  #locator: Locator | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  blocks(node: Nodes, section: Section, lead: string): Block[] {
    if (node.type === 'paragraph') return [{ ...NONE, kind: 'text', lines: this.lines(node, section, lead) }];
    if (node.type === 'blockquote')
      return node.children.flatMap((child) => this.blocks(child, section, lead));
    if (node.type === 'code') {
      // The second is the heading around.
      const titles = [section.heading?.text ?? '', `<${section.parent?.heading?.text}`, lead];
      if (node.lang && titles.some((title) => QUOTES.test(title))) return [];
      const start = node.position?.start.offset ?? 0;
      const source = this.#text.slice(start, node.position?.end.offset);
      // The first line of a fence is none of the text; an indented block has no fence.
      const lines = [...source.matchAll(/(?<=\n|^(?![`~]))[^\n]+/g)].slice(0, MOST_LINES);
      return [
        {
          ...NONE,
          kind: node.lang ? 'quotation' : 'output',
          lines: lines.map(({ 0: line, index }) => this.line(line, start + index, section, '')),
        },
      ];
    }
    if (node.type === 'table') {
      const [head = [], ...rows] = node.children.map((row) =>
        row.children.flatMap((cell) => this.lines(cell, section, '', false)),
      );
      return [
        { ...NONE, kind: 'table', head: head.map(({ text }) => text.trim()), rows, lines: rows.flat() },
      ];
    }
    if (node.type !== 'list') return [];
    const items = node.children.map(({ children, checked }): Item => {
      const [first, ...more] = children.flatMap((child) => this.blocks(child, section, lead));
      const blocks = first && first.kind !== 'text' ? [first, ...more] : more;
      return {
        lines: first?.kind === 'text' ? first.lines : [],
        blocks,
        isTask: typeof checked === 'boolean',
      };
    });
    return [{ ...NONE, kind: 'list', items, lines: items.flatMap(({ lines }) => lines) }];
  }

  lines(node: Nodes, section: Section, lead: string, isCut = true): Line[] {
    const text = this.#plain(node);
    const start = node.position?.start.offset ?? 0;
    let from = 0;
    const ends = isCut ? [...text.matchAll(ENDS)] : [];
    return [...ends, { 0: '', index: text.length }].flatMap(({ 0: gap, index }) => {
      const part = text.slice(from, index);
      const offset = start + from;
      from = index + gap.length;
      return isCut && part.trim() === '' ? [] : [this.line(part, offset, section, lead)];
    });
  }

  line(source: string, offset: number, section: Section, lead: string): Line {
    const text = source.replaceAll(/[\n\r\u2063]/g, ' ');
    const label = LABEL.exec(text)?.[1]?.trim() ?? '';
    const place = (start: number, end: number) => {
      this.#locator ??= locator(this.#text);
      return this.#locator.place(offset + start, offset + end);
    };
    return { text, label, section, lead, quantities: readQuantities(text, label), place };
  }

  /** What a reader sees of it, each character at its own offset, with blanks for marks and targets of links. */
  #plain(of: Nodes): string {
    const start = of.position?.start.offset ?? 0;
    const seen: string[] = Array(Math.max(0, (of.position?.end.offset ?? 0) - start)).fill(' ');
    const visit = (node: Nodes): void => {
      const from = (node.position?.start.offset ?? 0) - start;
      const to = (node.position?.end.offset ?? 0) - start;
      if (node.type === 'strong') seen[from] = BOLD;
      if (node.type === 'break') seen[to - 1] = '\r';
      if (node.type === 'inlineCode') seen.fill(CODE, from, to);
      if (node.type === 'text') {
        const source = this.#text.slice(start + from, start + to);
        const text = source.replaceAll(/(?<=\n)[ \t>]+/g, (indent) => ' '.repeat(indent.length));
        for (let i = 0; i < text.length; i += 1) seen[from + i] = text.charAt(i);
      }
      if ('children' in node && node.type !== 'delete') for (const child of node.children) visit(child);
    };
    visit(of);
    return seen.join('');
  }
}

/** Blocks, and those within the items of lists. */
export function* blocksIn(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    for (const item of block.items) yield* blocksIn(item.blocks);
  }
}

/** Every row of blocks that stand beside each other. */
export function* rowsOf(blocks: readonly Block[]): Generator<readonly Block[]> {
  yield blocks;
  for (const { items } of blocks) for (const item of items) yield* rowsOf(item.blocks);
}

/** The lines of a section, its heading first. */
export function linesOf({ heading, blocks }: Section, outputs = false): Line[] {
  const shown = [...blocksIn(blocks)].filter(
    ({ kind }) => outputs || (kind !== 'output' && kind !== 'quotation'),
  );
  const own = shown.flatMap(({ lines }) => lines);
  return heading ? [heading, ...own] : own;
}

/** Sections around a line, nearest first. */
export function sectionsAround({ section }: Line): Section[] {
  const around: Section[] = [];
  for (let at: Section | undefined = section; at; at = at.parent) around.push(at);
  return around;
}

/** The line that introduces a line and the headings around it, nearest first. */
export function trailOf(line: Line): string[] {
  const headings = sectionsAround(line).flatMap(({ heading }) =>
    heading && heading !== line ? [heading.text] : [],
  );
  return line.lead === '' ? headings : [line.lead, ...headings];
}
