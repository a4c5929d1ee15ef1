import type { Block, Line } from './blocks.ts';
import { isTime, printsAs, type Quantity } from './quantities.ts';
import type { Contradiction } from './rules.ts';
import { auditShare, CHANGE, isShare } from './shares.ts';
import { sum, wrongSum } from './sums.ts';
import { TOTAL } from './tables.ts';
import { isKnown, STATUSES, type Status, UNITS } from './words.ts';

/** A number and what it is a number of; without a role it may be a number of anything. A `rate` is a percentage. */
interface Part extends Quantity {
  readonly role: Status | 'rate' | undefined;
}

/** Numbers of one thing at one time: a sentence, a list of labels, a row or a column of a table. Nothing is calculated across. */
type Frame = readonly Part[];

/** Whether what makes up a whole does so in each frame of a block. */
export function* auditFrames(block: Block): Generator<Contradiction> {
  for (const frame of framesOf(block)) {
    yield* auditPartition(frame);
    yield* auditRates(frame);
  }
}

function framesOf({ kind, lines, items, head, rows }: Block): Frame[] {
  if (kind === 'table') {
    // A last row of totals repeats what is wrong above it.
    const own = rows.filter(([name], i) => i < 2 || !TOTAL.test(name?.text ?? ''));
    const across = own.map((row) => row.slice(1).flatMap((cell, i) => labelled(head[i + 1] ?? '', cell)));
    const down = head
      .slice(1)
      .map((_, i) => rows.flatMap(([name, ...cells]) => labelled(name?.text ?? '', cells[i])));
    return [...across, ...down];
  }
  const sentences = lines.map((line, i) => {
    const before =
      kind === 'text' && /\bof (?:them|these|those)\b/iu.test(line.text) ? lines[i - 1] : undefined;
    return [...(before ? counted(before) : []), ...counted(line)];
  });
  const firsts = kind === 'list' ? items : lines;
  const isLabelled = firsts.length > 1 && firsts.every(({ label }) => label !== '');
  const labels = firsts.flatMap((line) =>
    isLabelled ? labelled(line.label, line, line.text.indexOf(':') + 1) : [],
  );
  return [...sentences, isLabelled || kind !== 'output' ? labels : sentences.flat()];
}

/** `Passed: 456`, or a cell beside or below `Passed`; nothing where it has no number. */
function labelled(label: string, line: Line | undefined, from = 0): Frame {
  const [only, more] = line?.quantities.filter(({ start }) => start >= from) ?? [];
  if (!line || !only) return [];
  const rest =
    line.text.slice(from, only.start) +
    line.text
      .slice(only.end)
      .replaceAll(/\s+/g, ' ')
      .replace(/[(\s]*[\d.]+\s?%/u, '');
  const isPlain = only.sure === 'exact' && isKnown(label + rest) && (!more || more.kind === 'percent');
  const [status, other] = new Set(STATUSES.all(label));
  const isRate = status === 'passed' || /\brate\b/iu.test(label);
  const ofCount =
    other && status !== 'total'
      ? undefined
      : (other ?? status ?? (UNITS.first(label) === 'tests' ? 'total' : undefined));
  const role = only.kind === 'percent' ? (isRate ? 'rate' : undefined) : ofCount;
  return withWhole(only, isPlain && !isTime(only) ? role : undefined);
}

/** `155/157 passed` is two numbers. */
function withWhole(quantity: Quantity, role: Part['role']): Frame {
  const part = { ...quantity, role };
  return quantity.kind === 'ratio' ? [part, { ...part, role: 'total', value: quantity.whole }] : [part];
}

/** `157 tests: 150 passed, 7 failed`; `2 of 5 fixed, 2 triaged, 1 open`; `65.3% (5 passed, 3 failed)`. */
function counted({ quantities, text, label }: Line): Frame {
  if (quantities.length > 12 || /\bof which\b|\bbefore\b/iu.test(text) || CHANGE.test(text)) return [];
  return quantities.flatMap((quantity, i): Frame => {
    const { kind, sure, tail, unit, status, start, end } = quantity;
    const [head, behind] = [text.slice(0, start), text.slice(end)];
    if (kind === 'percent')
      return /pass|succe|rate/iu.test(text) && isShare(text, quantity) ? [{ ...quantity, role: 'rate' }] : [];
    if (isTime(quantity)) return [];
    const own = STATUSES.all(tail);
    const named =
      own[0] ?? (/[:=]\s*$/u.test(head) ? status : STATUSES.first(label) === 'total' ? 'total' : undefined);
    // Behind its parts, a whole says that it is one.
    const isFirst = i === 0 && !named && UNITS.first(tail) !== undefined && unit !== 'items';
    const isOf =
      /^\W*of (?:the |our |all )?$/iu.test(head) || /^[^\d.]{0,20}, of (?:them|these)\b/iu.test(behind);
    const isWhole = isFirst || isOf || own.includes('total');
    return withWhole(quantity, sure !== 'exact' ? undefined : isWhole ? 'total' : named);
  });
}

/** Statuses that make up a whole. `extra` ones may be counted among the others, too; without a `last` one, some may be left out. */
const PARTITIONS: readonly Record<'first' | 'rest' | 'extra' | 'last', string>[] = [
  { first: 'passed', rest: 'failed', extra: 'errors skipped flaky quarantined', last: 'skipped' },
  { first: 'fixed', rest: 'remaining open triaged', extra: 'quarantined', last: 'remaining' },
  { first: 'stable', rest: 'flaky remaining', extra: 'quarantined skipped', last: 'flaky remaining' },
];

/** One total, and parts that are told apart and make up a whole; a number that may be anything ends the calculation. */
function* auditPartition(frame: Frame): Generator<Contradiction> {
  const counts = frame.filter((one) => one.role !== 'rate' && one.kind !== 'percent' && !isTime(one));
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
  const values = parts.map(({ value }) => value);
  const because = `${values.join(' + ')} = ${sum(values)}`;
  const stable = parts.find(({ role }) => role === 'stable');
  const others = counts.filter(({ said }) => said !== stable?.said);
  yield stable
    ? { ...wrongSum(stable, others, `${because}, which is more than ${total.value}`), ruleId: 'audit-stable' }
    : wrongSum(total, parts, because);
}

/** `65.3% (5 passed, 3 failed)`: what ran passed or failed. As many rates as pairs belong together in order. */
function* auditRates(frame: Frame): Generator<Contradiction> {
  const of = (some: Part['role']) => frame.filter(({ role, sure }) => role === some && sure !== 'bound');
  const [rates, good, bad, [total]] = [of('rate'), of('passed'), of('failed'), of('total')];
  const isPlain = frame.every(
    ({ role = '', sure }) => sure === 'bound' || /^(?:rate|passed|failed|total|skipped)$/.test(role),
  );
  if (!isPlain || rates.length !== good.length || good.length !== bad.length) return;
  for (const [i, rate] of rates.entries()) {
    const [passed, failed] = [good[i], bad[i]];
    if (passed && failed && !(total && printsAs(passed.value, total.value, rate)))
      yield* auditShare(rate, passed.value, passed.value + failed.value, [passed.said, failed.said]);
  }
}
