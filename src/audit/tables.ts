import type { Block, Line } from './blocks.ts';
import { printsAs, type Quantity } from './quantities.ts';
import type { Contradiction } from './rules.ts';
import { auditShare } from './shares.ts';
import { auditSum, sum } from './sums.ts';

/** A column or a row, with cells that are one number each and nothing else, but for a unit of time. */
interface Series {
  readonly name: string;
  readonly cells: readonly (Quantity | undefined)[];
}

export const TOTAL = /^\W*(?:grand )?(?:total|sum|totals|overall)\W*$/iu;
/** What nobody adds up. */
const NO_SUM =
  /\b(?:avg|average|mean|median|max|min|rate|line|port|year|version|rank|priority|id|before|target|p\d\d|oldest|newest|longest|slowest|distinct|unique)\b|^#|%/iu;
/** Parts of another part, or one that overlaps others: its numbers would count twice. */
const SUB = /^\s*(?:\d+\.\d+|[└├↳–-]\s)|\b(?:of which|thereof|incl|including|both|all)\b|\+/iu;
/** More rows or columns than a table has that people sum up. */
const MOST = 60;

/** Sums of the columns and rows of a table, and columns of shares. */
export function* auditTable({ head, rows }: Block): Generator<Contradiction> {
  if (Math.max(head.length, rows.length) > MOST || rows.length < 3) return;
  const names = rows.map(([name]) => name?.text ?? '');
  const columns = head.map((name, i) => ({ name, cells: rows.map((row) => numberIn(row[i])) })).slice(1);
  const counts = columns.filter(({ cells }) => cells.every((cell) => cell?.kind === 'count'));
  const across = names.map((name, i) => ({ name, cells: counts.map(({ cells }) => cells[i]) }));
  const heads = counts.map(({ name }) => name);
  yield* auditTotals(names, columns, 1);
  yield* auditTotals(heads, across, 3);
  for (const { cells } of columns) yield* auditPercents(cells, counts);
}

function numberIn(cell: Line | undefined): Quantity | undefined {
  const [quantity, more] = cell?.quantities ?? [];
  if (!cell || !quantity || more || quantity.sure === 'bound') return undefined;
  const rest = cell.text.slice(0, quantity.start) + cell.text.slice(quantity.end);
  return /[\p{L}\p{N}/+]/u.test(rest) ? undefined : quantity;
}

/** A total, first or last among names, in at least so many series. Where most come out otherwise, it is none. */
function* auditTotals(
  names: readonly string[],
  all: readonly Series[],
  least: number,
): Generator<Contradiction> {
  const [at = -1, another] = [...names.keys()].filter((i) => TOTAL.test(names[i] ?? ''));
  const isFlat = another === undefined && !names.some((name) => SUB.test(name));
  if (!isFlat || !(at === 0 || at === names.length - 1)) return;
  const summed = all.flatMap(({ name, cells }) => {
    const total = cells[at];
    const parts = cells.flatMap((cell, i) => (cell && i !== at ? cell : []));
    if (!total || parts.length < 2 || NO_SUM.test(name) || total.kind === 'percent' || total.sure === 'about')
      return [];
    // It may be the largest, not the sum.
    const isOther = parts.some(({ kind, value }) => kind !== total.kind || value >= total.value);
    if (isOther) return [];
    const wrong = [...auditSum(total, parts)];
    // A row for a group, above or below its members, counts them twice.
    return [wrong.length > 0 && [...auditSum(total, parts.filter(isNoGroup))].length === 0 ? [] : wrong];
  });
  const wrong = summed.flat();
  if (summed.length >= least && (wrong.length === 1 || wrong.length * 2 <= summed.length)) yield* wrong;
}

/** Whether a number is not the sum of two or more numbers right behind or before it. */
function isNoGroup({ value }: Quantity, at: number, all: readonly Quantity[]): boolean {
  const behind = all.slice(at + 1);
  const before = all.slice(0, at).reverse();
  return [behind, before].every((beside) =>
    beside.every((_, n) => n === 0 || sum(beside.slice(0, n + 1).map((one) => one.value)) !== value),
  );
}

/** Percentages that are the shares of one column in another, in its last row or in its sum, in every row but one. */
function* auditPercents(cells: Series['cells'], counts: readonly Series[]): Generator<Contradiction> {
  const percents = cells.flatMap((cell, row) => (cell?.kind === 'percent' ? [{ cell, row }] : []));
  if (percents.length < 3) return;
  const columns = counts.map((column) => column.cells.flatMap((cell) => cell ?? []));
  const shares = columns.flatMap((parts) => {
    const all = sum(parts.map(({ value }) => value));
    const others = columns
      .filter((other) => other !== parts)
      .map((other) => (row: number) => other[row]?.value ?? 0);
    return [...others, () => all, () => parts.at(-1)?.value ?? 0].map((wholeAt) =>
      percents.flatMap(({ cell, row }) => {
        const [part, whole] = [parts[row], wholeAt(row)];
        return !part || (part.value <= whole && printsAs(part.value, whole, cell))
          ? []
          : { cell, part, whole };
      }),
    );
  });
  const [wrong] = shares.find(({ length }) => length === 1) ?? [];
  if (!wrong || wrong.part.value > wrong.whole || shares.some(({ length }) => length === 0)) return;
  yield* auditShare(wrong.cell, wrong.part.value, wrong.whole, [wrong.part.said]);
}
