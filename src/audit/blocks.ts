import type { Nodes, Root } from 'mdast';
import { quoteText } from '../core/text.ts';
import { locator } from '../text/locator.ts';
import { type Quantity, readQuantities } from './quantities.ts';
import type { Said } from './rules.ts';

/** A heading with what stands below it up to the next one; the beginning of a document has none. */
export interface Section {
  readonly depth: number;
  heading?: Line;
  /** It and the sections around it, nearest first. */
  readonly around: readonly Section[];
  /** All in reading order, those within the items of lists too. */
  readonly blocks: Block[];
  /** Its heading, and the lines of its blocks but for outputs. */
  readonly lines: Line[];
}

/** `quotation`: an output that says its language, so that the numbers in it are those of code or of a tool. */
export interface Block {
  readonly kind: 'text' | 'list' | 'table' | 'output' | 'quotation';
  /** All of its sentences, first lines of items, cells below the head, or lines. */
  readonly lines: readonly Line[];
  /** The first sentence of each item of a list; the lines of the lists within each; whether each has a box to tick. */
  readonly items: readonly Line[];
  readonly below: readonly (readonly Line[])[];
  readonly hasBoxes: boolean;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Line[])[];
  /** What says something of a list as a whole: a heading over nothing else, the sentence before it, the total behind it. */
  readonly tellers: Line[];
}

/** Stands for inline code, in which no number is read, and for the beginning of bold text. */
const CODE = '▪';
const BOLD = '\u2063';

const LABEL = /^[^\p{L}\p{N}▪]*([^:\n.!?]{1,60}?)\s*:(?=\s|$)/u;
const TOTAL = /^[^\p{L}\w]*(?:\p{L}+ )?total\b/iu;

