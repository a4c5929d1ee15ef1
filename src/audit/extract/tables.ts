import type { TallyClaim } from '../claim.ts';
import { formatDuration, isSameDuration } from '../read/durations.ts';
import { formatPercent, printsAs } from '../read/numbers.ts';
import type { TableBlock } from '../read/outline.ts';
import { addCells, type Cell, readCell, tally } from './cells.ts';
import { readRows } from './rows.ts';

const TOTAL_ROW = /^\W*(?:grand total|totals?|sum|overall total)\W*$/iu;
const SKIP_COLUMN =
  /\b(?:avg|average|mean|median|max|min|rate|line|rank|priority|ids?|week|day|date|retries|workers?|age|unique|severity|time to|since|duration|p\d\d)\b|%|#/iu;

/** Sums of columns, sums of rows, and shares beside their counts. */
export function* readTable(table: TableBlock): Generator<TallyClaim> {
  yield* readBreakdown(table);
  yield* readColumns(table);
  yield* readRows(table);
}

function* readColumns({ head, rows }: TableBlock): Generator<TallyClaim> {
  const last = rows.at(-1);
  if (!last || rows.length < 3 || !TOTAL_ROW.test(last[0]?.text ?? '')) return;
  const body = rows.slice(0, -1).filter((row) => !/subtotal/iu.test(row[0]?.text ?? ''));
  for (const [i, total] of last.entries()) {
    if (i === 0 || SKIP_COLUMN.test(head[i]?.text ?? '')) continue;
    const sum = addCells(body.map((row) => readCell(row[i])));
    const said = readCell(total);
    if (!sum || sum.kind !== said.kind) continue;
    const holds =
      sum.kind === 'number' && said.kind === 'number'
        ? sum.value === said.value
        : sum.kind === 'duration' && said.kind === 'duration' && isSameDuration(sum.duration, said.duration);
    const shown = sum.kind === 'number' ? String(sum.value) : formatDuration(sum.duration);
    const parts = body.map((row) => row[i]?.text.trim() || '0').join(' + ');
    yield tally(total, 'audit-sum', holds, shown, 'that is the sum of the column', [
      `The rows above the total of the column \`${head[i]?.text.trim()}\` are ${parts} = ${shown}.`,
    ]);
  }
}

/** `Cause | Tests | Share`: each row's share of the column's sum, where most rows are so. */
function* readBreakdown({ head, rows }: TableBlock): Generator<TallyClaim> {
  const cells = rows.map((row) => row.map(readCell));
  const columns = head.map((_, i) => i).filter((i) => i > 0);
  const isKind = (i: number, kind: Cell['kind']) =>
    cells.every((row) => row[i]?.kind === kind || row[i]?.kind === 'blank');
  const counts = columns.filter((i) => isKind(i, 'number'));
  const shares = columns.filter((i) => isKind(i, 'percent'));
  const [count, share] = [counts[0], shares[0]];
  if (counts.length !== 1 || shares.length !== 1 || count === undefined || share === undefined) return;
  const body = cells.filter((_, i) => !TOTAL_ROW.test(rows[i]?.[0]?.text ?? ''));
  const sum = addCells(body.map((row) => row[count] ?? { kind: 'blank' }));
  if (body.length < 3 || sum?.kind !== 'number' || sum.value === 0) return;
  const whole = sum.value;
  const read = body.flatMap((row) => {
    const [number, printed] = [row[count], row[share]];
    const cell = rows[cells.indexOf(row)]?.[share];
    if (number?.kind !== 'number' || printed?.kind !== 'percent' || !cell) return [];
    return [{ cell, value: number.value, holds: printsAs(number.value, whole, printed.percent) }];
  });
  if (read.filter(({ holds }) => holds).length * 2 <= read.length) return;
  for (const { cell, value, holds } of read) {
    const shown = formatPercent(value, whole);
    yield tally(cell, 'audit-share', holds, shown, `that is ${value} of ${whole}`, [
      `The column adds up to ${whole}; ${value}/${whole} = ${formatPercent(value, whole, 2)}.`,
    ]);
  }
}
