import type { PhrasingContent } from 'mdast';
import type { Place, Point } from '../../core/place.ts';

/** Stands for each character of inline code, so that no number is read out of it and offsets stay. */
const CODE = '▪';

/** Text of one block without its marks. Offsets are UTF-16 code units of `text`. */
export interface Plain {
  readonly text: string;
  readonly code: readonly { readonly start: number; readonly end: number; readonly value: string }[];
  /** Offset and level of what is set in bold, by its start. */
  readonly strong: readonly { readonly start: number; readonly end: number }[];
  /** Offsets of `\n` that are hard line breaks. */
  readonly breaks: ReadonlySet<number>;
  place(start: number, end: number): Place;
}

interface Piece {
  readonly offset: number;
  readonly point: Point;
}

/** Soft-wrapped lines begin where their block does: the tree does not say more, the source's lines do. */
interface Frame {
  readonly column: number;
  readonly lines: readonly string[] | undefined;
}

/** Flattens inline content. @param lines the source's lines, which make places exact where marks or escapes shift them. */
export function flatten(
  nodes: readonly PhrasingContent[],
  column: number,
  lines: readonly string[] | undefined,
): Plain {
  const pieces: Piece[] = [];
  const code: { start: number; end: number; value: string }[] = [];
  const strong: { start: number; end: number }[] = [];
  const breaks = new Set<number>();
  let text = '';
  const add = (node: PhrasingContent): void => {
    const point = node.position?.start ?? { line: 1, column: 1 };
    switch (node.type) {
      case 'text':
        for (const [i, line] of node.value.split('\n').entries()) {
          if (i > 0) text += '\n';
          pieces.push({ offset: text.length, point: i === 0 ? point : { line: point.line + i, column } });
          text += line;
        }
        break;
      case 'inlineCode':
        pieces.push({ offset: text.length, point: { line: point.line, column: point.column + 1 } });
        code.push({ start: text.length, end: text.length + node.value.length, value: node.value });
        text += node.value.replaceAll(/[^\n]/g, CODE);
        break;
      case 'break':
        breaks.add(text.length);
        text += '\n';
        break;
      case 'delete':
      case 'html':
      case 'image':
      case 'imageReference':
      case 'footnoteReference':
        break;
      default: {
        const start = text.length;
        if ('children' in node) for (const child of node.children) add(child);
        if (node.type === 'strong') strong.push({ start, end: text.length });
      }
    }
  };
  for (const node of nodes) add(node);
  const whole = text;
  return {
    text: whole,
    code,
    strong,
    breaks,
    place: (start, end) => placeOf(whole, pieces, { column, lines }, start, end),
  };
}

function placeOf(text: string, pieces: readonly Piece[], frame: Frame, start: number, end: number): Place {
  const from = pointOf(pieces, start);
  const literal = text.slice(start, end);
  if (literal.includes('\n')) {
    const to = pointOf(pieces, end - 1);
    return { start: from, end: { line: to.line, column: to.column + 1 } };
  }
  const column = nearest(frame.lines?.[from.line - 1], literal, from.column);
  const width = pointOf(pieces, end - 1).column - from.column + 1;
  const length = column === from.column && width > 0 ? width : literal.length;
  return { start: { line: from.line, column }, end: { line: from.line, column: column + length } };
}

function pointOf(pieces: readonly Piece[], offset: number): Point {
  const piece = pieces.findLast((candidate) => candidate.offset <= offset) ?? pieces[0];
  if (!piece) return { line: 1, column: 1 };
  return { line: piece.point.line, column: piece.point.column + Math.max(0, offset - piece.offset) };
}

/** The column at which the literal stands in its line, nearest to where it was expected. */
function nearest(line: string | undefined, literal: string, column: number): number {
  if (line === undefined || line.startsWith(literal, column - 1)) return column;
  let best = column;
  let distance = Number.POSITIVE_INFINITY;
  for (let at = line.indexOf(literal); at !== -1; at = line.indexOf(literal, at + 1)) {
    if (Math.abs(at + 1 - column) >= distance) continue;
    best = at + 1;
    distance = Math.abs(best - column);
  }
  return best;
}
