import type { Block, Line } from './blocks.ts';
import { formatLike, isTime, printsAs, type Quantity } from './quantities.ts';
import type { Found } from './rules.ts';
import { auditShare, CHANGE, isShare } from './shares.ts';
import { isKnown, STATUSES, type Status, UNITS } from './words.ts';

/** A number and what it is a number of; without a role it may be a number of anything. A `rate` is a percentage. */
interface Part extends Quantity {
  readonly role: Status | 'rate' | undefined;
}

/** Numbers of one thing at one time: a sentence, a list of labels, a row or a column of a table. Nothing is calculated across. */
type Frame = readonly Part[];

/** A table, or its columns as rows: names first, then rows that begin with their own. */
type Rows = readonly (readonly (Line | undefined)[])[];

export function sum(parts: readonly { readonly value: number }[]): number {
  return Math.round(parts.reduce((all, { value }) => all + value, 0) * 1000) / 1000;
}

/** Whether what makes up a whole does so in each frame of a block, and totals of tables and lists are what stands in them. */
export function* auditSums(block: Block): Found {
  const { kind, rows, tellers } = block;
  const framed = kind === 'table' ? [rows, turned(rows)].flatMap(framesOfSeries) : framesOf(block);
  for (const frame of framed) yield* [...auditPartition(frame), ...auditRates(frame)];
  if (kind === 'table') yield* auditTable(rows);
  if (kind === 'list') yield* auditShares(rows);
  for (const line of tellers) yield* auditEffort(line, rows);
}

function framesOfSeries([names = [], ...series]: Rows): Frame[] {
  // A last row of totals repeats what is wrong above it.
  const own = series.filter(([name], i) => i < 2 || !TOTAL.test(name?.text ?? ''));
  return own.map(([, ...cells]) =>
    cells.flatMap((cell, i) => (cell ? partsOf(cell, names[i + 1]?.text ?? '') : [])),
  );
}

function framesOf({ kind, lines, rows, total }: Block): Frame[] {
  const sentences = lines.map((line, i) => {
    const isMore = i > 0 && kind === 'text' && /\bof (?:them|these|those)\b/iu.test(line.text);
    return lines.slice(isMore ? i - 1 : i, i + 1).flatMap((one) => partsOf(one));
  });
  const firsts = rows.length > 0 ? rows.flatMap(([first]) => first ?? []) : lines;
  const isLabelled = firsts.length > 1 && firsts.every(({ label }) => label !== '');
  const above = isLabelled && total ? partsOf(total).filter(({ role }) => role === 'total') : [];
  const labels = isLabelled || kind === 'output' ? [...above, ...firsts.flatMap((one) => partsOf(one))] : [];
  return [...sentences, labels];
}

/** What may be, and parts of parts. */
const NO_FRAME = /\b(?:of which|before|if|when|unless|should|would|will|could|must)\b/iu;

/**
 * The numbers of a sentence, of `Label: 5`, or of a cell, with what they are: `157 tests: 150 passed, 7 failed`; `2 of 5 fixed, 2
 * triaged, 1 open`; `65.3% (5 passed, 3 failed)`. @param name of its row or column, for a cell.
 */
function partsOf({ quantities, text, label }: Line, name?: string): Frame {
  if (quantities.length > 12 || NO_FRAME.test(text) || CHANGE.test(text)) return [];
  return quantities.filter(isNoDetail).flatMap((quantity, i): Frame => {
    const { kind, isExact, tail, unit, head, behind } = quantity;
    const own = STATUSES.all(tail);
    if (/pass|succe|rate/iu.test(name ?? text) && isShare(quantity)) return [{ ...quantity, role: 'rate' }];
    if (isTime(quantity) || kind === 'percent') return [];
    const isNamed = i === 0 && /(?:^|[:=])\W*$/u.test(head) && isKnown(tail);
    const named = own[0] ?? (isNamed ? roleOf(name ?? label, quantities.length > 1) : undefined);
    // Behind its parts, a whole says that it is one.
    const isFirst = i === 0 && !named && unit !== 'items' && UNITS.first(tail) !== undefined;
    const isOf =
      /^\W*of (?:the |our |all )?$/iu.test(head) || /^[^\d.]{0,20}, of (?:them|these)\b/iu.test(behind);
    // `8 of 10 passed at least once` may be among `3 of 10 failed`.
    const isClear = isExact && (kind === 'count' || isKnown(tail));
    const isTotal = isFirst || isOf || own.includes('total');
    const part: Part = { ...quantity, role: isClear ? (isTotal ? 'total' : named) : undefined };
    // `155/157 passed` is two numbers.
    return kind === 'ratio' ? [part, { ...part, role: 'total', value: quantity.whole }] : [part];
  });
}

