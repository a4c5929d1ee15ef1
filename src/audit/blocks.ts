import type { Code, Nodes, PhrasingContent, Root } from 'mdast';
import type { Place } from '../core/place.ts';
import { type Quantity, readQuantities } from './quantities.ts';

/** One sentence, `Label: value` line, heading, table cell or line of an output, with its numbers. */
export interface Sentence {
  readonly text: string;
  /** What stands before the first colon; empty where nothing does. */
  readonly label: string;
  readonly section: Section;
  /** The line that introduces the list in which it stands. */
  readonly lead: string;
  readonly quantities: readonly Quantity[];
  place(start: number, end: number): Place;
}

/** A heading with all that stands below it; the document itself is one without heading. */
export interface Section {
  readonly depth: number;
  heading?: Sentence;
  readonly parent?: Section;
  readonly blocks: Block[];
  readonly children: Section[];
}

export interface Item {
  readonly sentences: readonly Sentence[];
  readonly blocks: readonly Block[];
  /** It has a box to tick. */
  readonly isTask: boolean;
}

export type Block =
  | { readonly kind: 'text'; readonly sentences: readonly Sentence[] }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly Sentence[])[];
    }
  | { readonly kind: 'output'; readonly lines: readonly Sentence[] };

export type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

/** Inline content without its marks. */
interface Plain {
  text: string;
  /** The offset of each character in the file: few are ever asked for. */
  at(): readonly number[];
  /** Where bold text begins, and where hard line breaks are. */
  readonly bold: Set<number>;
  readonly breaks: Set<number>;
}

/** Stands for each character of inline code: no number is read out of it. */
const CODE = '▪';

const LABEL = /^[^\p{L}\p{N}▪]*([^:\n.!?]{1,60}?)\s*:(?=\s|$)/u;

/** Reads a document as nested sections. @param text the file in which the tree's offsets are. */
export function readBlocks(root: Root, text: string): Section {
  const reader = new Reader(text);
  const document: Section = { depth: 0, blocks: [], children: [] };
  let section = document;
  let lead = '';
  for (const node of root.children) {
    if (node.type !== 'heading') {
      const blocks = reader.blocks(node, section, node.type === 'paragraph' ? '' : lead);
      section.blocks.push(...blocks);
      lead = leadOf(blocks);
      continue;
    }
    while (section.depth >= node.depth && section.parent) section = section.parent;
    const opened: Section = { depth: node.depth, parent: section, blocks: [], children: [] };
    opened.heading = reader.line(node.children, opened);
    section.children.push(opened);
    section = opened;
    lead = '';
  }
  return document;
}

/** The line of text that introduces what stands right behind it. */
function leadOf([block]: readonly Block[]): string {
  return block?.kind === 'text' ? (block.sentences.at(-1)?.text ?? '') : '';
}

/** Lines of an output that may tell of tests: of source code, hardly any. */
const TELLING = /\b(?:pass|success|fail|ran|runs?|stable|flak)/iu;

class Reader {
  readonly #text: string;
  /** Offsets at which lines begin. */
  readonly #lines: readonly number[];

  constructor(text: string) {
    this.#text = text;
    this.#lines = [0, ...[...text.matchAll(/\r\n?|\n/g)].map(({ 0: end, index }) => index + end.length)];
  }

  blocks(node: Nodes, section: Section, lead: string): Block[] {
    if (node.type === 'code') return [{ kind: 'output', lines: this.output(node, section, lead) }];
    if (node.type === 'blockquote') return this.all(node.children, section, lead);
    if (node.type === 'paragraph') {
      const plain = this.plain(node.children);
      return [
        { kind: 'text', sentences: spans(plain).map((span) => this.sentence(plain, span, section, lead)) },
      ];
    }
    if (node.type === 'table') {
      const [head = [], ...rows] = node.children.map((row) =>
        row.children.map((cell) => this.line(cell.children, section)),
      );
      return [{ kind: 'table', head: head.map(({ text }) => text.trim()), rows }];
    }
    if (node.type !== 'list') return [];
    const items = node.children.map(({ children, checked }) => {
      const [first, ...more] = this.all(children, section, lead);
      const isText = first?.kind === 'text';
      const blocks = isText || !first ? more : [first, ...more];
      return { sentences: isText ? first.sentences : [], blocks, isTask: typeof checked === 'boolean' };
    });
    return [{ kind: 'list', items }];
  }

  all(nodes: readonly Nodes[], section: Section, lead: string): Block[] {
    let above = lead;
    return nodes.flatMap((node) => {
      const blocks = this.blocks(node, section, node.type === 'paragraph' ? lead : above);
      above = leadOf(blocks);
      return blocks;
    });
  }

