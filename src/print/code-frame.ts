import widthOf from 'fast-string-width';
import type { Place } from '../core/finding.ts';
import { visible } from '../core/text.ts';
import { type Line, styled } from './lines.ts';

/** The line that a finding is about, with a mark below its place; nothing where it is about the file as a whole. */
export function codeFrame({ start, end }: Place, lines: readonly string[], width: number): Line[] {
  const line = lines[start.line - 1];
  const isWhole = start.line === 1 && start.column === 1 && end.line === 1 && end.column === 1;
  if (line === undefined || isWhole) return [];
  const number = String(start.line);
  const room = Math.max(width - number.length - 5, 20);
  const { text, mark, length } = cutAround(
    line.replaceAll('\t', ' '),
    start.column - 1,
    // Of more than one line, the mark shows the start.
    end.line === start.line ? end.column - 1 : start.column,
    room,
  );
  return [
    [styled('dim', `  ${number} | `), text],
    [styled('dim', `  ${' '.repeat(number.length)} | `), ' '.repeat(mark), styled('red', '^'.repeat(length))],
  ];
}

/**
 * So much of a text as fits around a stretch of it.
 * @param start of the stretch, in UTF-16 code units, as its end.
 * @returns the text, and in columns where the stretch begins in it and how long it is there, 1 at least.
 */
function cutAround(
  text: string,
  start: number,
  end: number,
  room: number,
): { text: string; mark: number; length: number } {
  const from = start < room * 0.8 ? 0 : start - Math.floor(room / 3);
  const before = (from === 0 ? '' : '…') + visible(text.slice(from, start).toWellFormed());
  const behind = visible(text.slice(start, from + room).toWellFormed());
  const mark = Math.min(widthOf(before), room - 1);
  const length = widthOf(visible(text.slice(start, Math.min(end, from + room)).toWellFormed()));
  return {
    text: cutTo(before + behind, from + room < text.length ? room - 1 : room),
    mark,
    length: Math.max(1, Math.min(length, room - mark)),
  };
}

/** @param width in columns. */
function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let shown = text;
  while (widthOf(shown) >= width) shown = shown.slice(0, -1).toWellFormed();
  return `${shown}…`;
}