/** Whether a number is not within brackets behind a part, which it is then a part of: `5 failed (4 failures, 1 error)`. */
function isNoDetail({ head }: Quantity, i: number, all: readonly Quantity[]): boolean {
  const open = head.lastIndexOf('(');
  if (open <= head.lastIndexOf(')')) return true;
  const before = all.slice(0, i).findLast(({ end }) => end <= open);
  return (
    before?.kind !== 'count' ||
    !/^(?:failed|skipped|errors|flaky)$/.test(STATUSES.first(before.tail) ?? '') ||
    before.end + before.tail.length < open
  );
}

/** What a label or a name says that a number is. @param hasMore numbers, of which it may be the total. */
function roleOf(label: string, hasMore: boolean): Status | undefined {
  const [status = UNITS.first(label) === 'tests' ? 'total' : undefined, other] = new Set(STATUSES.all(label));
  if (!isKnown(label) || (other && status !== 'total')) return undefined;
  return hasMore ? status : (other ?? status);
}

/** Statuses that make up a whole. `extra` ones may be counted among the others, too; without a `last` one, some may be left out. */
const PARTITIONS: readonly Record<'first' | 'rest' | 'extra' | 'last', string>[] = [
  { first: 'passed', rest: 'failed', extra: 'errors skipped flaky quarantined', last: 'skipped' },
  { first: 'fixed', rest: 'remaining open triaged', extra: 'quarantined', last: 'remaining' },
  { first: 'stable', rest: 'flaky remaining', extra: 'quarantined skipped', last: 'skipped' },
];

/** One total, and parts that are told apart and make up a whole; a number that may be anything ends the calculation. */
function* auditPartition(frame: Frame): Found {
  const counts = frame.filter(({ role }) => role !== 'rate');
  const [total, ...totals] = counts.filter(({ role }) => role === 'total');
  const parts = counts.filter(({ role }) => role !== 'total');
  const roles = new Set(parts.map(({ role = '' }) => role));
  const has = (some: string) => some.split(' ').some((status) => roles.has(status));
  const scheme = PARTITIONS.find(({ first, rest }) => has(first) && has(rest));
  if (!total || !scheme || roles.size < parts.length || totals.some(({ value }) => value !== total.value))
    return;
  const units = new Set(counts.flatMap(({ unit = 'items' }) => (unit === 'items' ? [] : [unit])));
  // Runs are not what tests pass in.
  const isOfRuns = /runs|suites/.test(total.unit ?? '') && parts.some(({ unit }) => unit === undefined);
  const known = `${scheme.first} ${scheme.rest} ${scheme.extra}`.split(' ');
  if (units.size > 1 || isOfRuns || ![...roles].every((role) => known.includes(role))) return;
  let sums = [0];
  for (const { role = '', value } of parts)
    sums = sums.flatMap((one) => (scheme.extra.includes(role) ? [one, one + value] : [one + value]));
  if (has(scheme.last) ? sums.includes(total.value) : sums.some((one) => one <= total.value)) return;
  const because = `${parts.map(({ value }) => value).join(' + ')} = ${sum(parts)}`;
  const stable = parts.find(({ role }) => role === 'stable');
  const against = counts.filter(({ place }) => place !== stable?.place);
  yield stable
    ? { ruleId: 'audit-stable', said: stable, against, because: `${because}, not ${total.value}` }
    : { ruleId: 'audit-sum', said: total, against: parts, because };
}

/** `65.3% (5 passed, 3 failed)`: what ran passed or failed. As many rates as pairs belong together in order. */
function* auditRates(frame: Frame): Found {
  const sure = frame.filter(({ isExact }) => isExact);
  const of = (some: Part['role']) => sure.filter(({ role }) => role === some);
  const [rates, passed, failed, [total]] = [of('rate'), of('passed'), of('failed'), of('total')];
  const isPlain = sure.every(({ role = '' }) => /^(?:rate|passed|failed|total|skipped)$/.test(role));
  if (!isPlain || rates.length !== passed.length || passed.length !== failed.length) return;
  for (const [i, rate] of rates.entries()) {
    const [good, bad] = [passed[i], failed[i]];
    if (good && bad && !(total && printsAs(good.value, total.value, rate)))
      yield* auditShare(rate, good.value, good.value + bad.value, [good, bad]);
  }
}

