import { diffArrays } from 'diff';
import type { TextRange } from '../../pages/document.ts';

/** A line of a comparison; `at` is its 0-based index in the side it comes from (`after` for a line of both). */
export interface DiffLine {
  readonly side: 'both' | 'before' | 'after';
  readonly at: number;
}

/** Beyond this many edits two texts have nothing to compare: all of one, then all of the other. */
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

/** Neighbouring lines that are shown alike: of both sides, changed from one to the other, or of both and folded away. */
export interface Stretch {
  readonly kind: 'same' | 'changed' | 'folded';
  readonly lines: readonly DiffLine[];
}

/** So many unchanged lines in a row are shown whole; of more, those near a change. */
const MOST_SAME = 8;
const NEAR = 3;

/** The lines of a comparison in stretches, with what is far from every change folded. */
export function stretchesOf(lines: readonly DiffLine[]): Stretch[] {
  const stretches: Stretch[] = [];
  let start = 0;
  for (let at = 1; at <= lines.length; at += 1) {
    const isSame = lines[start]?.side === 'both';
    if (at < lines.length && (lines[at]?.side === 'both') === isSame) continue;
    const run = lines.slice(start, at);
    const isWhole = !isSame || run.length <= MOST_SAME || run.length === lines.length;
    if (isWhole) stretches.push({ kind: isSame ? 'same' : 'changed', lines: run });
    else stretches.push(...fold(run, start > 0 ? NEAR : 0, at < lines.length ? NEAR : 0));
    start = at;
  }
  return stretches;
}

function fold(run: readonly DiffLine[], first: number, last: number): Stretch[] {
  const far = run.length - last;
  const parts = [
    { kind: 'same', lines: run.slice(0, first) },
    { kind: 'folded', lines: run.slice(first, far) },
    { kind: 'same', lines: run.slice(far) },
  ] as const;
  return parts.filter(({ lines }) => lines.length > 0);
}

/** Lines with less in common than this share were written anew: no word of them is marked. */
const LEAST_COMMON = 0.4;
const LONGEST_LINE = 500;

/** The words of two lines that the other does not have; none where the lines have little in common. */
export function changedWords(before: string, after: string): Record<'before' | 'after', TextRange[]> {
  const changed: Record<'before' | 'after', TextRange[]> = { before: [], after: [] };
  if (Math.max(before.length, after.length) > LONGEST_LINE) return changed;
  const at = { before: 0, after: 0 };
  let common = 0;
  for (const { value: parts, added, removed } of diffArrays(wordsOf(before), wordsOf(after))) {
    const value = parts.join('');
    const isCommon = !added && !removed;
    if (isCommon) common += value.trim().length;
    for (const side of ['before', 'after'] as const) {
      if (side === 'before' ? added : removed) continue;
      if (!isCommon && value.trim() !== '')
        changed[side].push({ from: at[side], to: at[side] + value.length });
      at[side] += value.length;
    }
  }
  const longest = Math.max(before.trim().length, after.trim().length);
  return longest > 0 && common / longest >= LEAST_COMMON ? changed : { before: [], after: [] };
}

/** Words, stretches of white space, and all other characters one by one. */
function wordsOf(line: string): string[] {
  return line.match(/[\p{L}\p{M}\p{N}_]+|\s+|./gsu) ?? [];
}
