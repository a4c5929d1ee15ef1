import type { Block, Item, Sentence } from './blocks.ts';
import { type Contradiction, contradiction, type Said, say } from './contradiction.ts';
import { formatDuration, isTime, type Quantity } from './quantities.ts';
import { PARTITIONS, STATUSES, type Status } from './words.ts';

/** A number of a block, with what it is a number of. */
interface Counted {
  readonly said: Said;
  readonly value: number;
  readonly status: Status | undefined;
}

/** `157 tests: 150 passed, 7 failed`; `2 of 5 fixed, 2 triaged, 1 open`. Any number that is neither ends the reckoning. */
export function* auditSentenceParts(sentence: Sentence): Generator<Contradiction> {
  const { quantities, text, label } = sentence;
  const counted = quantities.filter(({ kind }) => kind !== 'percent');
  const isPlain = counted.every(
    ({ kind, sure }) => sure === 'exact' && (kind === 'count' || kind === 'ratio'),
  );
  if (!isPlain || counted.length < 2 || counted.length > 8 || /\bof which\b|→|->|\bfrom\b/u.test(text))
    return;
  const parts = counted.flatMap((quantity): Counted[] => {
    const said = say(sentence, quantity);
    const own = STATUSES.all(quantity.tail);
    const isLabelled = /[:=]\s*$/u.test(text.slice(0, quantity.start));
    const named =
      own[0] ?? (isLabelled ? quantity.status : STATUSES.first(label) === 'total' ? 'total' : undefined);
    const status = own.includes('total') && quantity.kind === 'count' ? 'total' : named;
    const part = { said, value: quantity.value, status };
    return quantity.kind === 'count' ? [part] : [part, { said, value: quantity.whole, status: 'total' }];
  });
  yield* auditPartition(parts);
}

const TOTAL = /^\W*(?:total|all|tests?|total tests?|total specs?)(?: run| count| executed)?\W*$/iu;

/** `Total: 542`, `Passed: 456`, …: entries of a list or rows of a table, each a label and one number. */
export function* auditLabelled(entries: readonly (readonly Sentence[])[]): Generator<Contradiction> {
  const counted = entries.flatMap(([first, second, more]): (Counted | undefined)[] => {
    const line = second ?? first;
    if (!first || !line || more) return [undefined];
    const label = second ? first.text : first.label;
    const [only, another] = line.quantities.filter(({ kind }) => kind !== 'percent');
    // A length of time or a word counts nothing.
    if (!only || isTime(only)) return [];
    if (another || only.kind !== 'count' || only.sure !== 'exact') return [undefined];
    const [status, other] = new Set(STATUSES.all(label));
    return [
      {
        said: say(line, only),
        value: only.value,
        status: TOTAL.test(label) ? 'total' : other ? undefined : status,
      },
    ];
  });
  const known = counted.flatMap((entry) => entry ?? []);
  if (known.length === counted.length) yield* auditPartition(known);
}

/** One total, parts that are told apart and make up a whole, and nothing else. */
function* auditPartition(counted: readonly Counted[]): Generator<Contradiction> {
  const totals = counted.filter(({ status }) => status === undefined || status === 'total');
  const parts = counted.filter((part) => !totals.includes(part));
  const statuses = parts.flatMap(({ status }) => status ?? []);
  const scheme = PARTITIONS.find(
    ({ first, rest }) => statuses.includes(first) && rest.some((status) => statuses.includes(status)),
  );
  const [total] = totals;
  // Behind its parts, a whole says that it is one.
  const isBehind = total?.status === undefined && total !== counted[0];
  if (!total || isBehind || !scheme || totals.length > 1 || new Set(statuses).size !== statuses.length)
    return;
  const { first, rest, extra } = scheme;
  if (statuses.some((status) => ![first, ...rest, ...extra].includes(status))) return;
  // A test that was skipped may or may not be counted among the others.
  let sums = [0];
  for (const { value, status } of parts)
    sums = sums.flatMap((other) =>
      status && extra.includes(status) ? [other, other + value] : [other + value],
    );
  if (!sums.includes(total.value)) yield wrongSum(total.said, parts, reckon(parts));
}

function reckon(parts: readonly { readonly value: number }[]): string {
  const values = parts.map(({ value }) => value);
  return `${values.join(' + ')} = ${sum(values)}`;
}

/** `2 + 3 + 3 = 8 hours`, `120 * 9 = 1080 minutes`, `2 hours (30 min code + 90 min tests)`. */
export function* auditFormulas(sentence: Sentence): Generator<Contradiction> {
  const { text, quantities } = sentence;
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
    const parts = terms.map((term) => ({ said: say(sentence, term) }));
    yield wrongSum(say(sentence, total), parts, `that makes ${shown}`);
  }
}