/** A total, and what its parts make: counts exactly, lengths of time as they were rounded. */
function* auditSum(total: Quantity, parts: readonly Quantity[], made = sum(parts)): Found {
  if (parts.some((part) => !part.isExact || (isTime(part) && part.kind !== total.kind))) return;
  if (Math.abs(made - total.value) < Math.max(isTime(total) ? total.step / 2 : 0, 1e-6)) return;
  const because = `the parts make ${formatLike(total, made)}`;
  yield { ruleId: 'audit-sum', said: total, against: parts, because };
}

/** A length of time that says to be the sum of a list's: of the only one in each item, or in a line below that says so. */
function* auditEffort(line: Line, rows: Block['rows']): Found {
  const [total, more] = line.quantities.filter(isTime);
  if (!total || more || rows.length < 2 || /\b(?:each|per)\b/iu.test(line.text)) return;
  // The next 2 weeks, or 24 hours, are when it is done.
  const isNext = /\bnext\s*$/iu.test(total.head) && total.kind === 'minutes' && total.scale === 1;
  if (!isNext && !(total.isExact && /\b(?:total|in all|altogether|sum)\b/iu.test(line.text))) return;
  const parts = rows.map(([item, ...below]) => {
    const own = item?.quantities.filter(isTime) ?? [];
    const labelled = below.filter(({ label }) => /^\W*(?:time|effort|estimate|duration)\b/iu.test(label));
    return own.length > 0 ? own : labelled.flatMap(({ quantities }) => quantities.filter(isTime));
  });
  if (parts.every(({ length }) => length === 1)) yield* auditSum(total, parts.flat());
}

