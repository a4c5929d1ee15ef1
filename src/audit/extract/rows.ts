import type { TallyClaim } from '../claim.ts';
import { formatPercent, type Percent, printsAs } from '../read/numbers.ts';
import type { TableBlock } from '../read/outline.ts';
import type { Plain } from '../read/plain.ts';
import { type Cell, readCell, tally } from './cells.ts';

const GOOD = /^\W*(?:pass(?:ed|ing)?|stable|green|success(?:es|ful)?|succeeded|ok)\W*$/iu;
const BAD = /^\W*(?:fail(?:ed|ing|ures?)?|flaky|flakes|flaky tests|red|unstable)\W*$/iu;
const ALL =
  /^\W*(?:total|total tests|tests|specs|ran|runs|total runs|of|size|suite size|executions|count|issues|total issues)\W*$/iu;
const FIXED = /^\W*(?:fixed|resolved|done)\W*$/iu;
const RATE = /\b(?:rate|share|percent(?:age)?|reliability|stability|pass)\b|%/iu;

/** Sums of rows, and rates beside the counts of their row. */
export function* readRows({ head, rows }: TableBlock): Generator<TallyClaim> {
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
