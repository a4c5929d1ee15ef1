import type { Block, Line } from './blocks.ts';
import { type Contradiction, type Said, say } from './contradiction.ts';
import type { Frame } from './frames.ts';
import { formatDuration, isTime, type Quantity } from './quantities.ts';
import { type Status, UNITS } from './words.ts';

/** A number with its place. */
export interface Part {
  readonly quantity: Quantity;
  readonly said: Said;
}

function wrongSum({ said }: Part, parts: readonly Part[], because: string): Contradiction {
  return { ruleId: 'audit-sum', said, against: parts.map((part) => part.said), because };
}

export function sum(values: readonly number[]): number {
  return Math.round(values.reduce((all, value) => all + value, 0) * 1000) / 1000;
}

const worth = ({ quantity }: Part) => quantity.value;

/** Statuses that make up a whole. `extra` ones may be counted among the others, too; without a `last` one, some may be left out. */
const PARTITIONS: readonly Record<'first' | 'rest' | 'extra' | 'last', readonly Status[]>[] = [
  {
    first: ['passed'],
    rest: ['failed'],
    extra: ['errors', 'skipped', 'flaky', 'quarantined'],
    last: ['skipped'],
  },
  { first: ['fixed'], rest: ['remaining', 'open', 'triaged'], extra: ['quarantined'], last: ['remaining'] },
  {
    first: ['stable'],
    rest: ['flaky', 'remaining'],
    extra: ['quarantined', 'skipped'],
    last: ['flaky', 'remaining'],
  },
];

/** One total, and parts that are told apart and make up a whole; a number that may be anything ends the calculation. */
export function* auditPartition(frame: Frame): Generator<Contradiction> {
  const counts = frame.filter(
    ({ role, quantity }) => role !== 'rate' && quantity.kind !== 'percent' && !isTime(quantity),
  );
  const [total, ...totals] = counts.filter(({ role }) => role === 'total');
  const parts = counts.filter(({ role }) => role !== 'total');
  const roles = new Set(parts.map(({ role }) => role));
  const units = new Set(
    counts.flatMap(({ quantity: { unit = 'items' } }) => (unit === 'items' ? [] : [unit])),
  );
  const has = (some: readonly Status[]) => some.some((status) => roles.has(status));
  const scheme = PARTITIONS.find(({ first, rest }) => has(first) && has(rest));
  const isOne = totals.every((other) => worth(other) === worth(total ?? other));
  if (!total || !isOne || !scheme || units.size > 1 || roles.size < parts.length) return;
  const known: readonly Frame[number]['role'][] = [...scheme.first, ...scheme.rest, ...scheme.extra];
  // Runs are not what tests pass in.
  const isOfRuns =
    /runs|suites/.test(total.quantity.unit ?? '') &&
    parts.some(({ quantity }) => quantity.unit === undefined);
  if (isOfRuns || ![...roles].every((role) => known.includes(role))) return;
  let sums = [0];
  for (const { role, quantity } of parts) {
    const isExtra = scheme.extra.some((extra) => extra === role);
    sums = sums.flatMap((one) => (isExtra ? [one, one + quantity.value] : [one + quantity.value]));
  }
  const all = worth(total);
  if (has(scheme.last) ? sums.includes(all) : sums.some((one) => one <= all)) return;
  const because = `${parts.map(worth).join(' + ')} = ${sum(parts.map(worth))}`;
  const stable = parts.find(({ role }) => role === 'stable');
  const others = counts.filter(({ said }) => said !== stable?.said);
  yield stable
    ? {
        ...wrongSum(stable, others, `${because}, which is more than ${worth(total)}`),
        ruleId: 'audit-stable',
      }
    : wrongSum(total, parts, because);
}

/** `2 + 3 + 3 = 8 hours`, `120 * 9 = 1080 minutes`, `2 hours (30 min code + 90 min tests)`. */
export function* auditFormulas(line: Line): Generator<Contradiction> {
  const { text, quantities } = line;
  const between = (i: number) =>
    text.slice(quantities[i]?.end ?? 0, quantities[i + 1]?.start).replaceAll(/[\p{L}\s]/gu, '');
  for (let i = 0; i < quantities.length; i += 1) {
    const sign = between(i);
    if (!/^[+*×]$/u.test(sign) || (i > 0 && /[+*×/-]$/u.test(between(i - 1)))) continue;
    let last = i + 1;
    while (between(last) === sign) last += 1;
    const isBracket = i > 0 && between(i - 1) === '(' && between(last).startsWith(')');
    const total = isBracket ? quantities[i - 1] : between(last) === '=' ? quantities[last + 1] : undefined;
    const terms = quantities.slice(i, last + 1);
    const right = total && resultOf(sign, terms, total);
    if (!total || right === undefined || isNear(right, right, total)) continue;
    const shown = isTime(total) ? formatDuration(total.kind, right, right) : right;
    const [whole, ...parts] = [total, ...terms].map((quantity) => ({ quantity, said: say(line, quantity) }));
    if (whole) yield wrongSum(whole, parts, `that makes ${shown}`);
  }
}

