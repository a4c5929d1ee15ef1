import type { Nodes, Parents, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Point } from 'unist';

const plain = unified().use(remarkParse).freeze();
const gfm = unified().use(remarkParse).use(remarkGfm).freeze();

/**
 * What a text must have for GFM to change anything: an address (as it stands, or written with escapes or entities), `~~`, a
 * footnote, a box to tick, the line below the head of a table. To look for these takes half of all parsing time.
 */
const GFM_SIGN = /[@~]|www\\?\.|https?\\?:|&(?:#|\w+;)|\[(?:\^|x\]|\s+\])|[|:][ \t]*-|-[ \t]*[|:]/i;

/** Characters that may mean something in Markdown; a sentence without them is text as it stands. */
const MARKED = /[`*_~<>[\]\\&]|https?:|www\./;

export function mayBeMarked(sentence: string): boolean {
  return MARKED.test(sentence);
}

/** Parses Markdown that is no record: a foreign document, a prose field. */
export function parseMarkdown(text: string): Root {
  return (GFM_SIGN.test(text) ? gfm : plain).parse(text);
}

/** Parses a body so that each node has its position in the file. */
export function parseBody(text: string, bodyOffset: number): Root {
  const body = text.slice(bodyOffset);
  const root = parseMarkdown(body);
  placeRest(root, body);
  shift(root, text.slice(0, bodyOffset).split('\n').length - 1, bodyOffset);
  return root;
}

/**
 * GFM links some addresses only after parsing, and leaves those links and the words around them without a position. Each gets that
 * of its words; where they are written otherwise, as with an escape, it reaches to the end of what holds it.
 */
function placeRest(parent: Parents, text: string): void {
  const { start = FIRST, end = FIRST } = parent.position ?? {};
  let at = start;
  for (const node of parent.children) {
    if (!node.position) {
      const words = textOf(node);
      // What is searched is no longer than a few times the words, so that all nodes take no longer than the text.
      const ahead = sliceAt(text, at, end, 2 * words.length + 8).indexOf(words);
      const from = pointBehind(sliceAt(text, at, end, Math.max(ahead, 0)), at);
      const to = pointBehind(sliceAt(text, from, end, words.length), from);
      node.position = { start: from, end: ahead < 0 ? end : to };
      at = to;
    } else at = node.position.end;
    if ('children' in node) placeRest(node, text);
  }
}

const FIRST: Point = { line: 1, column: 1, offset: 0 };

function sliceAt(text: string, { offset = 0 }: Point, { offset: end = 0 }: Point, length: number): string {
  return text.slice(offset, Math.min(offset + length, end));
}

function pointBehind(slice: string, { line, column, offset = 0 }: Point): Point {
  const breaks = slice.split('\n').length - 1;
  return {
    line: line + breaks,
    column: breaks === 0 ? column + slice.length : slice.length - slice.lastIndexOf('\n'),
    offset: offset + slice.length,
  };
}

/** Moves positions down. Points may be shared between nodes, so each node gets its own. */
function shift(node: Nodes, lines: number, offset: number): void {
  if (node.position) {
    const { start, end } = node.position;
    node.position = { start: movedPoint(start, lines, offset), end: movedPoint(end, lines, offset) };
  }
  if ('children' in node) for (const child of node.children) shift(child as Nodes, lines, offset);
}

function movedPoint({ line, column, offset = 0 }: Point, lines: number, by: number): Point {
  return { line: line + lines, column, offset: offset + by };
}

/** Blocks and marks within each other: more than anyone writes, and far less than what a walk through a tree can bear. */
export const MAX_DEPTH = 40;

const MAX_MARKERS = 500;

/** Where the first line begins that opens hundreds of quotes and lists: the parser would take hours for thousands. */
export function deepLine(text: string, bodyOffset: number): number | undefined {
  const pattern = new RegExp(
    `^(?:[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${MAX_MARKERS}}`,
    'gm',
  );
  pattern.lastIndex = bodyOffset;
  return pattern.exec(text)?.index;
}

/** How deep a tree is, without a call for every level. */
export function depthOf(root: Root): number {
  let depth = 0;
  let level: Nodes[] = [root];
  while (level.length > 0 && depth <= MAX_DEPTH) {
    level = level.flatMap((node) => ('children' in node ? (node.children as Nodes[]) : []));
    depth += 1;
  }
  return depth;
}
