import { styleText } from 'node:util';
import stringWidth from 'string-width';
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

/** Rows in columns. @param gap between them. */
export function columns(rows: readonly (readonly Line[])[], gap = '  '): Line[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries())
      widths[column] = Math.max(widths[column] ?? 0, widthOf(wordsOf(cell)));
  return rows.map((row) =>
    row.flatMap((cell, column) =>
      column === row.length - 1
        ? cell
        : [cell, ' '.repeat((widths[column] ?? 0) - widthOf(wordsOf(cell))) + gap].flat(),
    ),
  );
}

/** What a line reads without styles. */
function wordsOf(line: Line): string {
  return [line]
    .flat()
    .map((span) => visible(typeof span === 'string' ? span : span.words))
    .join('');
}

function widthOf(words: string): number {
  return /^[ -~]*$/.test(words) ? words.length : stringWidth(words);
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
