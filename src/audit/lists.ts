import type { Block, Item, Section, Sentence } from './blocks.ts';
import { type Contradiction, contradiction, type Said, say, sayAll, sayCount } from './contradiction.ts';
import type { Quantity } from './quantities.ts';
import { idAt, mentionsIn } from './roster.ts';
import { STATUSES, UNITS } from './words.ts';

/** A number that says how many entries follow. */
interface Announcement {
  readonly sentence: Sentence;
  readonly quantity: Quantity;
}

/** An entry of a list; one unit by its form: an id, a name in code, a box to tick. */
interface Entry {
  readonly said: Said;
  readonly isUnit: boolean;
}

/** Numbers that announce a list, in the line before it: `These three tests:`. */
export function* auditAnnounced(blocks: readonly Block[]): Generator<Contradiction> {
  for (const [i, block] of blocks.entries()) {
    const list = blocks[i + 1];
    const sentence = block.kind === 'text' ? block.sentences.at(-1) : undefined;
    const quantity = sentence?.quantities.at(-1);
    if (!sentence || !quantity || list?.kind !== 'list' || !isPlain(sentence, quantity)) continue;
    yield* compare({ sentence, quantity }, list.items.map(toEntry), true);
  }
}

/** Nothing says that the number counts something else than what follows. */
function isPlain({ text }: Sentence, { kind, sure, unit, start, end, value }: Quantity): boolean {
  const before = text.slice(text.lastIndexOf(',', start) + 1, start);
  const behind = text.slice(end).trimEnd();
  if (kind !== 'count' || sure !== 'exact' || unit === undefined || value < 2 || !behind.endsWith(':'))
    return false;
  if (/\b(?:of|in|for|with|by|after|at|if|when|than|from|to)\b/iu.test(before)) return false;
  return (
    /^[^\p{L}\w]*(?:\p{L}+ ){0,4}$/u.test(before) && !/[,;(]|\b(?:of|in|per|than|times)\b/iu.test(behind)
  );
}

/** `Fixed (3)`, `Known issues (3)` over one list, or over headings that are ids. */
export function* auditHeading({ heading, blocks, children }: Section): Generator<Contradiction> {
  const [quantity, more] = heading?.quantities ?? [];
  if (!heading || !quantity || more || quantity.kind !== 'count' || quantity.value < 2) return;
  const before = heading.text.slice(0, quantity.start);
  const isBehind = before.endsWith('(') && /^[\p{L} ]*\)$/u.test(heading.text.slice(quantity.end).trim());
  if (!isBehind || !(STATUSES.first(before) ?? UNITS.first(before))) return;
  const [list, ...others] = blocks.filter(({ kind }) => kind !== 'text');
  const announced = { sentence: heading, quantity };
  // A heading below may go on with the entries of a list.
  if (list?.kind === 'list' && others.length === 0 && children.length === 0)
    yield* compare(announced, list.items.map(toEntry), quantity.tail.trim() === '');
  const below = children.flatMap((child) => child.heading ?? []);
  if (!list)
    yield* compare(
      announced,
      below.map((entry) => ({ said: sayAll(entry), isUnit: isOneId(entry.text) })),
      false,
    );
}

/** `4 new issues, A-3`: ids in a row behind their number. */
export function* auditInlineList(sentence: Sentence): Generator<Contradiction> {
  const [quantity] = sentence.quantities;
  const mentions = mentionsIn(sentence.text);
  const between = (from: number | undefined, to: number | undefined) => sentence.text.slice(from, to ?? from);
  if (quantity?.kind !== 'count' || quantity.sure !== 'exact' || quantity.unit !== 'issues') return;
  if (!/^:\s*$/u.test(between(quantity.end + quantity.tail.length, mentions[0]?.start))) return;
  const end = mentions.findIndex(
    ({ end: from }, i) => !/^(?:,? and |, )$/u.test(between(from, mentions[i + 1]?.start)),
  );
  const run = mentions.slice(0, end + 1);
  const entries = run.flatMap((mention) =>
    mention.issues.map(() => ({ said: say(sentence, mention), isUnit: true })),
  );
  yield* compare({ sentence, quantity }, entries, true);
}

function toEntry({ sentences: [first], isTask }: Item): Entry | undefined {
  if (!first) return undefined;
  const text = first.text.trimStart();
  const isCode = /^▪+(?: \([^()]*\))?\W*$/u.test(text);
  return { said: sayAll(first), isUnit: isTask || isCode || isOneId(text) };
}

function isOneId(text: string): boolean {
  return idAt(text)?.issues.length === 1;
}

/** A longer list than announced is a slip; a shorter one may be grouped, unless every entry is one unit. */
function* compare(
  { sentence, quantity }: Announcement,
  entries: readonly (Entry | undefined)[],
  isOfEntries: boolean,
): Generator<Contradiction> {
  const [first] = entries;
  const isLonger = isOfEntries && entries.length > quantity.value;
  if (!first || entries.length < 2 || entries.length === quantity.value) return;
  if (!isLonger && !entries.every((entry) => entry?.isUnit)) return;
  const list = { place: first.said.place, words: `the list of ${entries.length} entries` };
  yield contradiction('audit-list', sayCount(sentence, quantity), [list], `${entries.length} follow`);
}
