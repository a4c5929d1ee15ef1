import type { TallyClaim } from '../claim.ts';
import {
  addDurations,
  type Duration,
  durationsIn,
  formatDuration,
  isSameDuration,
} from '../read/durations.ts';
import { formatPercent, type Percent, printsAs, readPercent } from '../read/numbers.ts';
import type { TableBlock } from '../read/outline.ts';
import type { Plain } from '../read/plain.ts';

const TOTAL_ROW = /^\W*(?:grand total|totals?|sum|overall total)\W*$/iu;
const SKIP_COLUMN =
  /\b(?:avg|average|mean|median|max|min|rate|line|rank|priority|ids?|week|day|date|retries|workers?|age|unique|severity|time to|since|duration|p\d\d)\b|%|#/iu;

/** Sums of columns, sums of rows, and shares beside their counts. */
export function* readTable(table: TableBlock): Generator<TallyClaim> {
  yield* readBreakdown(table);
  yield* readColumns(table);
  yield* readRows(table);
}

type Cell =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'duration'; readonly duration: Duration }
  | { readonly kind: 'percent'; readonly percent: Percent }
  | { readonly kind: 'blank' }
  | { readonly kind: 'words' };

function readCell(cell: Plain | undefined): Cell {
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

type Sum = Extract<Cell, { kind: 'number' | 'duration' }>;

/** Undefined where the cells are of different kinds: then the column is no sum. */
function addCells(cells: readonly Cell[]): Sum | undefined {
  const filled = cells.filter(({ kind }) => kind !== 'blank');
  if (filled.length === 0) return undefined;
  if (filled.every((cell) => cell.kind === 'number')) {
    return { kind: 'number', value: filled.reduce((sum, { value }) => sum + value, 0) };
  }
  const durations = filled.flatMap((cell) => (cell.kind === 'duration' ? [cell.duration] : []));
  const duration = durations.length === cells.length ? addDurations(durations) : undefined;
  return duration && { kind: 'duration', duration };
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

const GOOD = /^\W*(?:pass(?:ed|ing)?|stable|green|success(?:es|ful)?|succeeded|ok)\W*$/iu;
const BAD = /^\W*(?:fail(?:ed|ing|ures?)?|flaky|flakes|flaky tests|red|unstable)\W*$/iu;
const ALL =
  /^\W*(?:total|total tests|tests|specs|ran|runs|total runs|of|size|suite size|executions|count|issues|total issues)\W*$/iu;
const FIXED = /^\W*(?:fixed|resolved|done)\W*$/iu;
const RATE = /\b(?:rate|share|percent(?:age)?|reliability|stability|pass)\b|%/iu;

function* readRows({ head, rows }: TableBlock): Generator<TallyClaim> {
  const titles = head.map(({ text }) => text.trim());
  const find = (pattern: RegExp) => titles.findIndex((title) => pattern.test(title) && !title.includes('%'));
  const columns = { good: find(GOOD), bad: find(BAD), all: find(ALL), fixed: find(FIXED) };
  const rate = titles.findIndex((title) => RATE.test(title) && !GOOD.test(title));
  for (const row of rows) {
    const cells = row.map(readCell);
    const number = (i: number) => {
      const cell = cells[i];
      return cell?.kind === 'number' ? cell.value : undefined;
    };
    const values = cells.flatMap((cell) => (cell.kind === 'number' ? [cell.value] : []));
    const [good, bad, all] = [number(columns.good), number(columns.bad), number(columns.all)];
    const total = row[columns.all];
    if (good !== undefined && bad !== undefined && all !== undefined && total) {
      yield* sumRow(total, { good, bad, all, values });
    }
    const share = row[rate];
    const cell = cells[rate];
    if (share && cell?.kind === 'percent') yield* rateRow(share, cell.percent, columns, row, cells);
  }
}

/** Columns beside two outcomes that are tried in every combination. */
const MOST_COLUMNS = 8;

/** Whether any of the row's other numbers, added to the two outcomes, makes up the total. */
function* sumRow(
  total: Plain,
  { good, bad, all, values }: { good: number; bad: number; all: number; values: readonly number[] },
): Generator<TallyClaim> {
  const others = [...values];
  for (const used of [good, bad, all]) others.splice(others.indexOf(used), 1);
  const sums = new Set([good + bad]);
  for (const other of others.slice(0, MOST_COLUMNS)) for (const sum of [...sums]) sums.add(sum + other);
  yield tally(
    total,
    'audit-sum',
    // Flaky tests often have passed or failed, too.
    sums.has(all) || all === good || all === good - bad,
    String(good + bad + others.reduce((sum, value) => sum + value, 0)),
    'that is the sum of the row',
    [
      `The row counts ${good} and ${bad}${others.length > 0 ? ` beside ${others.join(', ')}` : ''}; its total is ${all}.`,
    ],
  );
}

function* rateRow(
  cell: Plain,
  percent: Percent,
  columns: { good: number; bad: number; all: number; fixed: number },
  row: readonly Plain[],
  cells: readonly Cell[],
): Generator<TallyClaim> {
  const at = (i: number) => {
    const value = cells[i];
    return value?.kind === 'number' ? value.value : undefined;
  };
  const [good, bad, all, fixed] = [at(columns.good), at(columns.bad), at(columns.all), at(columns.fixed)];
  const whole = all ?? (good !== undefined && bad !== undefined ? good + bad : undefined);
  const part = good ?? bad ?? fixed ?? valueBefore(cells, columns.all);
  if (whole === undefined || part === undefined || whole === 0 || part > whole) return;
  const parts = [good, bad, fixed, part].flatMap((value) => (value === undefined ? [] : [value]));
  const holds =
    parts.some((value) => printsAs(value, whole, percent) || printsAs(whole - value, whole, percent)) ||
    (good !== undefined && bad !== undefined && printsAs(good, good + bad, percent));
  const shown = formatPercent(part, whole, percent.decimals);
  yield tally(cell, 'audit-share', holds, shown, `that is ${part} of ${whole}`, [
    `The row of \`${row[0]?.text.trim()}\` counts ${part} of ${whole}: ${part}/${whole} = ${formatPercent(part, whole, 2)}.`,
  ]);
}

/** `Value | Of | Share`: the number just before the whole. */
function valueBefore(cells: readonly Cell[], whole: number): number | undefined {
  const cell = cells[whole - 1];
  return whole > 1 && cell?.kind === 'number' ? cell.value : undefined;
}

function tally(
  cell: Plain,
  ruleId: string,
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
