import type { Nodes, Root } from 'mdast';
import { quoteText } from '../core/text.ts';
import { type Locator, locator } from '../text/locator.ts';
import { type Quantity, readQuantities } from './quantities.ts';
import type { Said } from './rules.ts';

/** `quotation`: an output that says its language, so that the numbers in it are those of code or of a tool. */
export interface Block {
  /** Of a `checklist`, each item has a box to tick. */
  readonly kind: 'text' | 'list' | 'checklist' | 'table' | 'output' | 'quotation';
  /** All of its sentences, first lines of items, cells below the head, or lines. */
  readonly lines: readonly Line[];
  /** Of a table the cells, its head first; of a list the first sentence of each item, then the lines of lists within it. */
  readonly rows: readonly (readonly Line[])[];
  /** Of a checklist, how many boxes are ticked. */
  readonly ticked: number;
  /** What says something of a list as a whole: a heading over nothing else, the sentence before it, the total behind it. */
  readonly tellers: Line[];
  /** Of a list within an item, what the item says. */
  total?: Line;
}

/** A sentence, `Label: value` line, heading, table cell or line of an output. */
export interface Line {
  readonly text: string;
  /** What stands before the first colon; empty where nothing does. */
  readonly label: string;
  readonly section: Section;
  /** The line that introduces the list in which it stands. */
  readonly lead: string;
  /** Read when asked for: nobody asks for the numbers of code. */
  readonly quantities: readonly Quantity[];
  /** A part of it without the blanks around; cut short where it is long. */
  say(start?: number, end?: number): Said;
}

/** Stands for inline code, in which no number is read, and for the beginning of bold text. */
const CODE = '▪';
const BOLD = '\u2063';
const MARGIN = /(?<=\n)[ \t>]+/g;

const LABEL = /^[^\p{L}\p{N}▪]*([^:\n.!?]{1,60}?)\s*:(?=\s|$)/u;
const TOTAL = /^[^\p{L}\w]*(?:(?:\p{L}+ )?total\b|\d+\s?\/\s?\d+ )/iu;