  output({ value, position, lang }: Code, section: Section, lead: string): Sentence[] {
    if (lang && (isQuote(lead) || isQuoted(section))) return [];
    const start = position?.start.offset ?? 0;
    const opening = /^(?:`{3,}|~{3,})[^\n]*\n?/.exec(this.#text.slice(start, start + 500))?.[0] ?? '';
    const at = once(() => align(value, this.#text, start + opening.length, position?.end.offset ?? 0));
    const plain = { text: value, at, bold: new Set<number>(), breaks: new Set<number>() };
    return [...value.matchAll(/[^\n]+/g)]
      .filter(([line]) => TELLING.test(line))
      .map(({ 0: line, index }) => this.sentence(plain, [index, index + line.length], section, ''));
  }

  /** A heading or a table cell. */
  line(nodes: readonly PhrasingContent[], section: Section): Sentence {
    const plain = this.plain(nodes);
    return this.sentence(plain, [0, plain.text.length], section, '');
  }

  sentence(
    { text: whole, at }: Plain,
    [start, end]: readonly [number, number],
    section: Section,
    lead: string,
  ): Sentence {
    const text = whole.slice(start, end).replaceAll('\n', ' ');
    const label = LABEL.exec(text)?.[1] ?? '';
    const place = (from: number, to: number): Place => ({
      start: this.point(at()[start + from] ?? 0),
      end: this.point((at()[start + Math.max(from, to - 1)] ?? 0) + 1),
    });
    return { text, label, section, lead, quantities: readQuantities(text, label), place };
  }

  plain(nodes: readonly Nodes[]): Plain {
    const pieces: [value: string, from: number, to: number][] = [];
    const at = once(() => pieces.flatMap(([value, from, to]) => align(value, this.#text, from, to)));
    const plain: Plain = { text: '', at, bold: new Set(), breaks: new Set() };
    const visit = (node: Nodes): void => {
      if (node.type === 'strong') plain.bold.add(plain.text.length);
      if (node.type === 'break') plain.breaks.add(plain.text.length);
      const isText = node.type === 'text' || node.type === 'inlineCode';
      const value = isText ? node.value : node.type === 'break' ? '\n' : '';
      const { start, end } = node.position ?? {};
      pieces.push([value, start?.offset ?? 0, end?.offset ?? 0]);
      plain.text += node.type === 'inlineCode' ? value.replaceAll(/[^\n]/g, CODE) : value;
      if ('children' in node && node.type !== 'delete') for (const child of node.children) visit(child);
    };
    for (const node of nodes) visit(node);
    return plain;
  }

  point(offset: number): Place['start'] {
    let [low, high] = [0, this.#lines.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lines[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (this.#lines[low] ?? 0) + 1 };
  }
}

/** Where records, and the pages that are made of them, quote what a tool printed. */
function isQuoted({ heading, parent }: Section): boolean {
  if (isQuote(heading?.text ?? '')) return true;
  return /^(?:runs|runs in the suite record|test suite status)$/iu.test(parent?.heading?.text ?? '');
}

/** A heading, or the line above, of what a tool printed. */
function isQuote(title: string): boolean {
  return /^(?:symptom|evidence|run:)/iu.test(title);
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** How far an escape or the indentation of a wrapped line may move a character. */
const FURTHEST = 60;

/** The offset of each character: marks, escapes and the indentation of wrapped lines stand in the file only. */
function align(value: string, source: string, from: number, to: number): number[] {
  let next = from;
  return Array.from({ length: value.length }, (_, i) => {
    const last = Math.min(to, next + FURTHEST);
    let offset = next;
    while (offset < last && source[offset] !== value[i]) offset += 1;
    if (offset === last) offset = Math.min(next, to);
    next = offset + 1;
    return offset;
  });
}

/** A full stop before a capital ends a sentence; not in `e.g.`, `v1.2` or `approx. 5`. */
const SENTENCE =
  /(?<!\b(?:e\.g|i\.e|vs|approx|ca|No|nr|incl|etc|resp))(?<=[.!?])\s+(?=["'“]?[\p{Lu}\p{N}\p{So}])/gu;
const MARKED = /^(?:\p{Extended_Pictographic}|[•→–-]\s)/u;

/** Sentences and lines. A soft line break begins a line of its own before a bold label or a mark. */
function spans({ text, breaks, bold }: Plain): [number, number][] {
  const opens = (at: number) => breaks.has(at) || bold.has(at + 1) || MARKED.test(text.slice(at + 1, at + 5));
  const ends = [...text.matchAll(/\n/g)]
    .filter(({ index }) => opens(index))
    .map(({ index }) => [index, index + 1]);
  const stops = [...text.matchAll(SENTENCE)].map(({ 0: gap, index }) => [index, index + gap.length]);
  let start = 0;
  return [...ends, ...stops, [text.length, text.length]]
    .sort(([a = 0], [b = 0]) => a - b)
    .flatMap(([stop = 0, next = 0]): [number, number][] => {
      const span: [number, number] = [start, stop];
      start = Math.max(start, next);
      return text.slice(...span).trim() === '' ? [] : [span];
    });
}

/** A section and all below it, in reading order. */
export function* sectionsBelow(section: Section): Generator<Section> {
  yield section;
  for (const child of section.children) yield* sectionsBelow(child);
}

/** Every row of blocks that stand beside each other in a section. */
export function* rowsOf(blocks: readonly Block[]): Generator<readonly Block[]> {
  yield blocks;
  for (const block of blocks)
    if (block.kind === 'list') for (const item of block.items) yield* rowsOf(item.blocks);
}

/** The sentences of a section in reading order, its heading first. */
export function* sentencesOf({ heading, blocks }: Pick<Section, 'heading' | 'blocks'>): Generator<Sentence> {
  if (heading) yield heading;
  for (const block of blocks) {
    if (block.kind === 'text') yield* block.sentences;
    if (block.kind === 'table') yield* block.rows.flat();
    if (block.kind !== 'list') continue;
    for (const item of block.items) {
      yield* item.sentences;
      yield* sentencesOf({ blocks: [...item.blocks] });
    }
  }
}

/** Sections around a sentence, nearest first. */
export function* sectionsAround({ section }: Sentence): Generator<Section> {
  for (let around: Section | undefined = section; around; around = around.parent) yield around;
}

/** The line that introduces a sentence and the headings around it, nearest first. */
export function trailOf(sentence: Sentence): string[] {
  const headings = [...sectionsAround(sentence)].flatMap(({ heading }) =>
    heading && heading !== sentence ? [heading.text] : [],
  );
  return sentence.lead === '' ? headings : [sentence.lead, ...headings];
}