/** Behind a hard break, before bold text or a mark on a new line, behind a full stop before a capital; not in `e.g.` or `approx. 5`. */
const ENDS =
  /(?<=\r)|(?=\n\s*(?:\u2063|\p{Extended_Pictographic}|[•→–-]\s))|(?<!\b(?:e\.g|i\.e|vs|approx|ca|No|nr|incl|etc|resp)[.!?])(?<=[.!?])(?=\s+["'“\u2063]?[\p{Lu}\p{N}\p{So}])/u;

/** Headings of what records and their pages quote. */
const QUOTES = /^\s*(?:symptom|evidence|run:)|<\s*(?:runs|runs in the suite record|test suite status)\s*$/iu;

/** More lines than people read of an output. */
const MOST_LINES = 200;

/** A sentence, `Label: value` line, heading, table cell or line of an output. */
export class Line {
  readonly text: string;
  /** What stands before the first colon; empty where nothing does. */
  readonly label: string;
  readonly section: Section;
  /** The line that introduces the list in which it stands. */
  readonly lead: string;
  readonly #file: string;
  readonly #offset: number;
  #quantities: readonly Quantity[] | undefined;

  constructor(source: string, section: Section, lead: string, file: string, offset: number) {
    this.text = source.replaceAll(/[\n\r\u2063]/g, ' ');
    this.label = (source.includes(':') && LABEL.exec(this.text)?.[1]?.trim()) || '';
    this.section = section;
    this.lead = lead;
    this.#file = file;
    this.#offset = offset;
  }

  /** Read when asked for: nobody asks for the numbers of code. */
  get quantities(): readonly Quantity[] {
    this.#quantities ??= readQuantities(this.text, this.label, (start, end) => this.say(start, end));
    return this.#quantities;
  }

  /** A part of it without the blanks around; cut short where it is long. */
  say(start = 0, end = this.text.length): Said {
    const part = this.text.slice(start, end);
    const [file, from] = [this.#file, this.#offset + start];
    return {
      // Few of all numbers are ever shown.
      get place() {
        return locator(file).place(from + part.search(/\S|$/u), from + part.trimEnd().length);
      },
      get words() {
        const words = part.replaceAll(/\s+/g, ' ').trim();
        return quoteText(words.length > 60 ? `${words.slice(0, 59)}…` : words);
      },
    };
  }
}

/** The sections of a document in order. @param text the file in which the tree's offsets are. */
export function readSections(root: Root, text: string): Section[] {
  const starts = root.children.flatMap(({ type }, i) => (type === 'heading' ? i : []));
  let outer: readonly Section[] = [];
  return [0, ...starts].map((start, i) => {
    const [heading, nodes] = [root.children[start], root.children.slice(i === 0 ? 0 : start + 1, starts[i])];
    const depth = i > 0 && heading?.type === 'heading' ? heading.depth : 0;
    const around = outer.filter((one) => one.depth < depth);
    const section: Section = { depth, around, blocks: [], lines: [] };
    around.unshift(section);
    outer = around;
    const reader = new Reader(text, section);
    if (heading && depth > 0) section.heading = reader.line(heading);
    reader.read(nodes, '');
    const [only, more] = nodes.filter(({ type }) => type !== 'paragraph');
    const list = only?.type === 'list' && !more && section.blocks.find(({ kind }) => kind === 'list');
    if (list && section.heading) list.tellers.unshift(section.heading);
    const shown = section.blocks.filter(({ kind }) => kind !== 'output' && kind !== 'quotation');
    section.lines.push(...(section.heading ? [section.heading] : []), ...shown.flatMap(({ lines }) => lines));
    return section;
  });
}

class Reader {
  readonly #text: string;
  readonly #section: Section;

  constructor(text: string, section: Section) {
    this.#text = text;
    this.#section = section;
  }

  /** Blocks that stand beside each other. @param around what introduces all of them. */
  read(nodes: readonly Nodes[], around: string): void {
    const { blocks } = this.#section;
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
    const { blocks, around } = this.#section;
    const add = (kind: Block['kind'], lines: readonly Line[], more: Partial<Block> = {}) =>
      blocks.push({
        kind,
        lines,
        items: [],
        below: [],
        hasBoxes: false,
        head: [],
        rows: [],
        tellers: [],
        ...more,
      });
    if (node.type === 'paragraph') add('text', this.#sentences(node, lead));
    if (node.type === 'blockquote') this.read(node.children, lead);
    if (node.type === 'code') {
      const [own, outer] = around.map(({ heading }) => heading?.text ?? '');
      const isQuoted = [own ?? '', `<${outer}`, lead].some((title) => QUOTES.test(title));
      if (node.lang && isQuoted) return;
      // Nearly all code is read by nobody.
      const lines = once(() => this.#output(node));
      blocks.push({
        ...{ items: [], below: [], hasBoxes: false, head: [], rows: [], tellers: [] },
        kind: node.lang ? 'quotation' : 'output',
        get lines() {
          return lines();
        },
      });
    }
    if (node.type === 'table') {
      const [head = [], ...rows] = node.children.map(({ children }) =>
        children.map((cell) => this.line(cell)),
      );
      add('table', rows.flat(), { head: head.map(({ text }) => text.trim()), rows });
    }
    if (node.type !== 'list') return;
    const [lines, items, below]: [Line[], Line[], Line[][]] = [[], [], []];
    add('list', lines, {
      items,
      below,
      hasBoxes: node.children.every(({ checked }) => typeof checked === 'boolean'),
    });
    for (const { children } of node.children) {
      const [first, ...more] = children;
      const own = first?.type === 'paragraph' ? this.#sentences(first, lead) : [];
      const at = blocks.length;
      this.read(own.length > 0 ? more : children, lead);
      below.push(blocks.slice(at).flatMap((block) => (block.kind === 'list' ? block.lines : [])));
      items.push(...own.slice(0, 1));
      lines.push(...own);
    }
  }

  #output(node: Nodes): Line[] {
    const source = this.#text.slice(...spanOf(node));
    // The first line of a fence is none of the text; an indented block has no fence.
    return this.#lines(source, spanOf(node)[0], /(?<=\n)/u, '').slice(
      /^[`~]/.test(source) ? 1 : 0,
      MOST_LINES,
    );
  }

  #sentences(node: Nodes, lead: string): Line[] {
    const lines = this.#lines(this.#seen(node), spanOf(node)[0], ENDS, lead);
    return lines.filter(({ text }) => text.trim() !== '');
  }

  #lines(seen: string, start: number, ends: RegExp, lead: string): Line[] {
    let at = start;
    return seen.split(ends).map((part) => {
      at += part.length;
      return this.#line(part, at - part.length, lead);
    });
  }

  line(node: Nodes): Line {
    return this.#line(this.#seen(node), spanOf(node)[0], '');
  }

  #line(source: string, offset: number, lead: string): Line {
    return new Line(source, this.#section, lead, this.#text, offset);
  }

  /** What a reader sees of it, each character at its own offset, with blanks for marks and targets of links. */
  #seen(of: Nodes): string {
    const [start, end] = spanOf(of);
    let seen = '';
    const show = (at: number, words: string) => {
      seen = seen.padEnd(at - start) + words;
    };
    const visit = (node: Nodes): void => {
      const [from, to] = spanOf(node);
      if (node.type === 'strong') show(from, BOLD);
      if (node.type === 'break') show(to - 1, '\r');
      if (node.type === 'inlineCode') show(from, CODE.repeat(to - from));
      if (node.type === 'text') {
        const words = this.#text.slice(from, to);
        const blank = (marks: string) => ' '.repeat(marks.length);
        show(from, words.includes('\n') ? words.replaceAll(/(?<=\n)[ \t>]+/g, blank) : words);
      }
      if ('children' in node && node.type !== 'delete') for (const child of node.children) visit(child);
    };
    visit(of);
    return seen.padEnd(end - start);
  }
}

function once<T>(read: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= read();
    return value;
  };
}

function spanOf({ position }: Nodes): [start: number, end: number] {
  return [position?.start.offset ?? 0, position?.end.offset ?? 0];
}
