import { addDurations, type Duration, durationsIn, formatDuration } from '../read/durations.ts';
import { type Item, leadOf } from '../read/outline.ts';
import type { Plain } from '../read/plain.ts';

const LABELLED =
  /^[^\p{L}]*(?:time|effort|estimate|estimated (?:time|effort)|duration|cost|time to (?:fix|implement))\b[^:]{0,20}:/iu;

/** What an item is said to take: in brackets on its own line, or behind a label below it. */
export function estimatesOf(item: Item): { lead?: Found; below?: Found } {
  const lead = leadOf(item);
  const own = lead ? bracketed(lead) : undefined;
  const below = item.blocks
    .flatMap((block) => (block.kind === 'list' ? block.items : []))
    .flatMap((child) => {
      const plain = leadOf(child);
      if (!plain || !LABELLED.test(plain.text)) return [];
      const [first, second] = durationsIn(plain.text);
      return first && !second ? [{ ...first, plain }] : [];
    });
  return { lead: own, below: below.length === 1 ? below[0] : undefined };
}

/** A length of time with its place in a line. */
export interface Found {
  readonly duration: Duration;
  readonly start: number;
  readonly end: number;
  readonly plain: Plain;
}

/** The one length of time in a line, in brackets or at its end. */
function bracketed(plain: Plain): Found | undefined {
  const [first, second] = durationsIn(plain.text);
  if (!first || second) return undefined;
  const before = plain.text.slice(0, first.start);
  const after = plain.text.slice(first.end);
  const inBrackets = /\([^()]*$/u.test(before) && /^(?:[,;][^()]*)?\)/u.test(after);
  const atEnd = /(?:[:–—]|\s-)\s*$/u.test(before) && /^\W*$/u.test(after);
  return inBrackets || atEnd ? { ...first, plain } : undefined;
}

/** What a list's items take in all. */
export interface Sum {
  readonly duration: Duration;
  readonly count: number;
  readonly parts: string;
}

/** Undefined where an item has no estimate, or they have no common unit. */
export function sumOf(items: readonly Item[]): Sum | undefined {
  const found = items.map((item) => {
    const { lead, below } = estimatesOf(item);
    return (below ?? lead)?.duration;
  });
  if (found.length === 0 || found.some((duration) => duration === undefined)) return undefined;
  const known = found as Duration[];
  const duration = addDurations(known);
  return duration && { duration, count: known.length, parts: known.map(formatDuration).join(' + ') };
}
