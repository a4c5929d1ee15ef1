import type { Sentence } from './blocks.ts';
import { type Contradiction, contradiction, say, sayCount } from './contradiction.ts';
import { formatPercent, printsAs, type Quantity } from './quantities.ts';

/** What a percentage beside counts may be instead of their share. */
const OTHER =
  /\b(?:coverage|confiden(?:ce|t)|target|goal|threshold|required?|minimum|limit|faster|slower|reduction|improvement|increase|decrease|complete|blocked|runnable|cpu|memory|points?)\b/iu;

function isShare({ text }: Sentence, { kind, sure, start, tail }: Quantity): boolean {
  const isOther =
    OTHER.test(tail) || /^\s*of\b/u.test(tail) || OTHER.test(text.slice(Math.max(0, start - 40), start));
  return kind === 'percent' && sure !== 'bound' && !isOther;
}

/** Within one sentence: a percentage beside its counts, and a part beside its whole. */
export function* auditShares(sentence: Sentence): Generator<Contradiction> {
  const { quantities, text } = sentence;
  for (const [i, quantity] of quantities.entries()) {
    if (quantity.kind === 'ratio') yield* auditPart(sentence, quantity);
    if (!isShare(sentence, quantity) || /→|->|\bfrom\b/u.test(text)) continue;
    const near = [quantities[i - 1], quantities[i + 1]];
    const ratio = near.find((other) => other?.kind === 'ratio' && isBeside(text, quantity, other));
    if (!ratio) continue;
    const { value, whole } = ratio;
    if (printsAs(value, whole, quantity) || printsAs(whole - value, whole, quantity)) continue;
    const because = `${value} of ${whole} is ${formatPercent(value, whole, quantity.step)}`;
    yield contradiction('audit-share', say(sentence, quantity), [say(sentence, ratio)], because);
  }
}

/** `(98.7%)` or `= 98.7%` behind the counts, or the counts in brackets behind it: nothing else may stand between. */
function isBeside(text: string, percent: Quantity, ratio: Quantity): boolean {
  if (ratio.sure === 'bound' || ratio.value > ratio.whole) return false;
  if (percent.end <= ratio.start) return /^\s*\(\s*$/u.test(text.slice(percent.end, ratio.start));
  const between = text.slice(ratio.end, percent.start);
  const isJoined = /^[\p{L}\s]{0,40}(?:[([=:,–—-]|\bis\b)[\p{L}\s]{0,20}$/u.test(between);
  return isJoined && !/\b(?:and|but|while|in|with)\b/iu.test(between);
}

function* auditPart(sentence: Sentence, ratio: Quantity): Generator<Contradiction> {
  const { value, whole, unit, status, sure } = ratio;
  const isMore = sentence.quantities.some(({ kind, value: said }) => kind === 'percent' && said > 100);
  if (value <= whole || (unit ?? status) === undefined || unit === 'items' || sure !== 'exact' || isMore)
    return;
  yield contradiction('audit-part', say(sentence, ratio), [], `a part is no more than its whole, ${whole}`);
}

/**
 * `65.3% (5 passed, 3 failed)`: what ran passed or failed. In a sentence or an output, rates and pairs of counts belong
 * together in their order, where there is one for each.
 */
export function* auditRates(lines: readonly Sentence[]): Generator<Contradiction> {
  const rates = lines.flatMap((line) =>
    line.quantities.flatMap((rate) =>
      isShare(line, rate) && /pass|succe|rate/iu.test(line.text) ? [{ line, rate }] : [],
    ),
  );
  const pairs = lines.flatMap((line) => {
    const counts = line.quantities.filter(({ kind, sure }) => kind !== 'percent' && sure !== 'bound');
    const isOther = counts.some(
      ({ kind, sure, status }) => kind !== 'count' || sure !== 'exact' || !/passed|failed/.test(status ?? ''),
    );
    return isOther
      ? []
      : counts.flatMap((good, i) =>
          good.status === 'passed' && counts[i + 1]?.status === 'failed'
            ? [{ line, good, bad: counts[i + 1] }]
            : [],
        );
  });
  if (rates.length !== pairs.length) return;
  for (const [i, { line, rate }] of rates.entries()) {
    const { line: counted, good, bad } = pairs[i] ?? {};
    if (!counted || !good || !bad) continue;
    const whole = good.value + bad.value;
    if (printsAs(good.value, whole, rate) || printsAs(bad.value, whole, rate)) continue;
    const because = `${good.value} of ${whole} is ${formatPercent(good.value, whole, rate.step)}`;
    yield contradiction(
      'audit-share',
      say(line, rate),
      [sayCount(counted, good), sayCount(counted, bad)],
      because,
    );
  }
}