/** Numbers as `#`: `#(#+#)`, `#(#,#)`, `#+#=#`, `#×#=#`. */
const FORMULA =
  /(?<![+*×/-])(?:#\((?<inner>#(?:\+#)+|#(?:[*×]#)+|#(?:,#)+)\)|(?:#(?:\+#)+|#(?:[*×]#)+)=#(?![+*×/])|(?<!=)(?<first>#)=#(?:\+#)+(?![+*×/=]))/gu;

/** `2 + 3 + 3 = 8 hours`, `Total: 3 days (1 day lock, 2 days clock)`, `120 * 9 = 1080 minutes`, `2 hours (30 min code + 90 min tests)`. */
export function* auditFormulas({ text, quantities }: Line): Found {
  if (quantities.length < 3 || !/[+*×]|\btotal\b/iu.test(text) || /\bparallel\b/iu.test(text)) return;
  const marks = quantities.map(({ end }, i) => text.slice(end, quantities[i + 1]?.start));
  const formulas = marks.map((mark) => `#${mark.replaceAll(/[\p{L}\s#]/gu, '')}`).join('');
  for (const { 0: formula, index, groups = {} } of formulas.matchAll(FORMULA)) {
    const first = formulas.slice(0, index).split('#').length - 1;
    const parts = quantities.slice(first, first + formula.split('#').length - 1);
    const total = groups.inner || groups.first ? parts.shift() : parts.pop();
    const [isSum, times] = [/[+,]/.test(formula), parts.filter(isTime).length];
    // Something must say what is counted, but for a number that is said to be a sum.
    const isEquation = groups.first !== undefined && parts.every(({ kind }) => kind === 'count');
    if (!total?.isExact || !(isEquation || isTime(total) || UNITS.first(total.tail))) continue;
    // Only lengths of time are sure to be parts of what says that it is their total.
    if (formula.includes(',') && (times < parts.length || !/\btotal(?: \p{L}+)?\W*$/iu.test(total.head)))
      continue;
    // Lengths of time are added to each other, and multiplied by counts.
    if (times > 0 && times !== (isSum ? parts.length : 1)) continue;
    const made = isSum ? sum(parts) : parts.reduce((all, { value }) => all * value, 1);
    yield* auditSum(total, parts, times > 0 ? made : made * total.scale);
  }
}

const TOTAL = /^\W*(?:grand )?(?:total|sum|totals|overall)\W*$/iu;
/** What nobody adds up. */
const NO_SUM =
  /\b(?:avg|average|mean|median|max|min|rate|line|port|year|version|rank|priority|id|before|target|p\d\d|oldest|newest|longest|slowest|distinct|unique)\b|^#|%/iu;
/** Parts of another part, or one that overlaps others: its numbers would count twice. */
const SUB = /^\s*(?:\d+\.\d+|[└├↳–-]\s)|\b(?:of which|thereof|incl|including|both|all)\b|\+/iu;
function turned(rows: Rows): Rows {
  return (rows[0] ?? []).map((_, i) => rows.map((row) => row[i]));
}

/** Sums of the columns and rows of a table, and columns of shares. Nobody sums up what has more rows or columns. */
function* auditTable(rows: Rows): Found {
  if (Math.max(rows[0]?.length ?? 0, rows.length) > 60 || rows.length < 4) return;
  const columns = turned(rows);
  yield* auditTotals(columns, 1);
  yield* auditTotals(rows, 3);
  const numbers = columns.slice(1).map(([, ...cells]) => cells.map(numberIn));
  const counted = numbers.filter((column) => column.every((one) => one?.kind === 'count'));
  const counts = counted.map((column) => column.flatMap((one) => one ?? []));
  for (const column of numbers) yield* auditPercents(column, counts);
}

/** The number of a cell that has nothing else, but for a unit of time. */
function numberIn(cell: Line | undefined): Quantity | undefined {
  const [quantity, more] = cell?.quantities ?? [];
  if (!quantity?.isExact || more) return undefined;
  return /[\p{L}\p{N}/+]/u.test(quantity.head + quantity.behind) ? undefined : quantity;
}

/** A total, first or last among names, in at least so many series. Where most come out otherwise, it is none. */
function* auditTotals([[, ...heads] = [], ...series]: Rows, least: number): Found {
  const names = heads.map((name) => name?.text ?? '');
  const [at = -1, another] = [...names.keys()].filter((i) => TOTAL.test(names[i] ?? ''));
  if (at === -1 || another !== undefined || names.some((name) => SUB.test(name))) return;
  const summed = series.flatMap(([name, ...cells]) => {
    const total = numberIn(cells[at]);
    if (!total || total.kind === 'percent' || NO_SUM.test(name?.text ?? '')) return [];
    const all = cells.flatMap((cell) => numberIn(cell) ?? []).filter(({ kind }) => kind === total.kind);
    const parts = all.filter((one) => one !== total);
    // It may be the largest, not the sum.
    if (parts.length < 2 || parts.some(({ value }) => value >= total.value)) return [];
    if (total !== all[0] && total !== all.at(-1)) return [];
    // A row for a group, above or below its members, counts them twice.
    const flat = parts.filter(isNoGroup);
    return [flat.length > 0 && [...auditSum(total, flat)].length > 0 ? [...auditSum(total, parts)] : []];
  });
  const wrong = summed.flat();
  if (summed.length >= least && (wrong.length === 1 || wrong.length * 2 <= summed.length)) yield* wrong;
}

/** Whether a number is not the sum of two or more numbers right behind or before it. */
function isNoGroup({ value }: Quantity, at: number, all: readonly Quantity[]): boolean {
  return [all.slice(at + 1), all.slice(0, at).reverse()].every((beside) =>
    beside.every((_, n) => n === 0 || sum(beside.slice(0, n + 1)) !== value),
  );
}

/** `- Timeouts: 120 (54.3%)` in each item of a list: shares of what they add up to. */
function* auditShares(rows: Block['rows']): Found {
  const pairs = rows.flatMap(([item]) => {
    const [count, percent, more] = item?.quantities ?? [];
    const isPair =
      count?.kind === 'count' &&
      percent?.kind === 'percent' &&
      /^\D*\(\s*$/u.test(item?.text.slice(count.end, percent.start) ?? '');
    return isPair && !more ? [{ count, percent }] : [];
  });
  if (pairs.length < rows.length) return;
  yield* auditPercents(
    pairs.map(({ percent }) => percent),
    [pairs.map(({ count }) => count)],
  );
}

/** Percentages that are the shares of one column in another, in its last row or in its sum, in every row but one. */
function* auditPercents(percents: readonly (Quantity | undefined)[], counts: readonly Quantity[][]): Found {
  if (percents.filter((one) => one?.kind === 'percent').length < 3) return;
  const shares = counts.flatMap((parts) => {
    const totals = [{ value: sum(parts) }, parts.at(-1)].map((total) => parts.map(() => total));
    return [...counts.filter((other) => other !== parts), ...totals].map((wholes) =>
      parts.flatMap((part, row) => {
        const [percent, whole = 0] = [percents[row], wholes[row]?.value];
        if (percent?.kind !== 'percent') return [];
        return part.value <= whole && printsAs(part.value, whole, percent) ? [] : { percent, part, whole };
      }),
    );
  });
  const [wrong] = shares.find(({ length }) => length === 1) ?? [];
  if (!wrong || wrong.part.value > wrong.whole || shares.some(({ length }) => length === 0)) return;
  yield* auditShare(wrong.percent, wrong.part.value, wrong.whole, [wrong.part]);
}
