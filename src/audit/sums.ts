import type { Line } from './blocks.ts';
import { formatDuration, isTime, type Quantity } from './quantities.ts';
import type { Contradiction } from './rules.ts';
import { UNITS } from './words.ts';

export function sum(values: readonly number[]): number {
  return Math.round(values.reduce((all, value) => all + value, 0) * 1000) / 1000;
}

export function wrongSum(total: Quantity, parts: readonly Quantity[], because: string): Contradiction {
  return { ruleId: 'audit-sum', said: total.said, against: parts.map(({ said }) => said), because };
}

/**
 * A total, and numbers of its kind that should add up to it: counts exactly, lengths of time within half of the total's step, a
 * whole one where one says `about`. @param terms what the parts stand for, if others than these are shown.
 */
export function* auditSum(
  total: Quantity,
  parts: readonly Quantity[],
  terms = parts,
): Generator<Contradiction> {
  const { kind, value, whole, step } = total;
  if (terms.length === 0 || terms.some((term) => term.kind !== kind || term.sure === 'bound')) return;
  const [low, high] = [sum(terms.map((term) => term.value)), sum(terms.map((term) => term.whole))];
  const isAbout = value !== whole || [total, ...terms].some(({ sure }) => sure === 'about');
  const slack = isTime(total) ? Math.max(isAbout ? step : step / 2, 1e-6) : 1e-6;
  const isNear = Math.abs(low - value) < slack && Math.abs(high - whole) < slack;
  if (isNear || (value !== whole && low >= value && high <= whole)) return;
  yield wrongSum(
    total,
    parts,
    `${terms.length > 1 ? 'the parts add up to' : 'that makes'} ${isTime(total) ? formatDuration(kind, low, high) : low}`,
  );
}

/** Numbers as `#`: `#(#+#)`, `#+#=#`, `#×#=#`. */
const FORMULA =
  /(?<![+*×/-])(?:#\((?<inner>#(?:\+#)+|#(?:[*×]#)+)\)|(?:#(?:\+#)+|#(?:[*×]#)+)=#(?![+*×/]))/gu;

/** `2 + 3 + 3 = 8 hours`, `120 * 9 = 1080 minutes`, `2 hours (30 min code + 90 min tests)`. */
export function* auditFormulas({ text, quantities }: Line): Generator<Contradiction> {
  if (quantities.length < 3 || !/[+*×]/u.test(text)) return;
  const marks = quantities.map(({ end }, i) => text.slice(end, quantities[i + 1]?.start));
  const formulas = marks.map((mark) => `#${mark.replaceAll(/[\p{L}\s#]/gu, '')}`).join('');
  for (const { 0: formula, index, groups = {} } of formulas.matchAll(FORMULA)) {
    const first = formulas.slice(0, index).split('#').length - 1;
    const parts = quantities.slice(first, first + formula.split('#').length - 1);
    const total = groups.inner ? parts.shift() : parts.pop();
    const isExact = parts.every(({ sure, value, whole }) => sure === 'exact' && value === whole);
    // Something must say what is counted.
    if (!total || !isExact || total.sure !== 'exact' || !(isTime(total) || UNITS.first(total.tail))) continue;
    const [time, more] = parts.filter(isTime);
    const product = parts.reduce((all, { value }) => all * value, time ? 1 : total.scale);
    const scaled = (value: number) => ({ ...total, value, whole: value });
    if (formula.includes('+'))
      yield* auditSum(total, parts, time ? parts : parts.map(({ value }) => scaled(value * total.scale)));
    else if (!more && (!time || time.kind === total.kind)) yield* auditSum(total, parts, [scaled(product)]);
  }
}
