import type { BlockOf, Sentence } from './blocks.ts';
import { type Contradiction, contradiction, type Said, say } from './contradiction.ts';
import { formatPercent, isTime, printsAs, type Quantity } from './quantities.ts';
import { auditLabelled, auditTimes, sum, wrongSum } from './sums.ts';

/** A cell that is one number and nothing else, but for a unit of time. */
interface Cell {
  readonly said: Said;
  readonly part: Quantity;
}

/** More rows or columns than a table has that people sum up in levels. */
const MOST = 60;

type Column = readonly (Cell | undefined)[];

const TOTAL = /^\W*(?:grand )?(?:total|sum|totals|overall)\W*$/iu;
const NO_SUM =
  /\b(?:avg|average|mean|median|max|min|rate|line|port|year|version|rank|priority|id|before|target|p\d\d)\b|^#|%/iu;
/** A row of parts of the row above, such as `1.2` or `└ unit`: its numbers would count twice. */
const SUB_ROW = /^\s*(?:\d+\.\d+|[└├↳–-]\s|of which\b)/u;

/** Sums of columns and rows, and shares: which columns belong together is read from the rows, not from words. */
export function* auditTable({ head, rows }: BlockOf<'table'>): Generator<Contradiction> {
  const columns = head.map((_, i) => rows.map((row) => readCell(row[i])));
  const names = rows.map(([name]) => name?.text ?? '');
  if (TOTAL.test(names.at(-1) ?? '')) {
    const isFlat = !names.slice(0, -1).some((name) => SUB_ROW.test(name) || TOTAL.test(name));
    if (isFlat && rows.length > 2)
      yield* auditColumns(columns.filter((_, i) => i > 0 && !NO_SUM.test(head[i] ?? '')));
  } else if (head.length === 2) yield* auditLabelled(rows);
  const counts = columns.filter((column) => column.every((cell) => cell?.part.kind === 'count'));
  const total = columns[head.findIndex((name, i) => i > 0 && TOTAL.test(name))];
  if (total)
    yield* auditRowTotals(
      total,
      counts.filter((column) => column !== total && column !== columns[0]),
    );
  for (const column of columns) yield* auditPercents(column, counts);
}

function readCell(cell: Sentence | undefined): Cell | undefined {
  const [part, more] = cell?.quantities ?? [];
  if (!cell || !part || more || part.sure === 'bound') return undefined;
  const rest = cell.text.slice(0, part.start) + cell.text.slice(part.end);
  return /[\p{L}\p{N}/+]/u.test(rest) ? undefined : { said: say(cell, part), part };
}

/** Last rows that are sums. Where most columns come out otherwise, they are none. */
function* auditColumns(columns: readonly Column[]): Generator<Contradiction> {
  const summed = columns.flatMap((column) => {
    const total = column.at(-1);
    const parts = column.slice(0, -1).flatMap((cell) => cell ?? []);
    const values = parts.map(({ part }) => part.value);
    const isAlike = total && parts.every(({ part }) => part.kind === total.part.kind);
    // A last row may be the largest, not the sum.
    const isSum = isAlike && total.part.kind !== 'percent' && Math.max(...values) < total.part.value;
    return isSum ? [{ total, parts, values }] : [];
  });
  const wrong = summed.flatMap(({ total, parts, values }) => {
    if (sumsOf(values).includes(total.part.value)) return [];
    if (isTime(total.part)) return [...auditTimes(total, parts)];
    return [wrongSum(total.said, parts, `the column adds up to ${sum(values)}`)];
  });
  if (wrong.length === 1 || wrong.length * 2 <= summed.length) yield* wrong;
}

/** What rows may add up to: with all, and without those that the row above them already sums up. */
function sumsOf(values: readonly number[]): number[] {
  if (values.length > MOST) return [sum(values)];
  const sums: number[][] = [[0]];
  for (const [i, value] of [...values.entries()].reverse()) {
    const behind = values
      .slice(i + 1)
      .map((_, n) => (n > 0 && sum(values.slice(i + 1, i + n + 2)) === value ? n + 1 : 0));
    const rests = [0, ...behind.filter((length) => length > 0)].flatMap((length) => sums[length] ?? []);
    sums.unshift([...new Set(rests.map((rest) => sum([rest, value])))]);
  }
  return sums[0] ?? [];
}

/** A column `Total` that is the sum of the others in every row but one. */
function* auditRowTotals(totals: Column, others: readonly Column[]): Generator<Contradiction> {
  const wrong = totals.flatMap((total, row) => {
    const parts = others.flatMap((column) => column[row] ?? []);
    const right = sum(parts.map(({ part }) => part.value));
    if (!total || total.part.value === right) return [];
    return [wrongSum(total.said, parts, `the row adds up to ${right}`)];
  });
  if (wrong.length === 1 && others.length > 1 && totals.length > 2) yield* wrong;
}

/** Percentages that are the shares of one column in another, in its last row or in its sum, in every row but one. */
function* auditPercents(percents: Column, counts: readonly Column[]): Generator<Contradiction> {
  const rows = percents.flatMap((cell, row) => (cell?.part.kind === 'percent' ? [{ ...cell, row }] : []));
  if (rows.length < 3 || counts.length > MOST) return;
  const cellAt = (column: Column, row: number) => column.at(row)?.part.value ?? 0;
  const shares = counts.flatMap((part) => {
    const all = sum(part.map((cell) => cell?.part.value ?? 0));
    const wholes = [
      ...counts.filter((other) => other !== part).map((other) => (row: number) => cellAt(other, row)),
      () => all,
      () => cellAt(part, -1),
    ];
    return wholes.map((whole) => {
      const isRight = ({ part: percent, row }: (typeof rows)[number]) =>
        cellAt(part, row) <= whole(row) && printsAs(cellAt(part, row), whole(row), percent);
      return { part, whole, wrong: rows.filter((row) => !isRight(row)) };
    });
  });
  const best = shares.find(({ wrong }) => wrong.length === 1);
  const [wrong] = best?.wrong ?? [];
  if (!best || !wrong || shares.some((share) => share.wrong.length === 0)) return;
  const [value, whole] = [cellAt(best.part, wrong.row), best.whole(wrong.row)];
  const because = `${value} of ${whole} is ${formatPercent(value, whole, wrong.part.step)}, reckoned as in the other rows`;
  const against = best.part[wrong.row];
  if (value <= whole && against) yield contradiction('audit-share', wrong.said, [against.said], because);
}