/** What the terms make in the total's unit; undefined where units do not fit, or nothing says what is counted. */
function resultOf(sign: string, terms: readonly Quantity[], total: Quantity): number | undefined {
  const times = terms.filter(isTime);
  const values = terms.map(({ value }) => value);
  const isExact = [...terms, total].every(
    (one) => one.sure === 'exact' && one.value === one.whole && one.kind !== 'percent',
  );
  const isFit =
    times.every(({ kind }) => kind === total.kind) &&
    (sign === '+' ? times.length % terms.length === 0 : times.length < 2);
  if (!isExact || !isFit || (!isTime(total) && UNITS.first(total.tail) === undefined)) return undefined;
  const right = sign === '+' ? sum(values) : values.reduce((all, value) => all * value, 1);
  return times.length > 0 ? right : right * total.scale;
}

/** Whether a sum prints as this number: lengths of time within half of its step, a whole one where it says `about`. */
function isNear(low: number, high: number, { kind, value, whole, step, sure }: Quantity): boolean {
  if (kind === 'count') return low === value;
  const slack = sure === 'about' || value !== whole ? step : step / 2;
  const near = (a: number, b: number) => Math.abs(a - b) < Math.max(slack, 1e-6);
  return (near(low, value) && near(high, whole)) || (value !== whole && low >= value && high <= whole);
}

/** A total and lengths of time that it should be the sum of; nothing where they have no common unit. */
export function* auditTimes(total: Part, parts: readonly Part[]): Generator<Contradiction> {
  const { kind } = total.quantity;
  if (parts.length < 2 || parts.some(({ quantity }) => quantity.kind !== kind || quantity.sure === 'bound'))
    return;
  const [low, high] = [sum(parts.map(worth)), sum(parts.map(({ quantity }) => quantity.whole))];
  const sure = parts.some(({ quantity }) => quantity.sure === 'about') ? 'about' : total.quantity.sure;
  if (!isNear(low, high, { ...total.quantity, sure }))
    yield wrongSum(total, parts, `together that is ${formatDuration(kind, low, high)}`);
}

/** A column of cells that are one number each and nothing else, but for a unit of time. */
export type Column = readonly (Part | undefined)[];

const TOTAL = /^\W*(?:grand )?(?:total|sum|totals|overall)\W*$/iu;
/** Columns whose numbers nobody adds up. */
const NO_SUM =
  /\b(?:avg|average|mean|median|max|min|rate|line|port|year|version|rank|priority|id|before|target|p\d\d|oldest|newest|longest|slowest|distinct|unique)\b|^#|%/iu;
/** A row of parts of another row, or one that overlaps others: its numbers would count twice. */
const SUB_ROW = /^\s*(?:\d+\.\d+|[└├↳–-]\s)|\b(?:of which|thereof|incl|including|both|all)\b|\+/iu;

/** Sums of columns and rows of a table. */
export function* auditTable({ head, rows }: Block, columns: readonly Column[]): Generator<Contradiction> {
  const names = rows.map(([name]) => name?.text ?? '');
  const [row = -1, another] = [...names.keys()].filter((i) => TOTAL.test(names[i] ?? ''));
  const isFlat = another === undefined && !names.some((name) => SUB_ROW.test(name));
  if (isFlat && rows.length > 2 && (row === 0 || row === rows.length - 1))
    yield* auditColumns(
      columns.filter((_, i) => i > 0 && !NO_SUM.test(head[i] ?? '')),
      row,
    );
  const totals = columns[head.findIndex((name, i) => i > 0 && TOTAL.test(name))] ?? [];
  const others = columns.filter(
    (column, i) => i > 0 && column !== totals && column.every((cell) => cell?.quantity.kind === 'count'),
  );
  // In every row but one: else it is no sum.
  const wrong = totals.flatMap((total, i) => {
    const parts = others.flatMap((column) => column[i] ?? []);
    const right = sum(parts.map(worth));
    return !total || worth(total) === right ? [] : [wrongSum(total, parts, `the row adds up to ${right}`)];
  });
  if (wrong.length === 1 && others.length > 1 && totals.length > 2) yield* wrong;
}

/** A first or last row of sums. Where most columns come out otherwise, it is none. */
function* auditColumns(columns: readonly Column[], row: number): Generator<Contradiction> {
  const summed = columns.flatMap((column) => {
    const total = column[row];
    const parts = column.flatMap((cell, i) => (cell && i !== row ? cell : []));
    const isAlike = parts.length > 1 && parts.every(({ quantity }) => quantity.kind === total?.quantity.kind);
    if (!total || !isAlike || total.quantity.kind === 'percent' || total.quantity.sure === 'about') return [];
    // The row may be the largest, not the sum.
    return Math.max(...parts.map(worth)) < worth(total) ? [{ total, parts }] : [];
  });
  const wrong = summed.flatMap(({ total, parts }) => {
    const right = sum(parts.map(worth));
    if (isTime(total.quantity)) return [...auditTimes(total, parts)];
    const isRight = worth(total) === right || hasSubtotal(parts.map(worth), right - worth(total));
    return isRight ? [] : [wrongSum(total, parts, `the column adds up to ${right}`)];
  });
  if (wrong.length === 1 || wrong.length * 2 <= summed.length) yield* wrong;
}

/** Whether one of the numbers, this one, is the sum of those behind it. */
function hasSubtotal(values: readonly number[], one: number): boolean {
  const at = values.indexOf(one);
  return one > 0 && at >= 0 && values.some((_, n) => n > at + 1 && sum(values.slice(at + 1, n + 1)) === one);
}
