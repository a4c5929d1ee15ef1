import type { Block, Item, Line } from './blocks.ts';
import { type Contradiction, say, sayCount } from './contradiction.ts';
import { isTime, type Quantity } from './quantities.ts';
import { idAt } from './roster.ts';
import { auditTimes, type Part } from './sums.ts';
import { STATUSES, UNITS } from './words.ts';

/** What a heading, or the line before or behind a list, says of the list: how many entries it has, or how long they take. */
export function* auditLists(heading: Line | undefined, blocks: readonly Block[]): Generator<Contradiction> {
  const lists = blocks.filter(({ kind }) => kind !== 'text');
  const own = blocks.flatMap(({ items }) => items);
  if (heading) {
    yield* auditEffort(heading, own);
    if (lists.length === 1 && lists[0]?.kind === 'list') yield* auditHeading(heading, own);
  }
  for (const [i, { kind, lines }] of blocks.entries()) {
    const line = kind === 'text' ? lines.at(-1) : undefined;
    const items = blocks[i + 1]?.items ?? [];
    if (line?.text.trimEnd().endsWith(':')) {
      yield* auditEffort(line, items);
      yield* auditAnnounced(line, items);
    } else if (line && /^[^\p{L}\w]*(?:\p{L}+ )?total\b/iu.test(line.text))
      yield* auditEffort(
        line,
        blocks.slice(0, i).flatMap((block) => block.items),
      );
  }
}

/** `Fixed (3)`, `Known issues (3)` over one list. */
function* auditHeading(heading: Line, items: readonly Item[]): Generator<Contradiction> {
  const [quantity, more] = heading.quantities;
  if (!quantity || more || quantity.kind !== 'count' || quantity.value < 2) return;
  const before = heading.text.slice(0, quantity.start);
  const isBehind = before.endsWith('(') && /^[\p{L} ]*\)$/u.test(heading.text.slice(quantity.end).trim());
  if (isBehind && (STATUSES.first(before) ?? UNITS.first(before)))
    yield* auditCount(heading, quantity, items, quantity.tail.trim() === '');
}

/** `These three tests:`, where nothing says that the number counts something else than what follows. */
function* auditAnnounced(line: Line, items: readonly Item[]): Generator<Contradiction> {
  const quantity = line.quantities.at(-1);
  if (quantity?.kind !== 'count' || quantity.sure !== 'exact' || !quantity.unit || quantity.value < 2) return;
  const before = line.text.slice(line.text.lastIndexOf(',', quantity.start) + 1, quantity.start);
  const behind = line.text.slice(quantity.end);
  if (/\b(?:of|in|for|with|by|after|at|if|when|than|from|to)\b/iu.test(before)) return;
  if (!/^[^\p{L}\w]*(?:\p{L}+ ){0,4}$/u.test(before) || /[,;(]|\b(?:of|in|per|than|times)\b/iu.test(behind))
    return;
  yield* auditCount(line, quantity, items, true);
}

/** A longer list than announced is a slip; a shorter one may be grouped, unless every entry is one unit by its form. */
function* auditCount(
  line: Line,
  quantity: Quantity,
  items: readonly Item[],
  isOfEntries: boolean,
): Generator<Contradiction> {
  const [first] = items[0]?.lines ?? [];
  const { length } = items;
  if (!first || length < 2 || length === quantity.value) return;
  if (!(isOfEntries && length > quantity.value) && !items.every(isUnit)) return;
  const list = { place: say(first).place, words: `the list of ${length} entries` };
  yield {
    ruleId: 'audit-list',
    said: sayCount(line, quantity),
    against: [list],
    because: `${length} follow`,
  };
}

/** An id, a name in code, a box to tick. */
function isUnit({ lines: [first], isTask }: Item): boolean {
  const text = first?.text.trim() ?? '';
  return isTask || /^▪+(?: \([^()]*\))?\W*$/u.test(text) || idAt(text)?.issues.length === 1;
}

/** A length of time that says to be the sum of a list's. */
function* auditEffort(line: Line, items: readonly Item[]): Generator<Contradiction> {
  const [total, more] = line.quantities.filter(isTime);
  if (!total || more || items.length === 0 || /\b(?:each|per)\b/iu.test(line.text)) return;
  const isNext = /\bnext\s*$/iu.test(line.text.slice(0, total.start));
  if (!isNext && (total.sure === 'bound' || !/\b(?:total|in all|altogether|sum)\b/iu.test(line.text))) return;
  const parts = items.flatMap((item) => effortOf(item) ?? []);
  const sure = total.sure === 'about' ? 'about' : 'exact';
  if (parts.length === items.length)
    yield* auditTimes({ said: say(line, total), quantity: { ...total, sure } }, parts);
}

/** What a list item takes: the only length of time of its first lines, or of the line below that says so. */
function effortOf({ lines, blocks }: Item): Part | undefined {
  const below = blocks.flatMap((block: Block) => (block.kind === 'list' ? block.lines : []));
  const labelled = below.filter(({ label }) => /^\W*(?:time|effort|estimate|duration)\b/iu.test(label));
  const timesOf = (some: readonly Line[]) =>
    some.flatMap((line) =>
      line.quantities.filter(isTime).map((quantity) => ({ quantity, said: say(line, quantity) })),
    );
  const [only, more] = timesOf(lines).length > 0 ? timesOf(lines) : timesOf(labelled);
  return more ? undefined : only;
}
