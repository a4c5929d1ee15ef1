import { styleText } from 'node:util';
import widthOf from 'fast-string-width';
import { unobeyed, visible } from '../core/text.ts';

export type Style = Parameters<typeof styleText>[0];

/** Words in a style of ours. Whatever stands in the words is text, and styles nothing. */
interface Styled {
  readonly style: Style;
  readonly words: string;
}

type Span = string | Styled;

/** A line for people, before it becomes bytes. */
export type Line = Span | readonly Span[];

export function styled(style: Style, words: string): Styled {
  return { style, words };
}

/** Blanks between columns. */
const GAP = 2;

export function columns(rows: readonly (readonly Line[])[]): Line[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries())
      widths[column] = Math.max(widths[column] ?? 0, widthOf(wordsOf(cell)));
  return rows.map((row) =>
    row.flatMap((cell, column) =>
      column === row.length - 1
        ? cell
        : [cell, ' '.repeat((widths[column] ?? 0) - widthOf(wordsOf(cell)) + GAP)].flat(),
    ),
  );
}

/** A line in as many lines as it needs. They break at spaces, and within styled words only where these fill a line. */
export function wrapped(line: Line, width: number, indent: string): Line[] {
  const room = width - indent.length;
  const lines: Span[][] = [];
  let left = 0;
  for (const word of wordsIn([line].flat(), room)) {
    const text = wordsOf(word);
    if (widthOf(text.trimEnd()) > left) {
      lines.push([indent]);
      left = room;
    }
    lines.at(-1)?.push(...word);
    left -= widthOf(text);
  }
  // A blank at the end of a full line would take a line of its own, also within a style.
  return lines.map((spans) => [...spans.slice(0, -1), ...spans.slice(-1).map(withoutEnd)]);
}

function withoutEnd(span: Span): Span {
  return typeof span === 'string' ? span.trimEnd() : styled(span.style, span.words.trimEnd());
}

/** Spans between which a line may break: each but the last ends with a space. */
function wordsIn(spans: readonly Span[], room: number): Span[][] {
  const words: Span[][] = [[]];
  for (const span of spans) {
    const text = wordsOf(span);
    const isCode = text.startsWith('`') && widthOf(text) <= room;
    for (const piece of isCode ? [text] : text.split(/(?<= )(?! )/)) {
      words.at(-1)?.push(typeof span === 'string' ? piece : styled(span.style, piece));
      if (piece.endsWith(' ')) words.push([]);
    }
  }
  return words.filter((word) => word.length > 0);
}

/** What a line reads without styles. */
function wordsOf(line: Line): string {
  return [line]
    .flat()
    .map((span) => visible(typeof span === 'string' ? span : span.words))
    .join('');
}

/** Lines as bytes of a terminal: nothing that stands in their words moves its cursor, or is obeyed by a CI machine. */
export function paint(lines: readonly Line[], color: boolean): string {
  return lines.map((line) => `${paintLine(line, color)}\n`).join('');
}

function paintLine(line: Line, color: boolean): string {
  const plain = wordsOf(line).trimEnd();
  const safe = unobeyed(plain);
  // Words that make a command only together are told without styles.
  if (!color || safe !== plain) return safe;
  return [line].flat().map(paintSpan).join('').trimEnd();
}

function paintSpan(span: Span): string {
  return typeof span === 'string'
    ? visible(span)
    : styleText(span.style, visible(span.words), { validateStream: false });
}
