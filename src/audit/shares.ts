import type { Line } from './blocks.ts';
import { formatPercent, printsAs, type Quantity } from './quantities.ts';
import type { Found, Said } from './rules.ts';
import { isKnown, STATUSES } from './words.ts';

/** Words that turn a line into two states, of which its numbers are. */
export const CHANGE = /→|->|\bfrom\s+[\d~]/u;

/** A percentage beside its counts, and a part beside its whole. */
export function* auditRatios(line: Line): Found {
  const { quantities, text } = line;
  for (const [i, quantity] of quantities.entries()) {
    const because = `a part is no more than its whole, ${quantity.whole}`;
    if (isTooLarge(line, quantity)) yield { ruleId: 'audit-share', said: quantity, against: [], because };
    if (!isShare(quantity) || CHANGE.test(text)) continue;
    const ratio = [quantities[i - 1], quantities[i + 1]].find((one) => one && isBeside(quantity, one));
    if (ratio) yield* auditShare(quantity, ratio.value, ratio.whole, [ratio]);
  }
}

function isTooLarge({ text, label, quantities }: Line, ratio: Quantity): boolean {
  const { kind, value, whole, unit, isExact, tail, start, end } = ratio;
  const status = STATUSES.first(tail);
  if (kind !== 'ratio' || value <= whole || !isExact || unit === 'items' || !(unit ?? status)) return false;
  // A slash may stand between the numbers of two things.
  const isPair = text.slice(start, end).includes('/') && (label.includes('/') || !status);
  return !isPair && !quantities.some((other) => other.kind === 'percent' && other.value > 100);
}

/** Whether a percentage may be the share of something: words that this audit does not know may say of what else. */
export function isShare({ kind, isExact, tail, head }: Quantity): boolean {
  if (kind !== 'percent' || !isExact) return false;
  const before = /[^\d,;.()]*$/u.exec(head.slice(-60))?.[0] ?? '';
  return isKnown(before.replace(/^.*:/u, '')) && isKnown(tail);
}

/** `(98.7%)` or `= 98.7%` behind the counts, or the counts in brackets behind it: only known words may stand between. */
function isBeside(percent: Quantity, { kind, isExact, value, whole, start, end, behind }: Quantity): boolean {
  if (kind !== 'ratio' || !isExact || value > whole) return false;
  const label = /[^,;.()]*$/u.exec(percent.head.slice(-200))?.[0] ?? '';
  if (percent.end <= start) {
    const between = percent.behind.slice(percent.tail.length, start - percent.end);
    if (/^\s*,\s*$/u.test(between)) return /\(\s*$/u.test(percent.head) && /^[^(]{0,30}\)/u.test(behind);
    // It may say itself of what it is: `April: 92.1% green (1105 of 1200)`.
    return /^\s*\(\s*$/u.test(between) && (isKnown(label) || STATUSES.first(percent.tail) !== undefined);
  }
  const BETWEEN = /^([\p{L}\s]{0,40})(?:[([=:,–—-]|\bis\b)([\p{L}\s]{0,20})$/u;
  const [, noun = '', words] = BETWEEN.exec(behind.slice(0, percent.start - end)) ?? [];
  return words !== undefined && isKnown(words) && !/\b(?:and|but|while|in|with)\b/iu.test(noun);
}

/** The share of the part, or of the rest. */
export function* auditShare(said: Quantity, part: number, whole: number, against: readonly Said[]): Found {
  if (printsAs(part, whole, said) || printsAs(whole - part, whole, said)) return;
  const because = `${part} of ${whole} is ${formatPercent(part, whole, said.step)}`;
  yield { ruleId: 'audit-share', said, against, because };
}
