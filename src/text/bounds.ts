import { mayBeMarked } from './body.ts';

/**
 * What a Markdown text may hold, outside of fences unless it says otherwise. The parser's time grows with the square of the lines
 * and marks of a paragraph, and with every block: far beyond these bounds, one pasted log costs a minute. Hand-written records
 * stay far below.
 */
const BOUNDS = {
  lines: 5000,
  'paragraph-lines': 2000,
  marks: 30_000,
  'paragraph-marks': 6000,
  /** Words and marks behind a `[` before its `]`: at each of them, GFM looks back to it. */
  'open-bracket': 6000,
  'fenced-lines': 100_000,
  /** Characters of a sentence of the front matter: every page that shows it parses it. */
  sentence: 4000,
} as const;

export type Bound = keyof typeof BOUNDS;

export interface Excess {
  readonly bound: Bound;
  readonly limit: number;
  /** Where the line begins that is too much. */
  readonly offset: number;
}

/** Between sentences that are read as one list. */
const ITEM_SIGN = '\n- ';

/** The index of a sentence that is too long, or that is too much together with all before it. */
export function excessInSentences(
  sentences: readonly string[],
): { bound: Bound; limit: number; index: number } | undefined {
  const limit = BOUNDS.sentence;
  const long = sentences.findIndex(({ length }) => length > limit);
  if (long !== -1) return { bound: 'sentence', limit, index: long };
  const marked = sentences.filter(mayBeMarked);
  const excess = excessIn(marked.join(ITEM_SIGN));
  if (!excess) return undefined;
  let end = 0;
  const first = marked.find(({ length }) => {
    end += length + ITEM_SIGN.length;
    return end > excess.offset;
  });
  return { bound: excess.bound, limit: excess.limit, index: sentences.indexOf(first ?? '') };
}

/** Characters that may mean something within a line; those that pair up take the parser's time with their square. */
const MARKS = /[*_~[\]<>&\\`!@|]|:\/\/|www\./g;
const PAIRING = /[*_~[\]]/g;
/** A bracket, or a mark or the start of a word. */
const BRACKETED = /[[\]]|[*~<>&\\`!@|:]|(?<![\w+.-])[\w+.-]/g;

/** Opens a fence at the start of a line; what is indented deeper may be the text of a paragraph. */
const FENCE = /^( {0,3})(`{3,})[^`]*$|^( {0,3})(~{3,})/;
/** HTML that goes on over blank lines: what looks like a fence in it is none. */
const LONG_HTML = /^ {0,3}<(?:[!?]|script|pre|style|textarea)/i;
/** It ends any paragraph before it. */
const ITEM = /^ {0,3}[-*+] +\S/;
/** It does where it belongs to a list. */
const DEEP_ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/;
/** Below the head of a table. */
const DELIMITERS = /^ {0,3}\|[-:| \t]*-[-:| \t]*$/;
const BLANK = /^[ \t>]*$/;

interface Fence {
  readonly indent: number;
  readonly sign: string;
}

/**
 * The first line that is too much for the parser; undefined for a text that it reads soon. Its own time is that of the lines.
 * @param isRecord a person writes it: of other documents, only what takes time with its square is too much.
 */
export function excessIn(text: string, start = 0, isRecord = true): Excess | undefined {
  // What is this short stays below every bound.
  if (text.length - start < BOUNDS['paragraph-lines']) return undefined;
  const count: Count = {
    lines: 0,
    fenced: 0,
    marks: 0,
    inParagraph: 0,
    pairs: 0,
    squares: 0,
    open: 0,
    behind: 0,
    behindSquares: 0,
  };
  let fence: Fence | undefined;
  let mayFence = true;
  let isHtml = false;
  let isTable = false;
  let before = '';
  let offset = start;
  for (const line of linesFrom(text, start)) {
    if (fence) {
      if (isEnd(line, fence)) fence = undefined;
      count.fenced += 1;
    } else if (BLANK.test(line)) {
      endParagraph(count);
      isHtml = false;
      isTable = false;
      count.lines += 1;
    } else {
      if (/^ {0,3}</.test(line)) isHtml = true;
      if (LONG_HTML.test(line)) mayFence = false;
      const opened = mayFence && !isHtml ? openedBy(line) : undefined;
      isTable =
        /^ {0,3}\|/.test(line) && (isTable || (DELIMITERS.test(line) && pipesIn(line) === pipesIn(before)));
      if (opened || isTable || ITEM.test(line)) endParagraph(count);
      else if (DEEP_ITEM.test(line)) count.inParagraph = 0;
      fence = opened;
      count.lines += 1;
      count.inParagraph += opened ? 0 : 1;
      count.marks += opened ? 0 : (line.match(MARKS)?.length ?? 0);
      count.pairs += opened ? 0 : (line.match(PAIRING)?.length ?? 0);
      if (!opened) countBehind(line, count);
    }
    const bound = exceeded(count, isRecord);
    if (bound) return { bound, limit: BOUNDS[bound], offset };
    before = line;
    offset += line.length + 1;
  }
  return undefined;
}

type Count = Record<
  'lines' | 'fenced' | 'marks' | 'inParagraph' | 'pairs' | 'squares' | 'open' | 'behind' | 'behindSquares',
  number
>;

function countBehind(line: string, count: Count): void {
  if (count.open === 0 && !line.includes('[')) return;
  for (const [sign] of line.matchAll(BRACKETED)) {
    if (sign === '[') count.open += 1;
    else if (count.open > 0 && sign !== ']') count.behind += 1;
    else if (count.open > 1) count.open -= 1;
    else endBracket(count);
  }
}

function endBracket(count: Count): void {
  count.behindSquares += count.behind ** 2;
  count.open = 0;
  count.behind = 0;
}

function endParagraph(count: Count): void {
  count.squares += count.pairs ** 2;
  endBracket(count);
  count.pairs = 0;
  count.inParagraph = 0;
}

function exceeded(count: Count, isRecord: boolean): Bound | undefined {
  const { lines, fenced, marks, inParagraph, pairs, squares, behind, behindSquares } = count;
  if (inParagraph > BOUNDS['paragraph-lines']) return 'paragraph-lines';
  if (squares + pairs ** 2 > BOUNDS['paragraph-marks'] ** 2) return 'paragraph-marks';
  if (behindSquares + behind ** 2 > BOUNDS['open-bracket'] ** 2) return 'open-bracket';
  if (!isRecord) return undefined;
  if (fenced > BOUNDS['fenced-lines']) return 'fenced-lines';
  if (marks > BOUNDS.marks) return 'marks';
  return lines > BOUNDS.lines ? 'lines' : undefined;
}

function pipesIn(line: string): number {
  return line.split('|').length;
}

function openedBy(line: string): Fence | undefined {
  const [, a, ticks, b, tildes] = FENCE.exec(line) ?? [];
  const sign = ticks ?? tildes;
  return sign === undefined ? undefined : { indent: (a ?? b ?? '').length, sign };
}

/** A fence ends with its own sign, and with whatever holds it. */
function isEnd(line: string, { indent, sign }: Fence): boolean {
  const text = line.trim();
  const depth = line.length - line.trimStart().length;
  if (text !== '' && depth < indent) return true;
  return depth < 4 && text.startsWith(sign) && text.replaceAll(sign.charAt(0), '') === '';
}

function* linesFrom(text: string, start: number): Iterable<string> {
  let from = start;
  for (let end = text.indexOf('\n', from); end !== -1; end = text.indexOf('\n', from)) {
    yield text.slice(from, end);
    from = end + 1;
  }
  yield text.slice(from);
}
