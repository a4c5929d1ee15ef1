import type { Place, Point } from '../core/finding.ts';

export type Locator = ReturnType<typeof locator>;

/** Turns offsets of one text (UTF-16 code units, 0-based) into lines and columns. */
export function locator(text: string) {
  const starts = [0];
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  const point = (offset: number): Point => {
    const clamped = Math.min(Math.max(offset, 0), text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: clamped - (starts[low] as number) + 1 };
  };
  return { place: (start: number, end: number): Place => ({ start: point(start), end: point(end) }) };
}
