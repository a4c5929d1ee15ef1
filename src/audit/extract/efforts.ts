import type { EffortClaim, Horizon, TallyClaim } from '../claim.ts';
import { type Duration, durationsIn, formatDuration, isSameDuration } from '../read/durations.ts';
import { idsIn } from '../read/ids.ts';
import {
  type Block,
  type Item,
  leadOf,
  type Section,
  type Sequence,
  sectionsBelow,
} from '../read/outline.ts';
import type { Plain } from '../read/plain.ts';
import type { Statement } from '../read/statements.ts';
import { estimatesOf, type Sum, sumOf } from './item-efforts.ts';
import { saidAt } from './shares.ts';

const SUM_LABEL = /^[^\p{L}]*(?:total|sum|overall|altogether|combined)\b[^:\d]{0,40}[:=–-]?\s*/iu;

/** Totals of work over lists: at their end, in the heading above, and items whose two estimates differ. */
export function* readEfforts(document: Section): Generator<TallyClaim | EffortClaim> {
  for (const section of sectionsBelow(document)) {
    const items = section.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
    yield* readTwice(items);
    const sum = sumOf(items);
    if (!section.heading || !sum) continue;
    const said = durationsIn(section.heading.text);
    const horizon = horizonOf(section.heading.text);
    const [first] = said;
    if (
      first &&
      said.length === 1 &&
      sum.count > 1 &&
      isTotal(section.heading.text) &&
      !isOfOne(section.heading.text)
    ) {
      yield total(section.heading, first, sum, horizon);
    }
    if (horizon && sum.count > 0 && !isDone(section.heading.text)) {
      yield {
        kind: 'effort',
        place: section.heading.place(0, section.heading.text.length),
        text: section.heading.text,
        duration: sum.duration,
        horizon,
        source: 'summed',
      };
    }
  }
}

/** What one fix or one issue takes is no sum. */
function isOfOne(heading: string): boolean {
  return (
    /\b(?:fix|task|step|action|issue|test|each|per|apiece)\b/iu.test(heading) || idsIn(heading).length > 0
  );
}

/** Headings such as `Fix (30 minutes)` say what one thing takes; those of a horizon or a plan add up. */
function isTotal(heading: string): boolean {
  return /\b(?:next|total|immediate|short[- ]term|long[- ]term|plan(?:ned)?|actions?|fixes|wins|work|tasks|steps|sprint|today|effort|estimates?|backlog|to ?do)\b/iu.test(
    heading,
  );
}

export function* readListTotals({ blocks }: Sequence): Generator<TallyClaim> {
  for (const [i, block] of blocks.entries()) {
    if (block.kind !== 'list') continue;
    const last = block.items.at(-1);
    const own = last ? leadOf(last) : undefined;
    if (own && SUM_LABEL.test(own.text)) yield* closing(own, block.items.slice(0, -1));
    for (const plain of [textOf(blocks[i + 1]), textOf(blocks[i - 1])]) {
      if (plain && SUM_LABEL.test(plain.text)) yield* closing(plain, block.items);
    }
  }
}

function textOf(block: Block | undefined): Plain | undefined {
  return block?.kind === 'text' ? block.plain : undefined;
}

function* closing(plain: Plain, items: readonly Item[]): Generator<TallyClaim> {
  const line = plain.text.split('\n', 1)[0] ?? '';
  const said = durationsIn(line);
  const sum = sumOf(items);
  if (said.length === 1 && said[0] && sum && sum.count > 1) yield total(plain, said[0], sum, undefined);
}

function total(
  plain: Plain,
  said: { duration: Duration; start: number; end: number },
  sum: Sum,
  horizon: Horizon | undefined,
): TallyClaim {
  const shown = formatDuration(sum.duration);
  return {
    kind: 'tally',
    ruleId: 'audit-sum',
    place: plain.place(said.start, said.end),
    text: plain.text.slice(said.start, said.end),
    holds: isSameDuration(said.duration, sum.duration) || said.duration.unit !== sum.duration.unit,
    expected: shown,
    from: `the entries ${horizon ? 'below' : 'of the list'} take ${sum.parts}`,
    reasoning: [`The entries take ${sum.parts} = ${shown}.`],
    related: [],
  };
}

/** An item with `(5 min)` on its line and another time behind a label below. */
function* readTwice(items: readonly Item[]): Generator<TallyClaim> {
  for (const item of items) {
    const { lead, below } = estimatesOf(item);
    if (!lead || !below || lead.duration.unit !== below.duration.unit) continue;
    yield {
      kind: 'tally',
      ruleId: 'audit-same',
      place: below.plain.place(below.start, below.end),
      text: below.plain.text.slice(below.start, below.end),
      holds: isSameDuration(lead.duration, below.duration),
      expected: formatDuration(lead.duration),
      from: 'that is what the line above says',
      reasoning: [
        `\`${lead.plain.text.trim()}\` and \`${below.plain.text.trim()}\` are about one piece of work.`,
      ],
      related: [{ place: lead.plain.place(lead.start, lead.end), message: 'The other value' }],
    };
  }
}

/** `(35 min total)` in running text, of the quick fixes or of a horizon. */
export function* readSaidEfforts(statement: Statement): Generator<EffortClaim> {
  const { text, kind, trail } = statement;
  const [first, second] = durationsIn(text);
  if (!first || second) return;
  const isSum =
    /^\s*(?:in )?total\b/iu.test(text.slice(first.end)) ||
    /\btotal(?: of)?:?\s*$/iu.test(text.slice(0, first.start));
  const horizon = horizonOf(text) ?? (kind === 'heading' ? undefined : horizonOf(trail.at(-1) ?? ''));
  const isHead = kind === 'heading' && isTotal(text) && !isDone(text) && !isOfOne(text);
  if (!horizon || !(isSum || isHead)) return;
  yield { kind: 'effort', ...saidAt(statement, first), duration: first.duration, horizon, source: 'said' };
}

const HORIZONS: readonly (readonly [Horizon, RegExp])[] = [
  ['short-term', /\bshort[- ]term\b|\bnext sprint\b/iu],
  ['long-term', /\blong[- ]term\b|\bfuture\b/iu],
  ['immediate', /\bimmediate(?:ly)?\b|\bquick (?:fix(?:es)?|wins?)\b|\bthis sprint\b/iu],
];

function horizonOf(words: string): Horizon | undefined {
  return HORIZONS.find(([, pattern]) => pattern.test(words))?.[0];
}

function isDone(words: string): boolean {
  return /✅|\bdone\b|\bcompleted?\b/iu.test(words);
}
