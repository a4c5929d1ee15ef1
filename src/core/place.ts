/** A point in a text file. Lines and columns are 1-based, as in unist; a column counts UTF-16 code units. */
export interface Point {
  readonly line: number;
  readonly column: number;
}

/** A stretch of a text file; `end` is the point just behind its last character. */
export interface Place {
  readonly start: Point;
  readonly end: Point;
}

/** The place of a finding that concerns a file as a whole. */
export const FILE_START: Place = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** Negative when `a` comes first in reading order, positive when `b` does, 0 when they start at one point. */
export function comparePlaces(a: Place, b: Place): number {
  return a.start.line - b.start.line || a.start.column - b.start.column;
}
