import type { TallyClaim } from '../claim.ts';
import { addDurations, type Duration, durationsIn } from '../read/durations.ts';
import { type Percent, readPercent } from '../read/numbers.ts';
import type { Plain } from '../read/plain.ts';
import type { AuditRuleId } from '../rules.ts';

/** What a cell of a table holds. */
export type Cell =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'duration'; readonly duration: Duration }
  | { readonly kind: 'percent'; readonly percent: Percent }
  | { readonly kind: 'blank' }
  | { readonly kind: 'words' };

export function readCell(cell: Plain | undefined): Cell {
  const text = cell?.text.trim() ?? '';
  if (/^(?:|[-–—−]|n\/a|none|not estimated|\?|tbd)$/iu.test(text)) return { kind: 'blank' };
  const number =
    /^(\d{1,3}(?:,\d{3})+|\d+)(?:\s+(?:tests?|issues?|specs?|runs?|fixes|decisions?|causes?))?$/u.exec(text);
  if (number) return { kind: 'number', value: Number((number[1] ?? '').replaceAll(',', '')) };
  const percent = /^(\d+(?:\.\d+)?)\s?%$/u.exec(text);
  const printed = percent && readPercent(percent[1] ?? '', '');
  if (printed) return { kind: 'percent', percent: printed };
  const [duration, more] = durationsIn(text);
  if (duration && !more && text.length === duration.end - duration.start) {
    return { kind: 'duration', duration: duration.duration };
  }
  return { kind: 'words' };
}

type Sum = Extract<Cell, { kind: 'number' | 'duration' }>;

/** Undefined where the cells are of different kinds: then the column is no sum. */
export function addCells(cells: readonly Cell[]): Sum | undefined {
  const filled = cells.filter(({ kind }) => kind !== 'blank');
  if (filled.length === 0) return undefined;
  if (filled.every((cell) => cell.kind === 'number')) {
    return { kind: 'number', value: filled.reduce((sum, { value }) => sum + value, 0) };
  }
  const durations = filled.flatMap((cell) => (cell.kind === 'duration' ? [cell.duration] : []));
  const duration = durations.length === cells.length ? addDurations(durations) : undefined;
  return duration && { kind: 'duration', duration };
}

/** A claim about one cell. */
export function tally(
  cell: Plain,
  ruleId: AuditRuleId,
  holds: boolean,
  expected: string,
  from: string,
  reasoning: readonly string[],
): TallyClaim {
  const start = cell.text.length - cell.text.trimStart().length;
  const text = cell.text.trim();
  const place = cell.place(start, start + text.length);
  return { kind: 'tally', ruleId, place, text, holds, expected, from, reasoning, related: [] };
}
