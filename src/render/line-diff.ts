import { diffArrays } from 'diff';

/** A line of a comparison; `at` is its 0-based index in the side it comes from (`after` for a line of both). */
export interface DiffLine {
  readonly side: 'both' | 'before' | 'after';
  readonly at: number;
}

/** Beyond this many edits two blocks have nothing to compare: all of one, then all of the other. */
const MOST_EDITS = 2_000;

/** The lines of two texts in reading order: what went before what came. */
export function compareLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_EDITS });
  if (!changes) return [...count('before', 0, before.length), ...count('after', 0, after.length)];
  const lines: DiffLine[] = [];
  let beforeAt = 0;
  let afterAt = 0;
  for (const { value, added, removed } of changes) {
    const side = added ? 'after' : removed ? 'before' : 'both';
    lines.push(...count(side, side === 'before' ? beforeAt : afterAt, value.length));
    if (side !== 'after') beforeAt += value.length;
    if (side !== 'before') afterAt += value.length;
  }
  return lines;
}

function count(side: DiffLine['side'], from: number, length: number): DiffLine[] {
  return Array.from({ length }, (_, index) => ({ side, at: from + index }));
}