/** Behind a hard break, before bold text or a mark on a new line, behind a full stop before a capital; not in `e.g.` or `approx. 5`. */
const ENDS =
  /(?<=\r)|(?=\n\s*(?:\u2063|\p{Extended_Pictographic}|[•→–-]\s))|(?<!\b(?:e\.g|i\.e|vs|approx|ca|No|nr|incl|etc|resp)[.!?])(?<=[.!?])(?=\s+["'“\u2063]?[\p{Lu}\p{N}\p{So}])/u;

/** Headings of what records and their pages quote. */
const QUOTES = /^\s*(?:symptom|evidence|run:)|<\s*(?:runs|runs in the suite record|test suite status)\s*$/iu;

/** More lines or sentences than people read of one block. */
const MOST_LINES = 300;

export function isList({ kind }: Block): boolean {
  return kind === 'list' || kind === 'checklist';
}

/** The sections of a document in order. @param text the file in which the tree's offsets are. */
export function readSections({ children }: Root, text: string): Section[] {
  const file = { text, place: locator(text).place };
  const starts = children.flatMap(({ type }, i) => (type === 'heading' ? i : []));
  const sections: Section[] = [];
  for (const [i, start] of [-1, ...starts].entries()) {
    const [head, nodes] = [children[start], children.slice(start + 1, starts[i])];
    sections.push(new Section(file, head, nodes, sections.at(-1)?.around));
  }
  return sections;
}

type File = Pick<Locator, 'place'> & { readonly text: string };

/** A heading with what stands below it up to the next one; the beginning of a document has none. */
export class Section {
  readonly heading: Line | undefined;
  /** It and the sections around it, nearest first. */
  readonly around: readonly Section[];
  /** All in reading order, those within the items of lists too. */
  readonly blocks: Block[] = [];
  /** Its heading, and the lines of its blocks but for outputs. */
  readonly lines: readonly Line[];
  readonly depth: number;
  readonly #file: File;

  constructor(file: File, head: Nodes | undefined, nodes: readonly Nodes[], before: readonly Section[] = []) {
    this.#file = file;
    this.depth = head?.type === 'heading' ? head.depth : 0;
    this.around = [this, ...before.filter(({ depth }) => depth < this.depth)];
    this.heading = head && this.#line(head);
    this.#read(nodes, '');
    const [only, more] = nodes.filter(({ type }) => type !== 'paragraph');
    const list = only?.type === 'list' && !more && this.blocks.find(isList);
    if (list && this.heading) list.tellers.unshift(this.heading);
    const shown = this.blocks.filter(({ kind }) => kind !== 'output' && kind !== 'quotation');
    this.lines = [this.heading ?? [], ...shown.map(({ lines }) => lines)].flat();
  }

  /** Blocks that stand beside each other. @param around what introduces all of them. */
  #read(nodes: readonly Nodes[], around: string): void {
    const { blocks } = this;
    let [before, list]: [Line?, Block?] = [];
    for (const node of nodes) {
      const at = blocks.length;
      this.#readBlock(node, node.type === 'paragraph' ? around : (before?.text ?? around));
      const block: Block | undefined = blocks[at];
      const last = block?.kind === 'text' ? block.lines.at(-1) : undefined;
      if (before?.text.trimEnd().endsWith(':')) block?.tellers.push(before);
      if (last && TOTAL.test(last.text)) list?.tellers.push(last);
      [before, list] = [last, block];
    }
  }

  #readBlock(node: Nodes, lead: string): void {
    const { blocks } = this;
    const add = (kind: Block['kind'], lines: readonly Line[], rows: Block['rows'] = [], ticked = 0) =>
      blocks.push({ kind, lines, rows, ticked, tellers: [] });
    if (node.type === 'paragraph') add('text', this.#lines(node, lead));
    if (node.type === 'blockquote') this.#read(node.children, lead);
    if (node.type === 'code') {
      const [own, outer] = this.around.map(({ heading }) => heading?.text);
      const isOfRecord = node.lang && [own ?? '', `<${outer}`, lead].some((title) => QUOTES.test(title));
      if (!isOfRecord) add(node.lang ? 'quotation' : 'output', this.#lines(node));
    }
    if (node.type === 'table') {
      const rows = node.children.map(({ children }) => children.map((cell) => this.#line(cell)));
      add('table', rows.slice(1).flat(), rows);
    }
    if (node.type !== 'list') return;
    const [lines, rows]: [Line[], Line[][]] = [[], []];
    const isChecklist = node.children.every(({ checked }) => checked != null);
    const ticked = node.children.filter(({ checked }) => checked).length;
    add(isChecklist ? 'checklist' : 'list', lines, rows, ticked);
    for (const { children } of node.children) {
      const own = children[0]?.type === 'paragraph' ? this.#lines(children[0], lead) : [];
      const at = blocks.length;
      this.#read(children.slice(own.length > 0 ? 1 : 0), lead);
      const within = blocks.slice(at).filter(isList);
      const below = within.flatMap((block) => block.lines);
      for (const block of within.slice(0, 1)) if (own[0] && !own[1]) block.total = own[0];
      if (own.length > 0) rows.push([...own.slice(0, 1), ...below]);
      lines.push(...own);
    }
  }

  /** Its sentences, or the lines of code: without the first line of a fence, which an indented block does not have. */
  #lines(node: Nodes, lead = ''): Line[] {
    const isCode = node.type === 'code';
    const seen = isCode ? this.#file.text.slice(...spanOf(node)) : this.#seen(node);
    let at = 0;
    const lines = seen.split(isCode ? /(?<=\n)/u : ENDS, MOST_LINES).map((part) => {
      at += part.length;
      return this.#line(node, lead, part, at - part.length);
    });
    return lines.slice(isCode && /^[`~]/.test(seen) ? 1 : 0).filter(({ text }) => text.trim() !== '');
  }

  #line(node: Nodes, lead = '', source = this.#seen(node), from = 0): Line {
    const offset = spanOf(node)[0] + from;
    const text = source.replaceAll(/[\n\r\u2063]/g, ' ');
    const label = (source.includes(':') && LABEL.exec(text)?.[1]?.trim()) || '';
    const say = (start = 0, end = text.length): Said => {
      const part = text.slice(start, end);
      const words = part.replaceAll(/\s+/g, ' ').trim();
      const at = offset + start;
      const place = this.#file.place(at + part.search(/\S|$/u), at + part.trimEnd().length);
      return { place, words: quoteText(words.length > 60 ? `${words.slice(0, 59)}…` : words) };
    };
    let read: readonly Quantity[] | undefined;
    return {
      text,
      label,
      lead,
      say,
      section: this,
      get quantities() {
        read ??= readQuantities(text, label, say);
        return read;
      },
    };
  }

  /** What a reader sees of it, each character at its own offset, with blanks for marks and targets of links. */
  #seen(of: Nodes): string {
    const [start, end] = spanOf(of);
    let seen = '';
    const blank = (marks: string) => ' '.repeat(marks.length);
    const show = (at: number, words: string) => {
      seen = seen.padEnd(at - start) + words;
    };
    const visit = (node: Nodes): void => {
      const [from, to] = spanOf(node);
      if (node.type === 'strong') show(from, BOLD);
      if (node.type === 'break') show(to - 1, '\r');
      if (node.type === 'inlineCode') show(from, CODE.repeat(to - from));
      if (node.type === 'text') show(from, this.#file.text.slice(from, to).replaceAll(MARGIN, blank));
      if ('children' in node && node.type !== 'delete') for (const child of node.children) visit(child);
    };
    visit(of);
    return seen.padEnd(end - start);
  }
}

function spanOf({ position }: Nodes): [start: number, end: number] {
  return [position?.start.offset ?? 0, position?.end.offset ?? 0];
}
