import type { Line } from './blocks.ts';
import { type Contradiction, type Said, say } from './contradiction.ts';
import { type Frame, isShare } from './frames.ts';
import { formatPercent, printsAs, type Quantity } from './quantities.ts';
import { type Column, sum } from './sums.ts';
import { isKnown, STATUSES } from './words.ts';

/** A percentage beside its counts, and a part beside its whole. */
export function* auditRatios(line: Line): Generator<Contradiction> {
  const { quantities, text } = line;
  for (const [i, quantity] of quantities.entries()) {
    if (quantity.kind === 'ratio') yield* auditPart(line, quantity);
    if (!isShare(text, quantity) || /→|->|\bfrom\s+[\d~]/u.test(text)) continue;
    const ratio = [quantities[i - 1], quantities[i + 1]].find(
      (other) => other && isBeside(text, quantity, other),
    );
    if (ratio)
      yield* auditShare({ quantity, said: say(line, quantity) }, ratio.value, ratio.whole, [
        say(line, ratio),
      ]);
  }
}

/** `(98.7%)` or `= 98.7%` behind the counts, or the counts in brackets behind it: only known words may stand between. */
function isBeside(text: string, percent: Quantity, ratio: Quantity): boolean {
  if (ratio.kind !== 'ratio' || ratio.sure === 'bound' || ratio.value > ratio.whole) return false;
  if (percent.end <= ratio.start) {
    const label = /[^,;.()]*$/u.exec(text.slice(0, percent.start))?.[0] ?? '';
    return /^\s*\(\s*$/u.test(text.slice(percent.end, ratio.start)) && isKnown(label);
  }
  const between = text.slice(ratio.end, percent.start);
  const [, noun = '', words] =
    /^([\p{L}\s]{0,40})(?:[([=:,–—-]|\bis\b)([\p{L}\s]{0,20})$/u.exec(between) ?? [];
  return words !== undefined && isKnown(words) && !/\b(?:and|but|while|in|with)\b/iu.test(noun);
}

/** The share of the part, or of the rest. */
function* auditShare(
  { quantity, said }: { readonly quantity: Quantity; readonly said: Said },
  part: number,
  whole: number,
  against: readonly Said[],
): Generator<Contradiction> {
  if (printsAs(part, whole, quantity) || printsAs(whole - part, whole, quantity)) return;
  const because = `${part} of ${whole} is ${formatPercent(part, whole, quantity.step)}`;
  yield { ruleId: 'audit-share', said, against, because };
}

function* auditPart(line: Line, ratio: Quantity): Generator<Contradiction> {
  const { value, whole, unit, sure, tail, start, end } = ratio;
  const status = STATUSES.first(tail);
  // A slash may stand between the numbers of two things.
  const isPair = line.text.slice(start, end).includes('/') && (line.label.includes('/') || !status);
  const isMore = line.quantities.some((other) => other.kind === 'percent' && other.value > 100);
  if (value <= whole || sure !== 'exact' || isMore || isPair || unit === 'items' || !(unit ?? status)) return;
  yield {
    ruleId: 'audit-part',
    said: say(line, ratio),
    against: [],
    because: `a part is no more than its whole, ${whole}`,
  };
}

/** `65.3% (5 passed, 3 failed)`: what ran passed or failed. Where there is one rate for each pair, they belong together in order. */
export function* auditRates(all: Frame): Generator<Contradiction> {
  const frame = all.filter(({ quantity }) => quantity.sure !== 'bound');
  const rates = frame.filter(({ role }) => role === 'rate');
  const pairs = frame.flatMap((good, i) => {
    const bad = frame.slice(i + 1).find(({ role }) => role !== 'rate');
    return good.role === 'passed' && bad?.role === 'failed' ? [{ good, bad }] : [];
  });
  const isPlain = frame.every(({ role = '' }) => /^(?:rate|passed|failed|total|skipped)$/.test(role));
  const total = frame.find(({ role }) => role === 'total')?.quantity.value ?? 0;
  if (rates.length !== pairs.length || !isPlain) return;
  for (const [i, rate] of rates.entries()) {
    const { good, bad } = pairs[i] ?? {};
    if (!good || !bad || (total > 0 && printsAs(good.quantity.value, total, rate.quantity))) continue;
    yield* auditShare(rate, good.quantity.value, good.quantity.value + bad.quantity.value, [
      good.said,
      bad.said,
    ]);
  }
}

/** Percentages that are the shares of one column in another, in its last row or in its sum, in every row but one. */
export function* auditPercents(percents: Column, columns: readonly Column[]): Generator<Contradiction> {
  const rows = percents.flatMap((cell, row) => (cell?.quantity.kind === 'percent' ? [{ ...cell, row }] : []));
  if (rows.length < 3) return;
  const counts = columns.filter((column) => column.every((cell) => cell?.quantity.kind === 'count'));
  const at = (column: Column, row: number) => column.at(row)?.quantity.value ?? 0;
  const shares = counts.flatMap((part) => {
    const all = sum(part.map((cell) => cell?.quantity.value ?? 0));
    const others = counts.filter((other) => other !== part).map((other) => (row: number) => at(other, row));
    return [...others, () => all, () => at(part, -1)].map((whole) => {
      const isRight = ({ quantity, row }: (typeof rows)[number]) =>
        at(part, row) <= whole(row) && printsAs(at(part, row), whole(row), quantity);
      return { part, whole, wrong: rows.filter((row) => !isRight(row)) };
    });
  });
  const best = shares.find(({ wrong }) => wrong.length === 1);
  const [wrong] = best?.wrong ?? [];
  if (!best || !wrong || shares.some((share) => share.wrong.length === 0)) return;
  const [value, whole, against] = [at(best.part, wrong.row), best.whole(wrong.row), best.part[wrong.row]];
  if (value <= whole && against) yield* auditShare(wrong, value, whole, [against.said]);
}