/** What the terms make in the total's unit; undefined where units do not fit, or nothing says what is counted. */
function resultOf(sign: string, terms: readonly Quantity[], total: Quantity): number | undefined {
  const times = terms.filter(isTime);
  const values = terms.map(({ value }) => value);
  const isExact = [...terms, total].every(
    ({ sure, kind, value, whole }) => sure === 'exact' && (kind === 'count' || value === whole),
  );
  if (!isExact || total.tail.trim() + (isTime(total) ? total.text : '') === '') return undefined;
  if (
    times.some(({ kind }) => kind !== total.kind) ||
    (sign === '+' && times.length > 0 && times.length < terms.length)
  )
    return undefined;
  if (times.length > 1 && sign !== '+') return undefined;
  const right = sign === '+' ? sum(values) : values.reduce((all, value) => all * value, 1);
  return times.length > 0 ? right : right * (isTime(total) ? total.value / Number.parseFloat(total.text) : 1);
}

/** Whether a sum prints as this number: lengths of time within half of its step, a whole one where it says `about`. */
function isNear(low: number, high: number, { kind, value, whole, step, sure }: Quantity): boolean {
  if (kind === 'count') return low === value;
  const slack = sure === 'about' || value !== whole ? step : step / 2;
  const near = (a: number, b: number) => a === b || Math.abs(a - b) < slack;
  return (near(low, value) && near(high, whole)) || (value !== whole && low >= value && high <= whole);
}

/** A length of time in a heading, or in the line before or behind a list, that says to be the sum of the list's. */
export function* auditEfforts(
  heading: Sentence | undefined,
  blocks: readonly Block[],
): Generator<Contradiction> {
  if (heading) yield* auditEffort(heading, blocks);
  for (const [i, block] of blocks.entries()) {
    const line = block.kind === 'text' ? block.sentences.at(-1) : undefined;
    if (line?.text.trim().endsWith(':')) yield* auditEffort(line, blocks.slice(i + 1, i + 2));
    else if (line && /^[^\p{L}\w]*(?:\p{L}+ )?total\b/iu.test(line.text))
      yield* auditEffort(line, blocks.slice(0, i));
  }
}

function* auditEffort(line: Sentence, blocks: readonly Block[]): Generator<Contradiction> {
  const [total, more] = line.quantities.filter(isTime);
  const items = blocks.flatMap((block): readonly Item[] => (block.kind === 'list' ? block.items : []));
  if (!total || more || items.length === 0 || /\b(?:each|per)\b/iu.test(line.text)) return;
  const isNext = /\bnext\s*$/iu.test(line.text.slice(0, total.start));
  if (!isNext && (total.sure === 'bound' || !/\b(?:total|in all|altogether|sum)\b/iu.test(line.text))) return;
  const parts = items.map(effortOf);
  const known = parts.flatMap((part) => part ?? []);
  const sure = total.sure === 'about' ? 'about' : 'exact';
  if (known.length === parts.length)
    yield* auditTimes({ said: say(line, total), part: { ...total, sure } }, known);
}

/** A length of time with its place. */
interface Part {
  readonly part: Quantity;
  readonly said: Said;
}

/** What a list item takes: the only length of time of its first line, or of the line that says so. */
function effortOf({ sentences, blocks }: Item): Part | undefined {
  const below = blocks
    .flatMap((block) => (block.kind === 'list' ? block.items : []))
    .flatMap((item) => item.sentences);
  const labelled = below.filter(({ label }) => /^\W*(?:time|effort|estimate|duration)\b/iu.test(label));
  const lines = sentences.some(({ quantities }) => quantities.some(isTime)) ? sentences : labelled;
  const [only, more] = lines.flatMap((line) =>
    line.quantities.filter(isTime).map((part) => ({ part, said: say(line, part) })),
  );
  return more ? undefined : only;
}

/** A total and lengths of time that it should be the sum of; nothing where they have no common unit. */
export function* auditTimes({ said, part: total }: Part, parts: readonly Part[]): Generator<Contradiction> {
  if (parts.length < 2 || parts.some(({ part }) => part.kind !== total.kind || part.sure === 'bound')) return;
  const low = sum(parts.map(({ part }) => part.value));
  const high = sum(parts.map(({ part }) => part.whole));
  const isAbout = parts.some(({ part }) => part.sure === 'about');
  if (isNear(low, high, isAbout ? { ...total, sure: 'about' } : total)) return;
  yield wrongSum(said, parts, `together that is ${formatDuration(total.kind, low, high)}`);
}

export function wrongSum(
  said: Said,
  parts: readonly { readonly said: Said }[],
  because: string,
): Contradiction {
  const against = parts.map((part) => part.said);
  return contradiction('audit-sum', said, against, because);
}

export function sum(values: readonly number[]): number {
  return Math.round(values.reduce((all, value) => all + value, 0) * 1000) / 1000;
}
