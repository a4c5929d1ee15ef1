import type { Line, Section } from './blocks.ts';
import { isTime } from './quantities.ts';
import { idAt, mentionsIn, testsOf } from './roster.ts';
import type { Contradiction } from './rules.ts';
import { auditSum } from './sums.ts';
import { STATUSES, TENSES, UNITS } from './words.ts';

/** What is said of a list: how many entries it has, or how long they take. Headings and ids in a row are lists, too. */
export function* auditLists(section: Section, all: readonly Section[]): Generator<Contradiction> {
  const { heading, blocks } = section;
  for (const { tellers, items, below, hasBoxes } of blocks)
    for (const line of tellers) {
      yield* auditEffort(line, items, below);
      yield* auditCount(line, items, line === heading, hasBoxes || items.every(isUnit));
    }
  for (const line of section.lines) yield* auditNamed(line);
  const entries = all.flatMap((one) => (one.around[1] === section && one.heading ? one.heading : []));
  if (heading && !blocks.some(({ kind }) => kind === 'list') && entries.every(isUnit))
    yield* auditCount(heading, entries, true, true);
}

/** Before a number that only what follows can be of: `These three tests:`. */
const INTRO =
  /(?:^|,)[^\p{L}\w,]*(?:(?!(?:of|in|for|with|by|after|at|if|when|than|from|to)\b)\p{L}+ ){0,4}$/iu;

/** A longer list than announced is a slip; a shorter one may be grouped, unless every entry is one unit by its form. */
function* auditCount(
  line: Line,
  items: readonly Line[],
  isHeading: boolean,
  areUnits: boolean,
): Generator<Contradiction> {
  const { text, quantities } = line;
  const quantity = quantities.at(-1);
  const [first] = items;
  const { length } = items;
  if (!first || quantity?.kind !== 'count' || quantity.value < 2 || length < 2 || length === quantity.value)
    return;
  const { start, end, sure, unit, value, said } = quantity;
  const [before, behind] = [text.slice(0, start), text.slice(end)];
  const isLabel = before.endsWith('(') && quantities.length === 1 && /^[\p{L} ]*\)[\s:]*$/u.test(behind);
  const isOfEntries = isLabel
    ? isHeading && behind.startsWith(')') && (STATUSES.first(before) ?? UNITS.first(before))
    : !isHeading &&
      sure === 'exact' &&
      INTRO.test(before) &&
      unit &&
      !/[,;(]|\b(?:of|in|per|than|times)\b/iu.test(behind);
  // `The three kinds of doubles are:` says itself that they follow.
  const isSaid = /^\W*the $/iu.test(before) && /^ \p{L}+s (?:of \p{L}+ )?are\s*:\s*$/u.test(behind);
  const isWrong = (isOfEntries || isSaid) && length > value;
  if (!isWrong && !((isLabel || isOfEntries) && areUnits)) return;
  const list = { place: first.say().place, words: `the list of ${length} entries` };
  yield { ruleId: 'audit-list', said, against: [list], because: `${length} follow` };
}

/** An id or a name in code. */
function isUnit({ text }: Line): boolean {
  if (text.length > 300) return false;
  return /^\s*▪+(?: \([^()\d]*(?:#\d+)?\))?\W*$/u.test(text) || idAt(text)?.issues.length === 1;
}

/** A length of time that says to be the sum of a list's: of the only one in each item, or in a line below that says so. */
function* auditEffort(
  line: Line,
  items: readonly Line[],
  below: readonly (readonly Line[])[],
): Generator<Contradiction> {
  const [total, more] = line.quantities.filter(isTime);
  if (!total || more || items.length < 2 || /\b(?:each|per)\b/iu.test(line.text)) return;
  const isNext = /\bnext\s*$/iu.test(line.text.slice(0, total.start));
  if (!isNext && (total.sure === 'bound' || !/\b(?:total|in all|altogether|sum)\b/iu.test(line.text))) return;
  const parts = items.map((item, i) => {
    const labelled =
      below[i]?.filter(({ label }) => /^\W*(?:time|effort|estimate|duration)\b/iu.test(label)) ?? [];
    const own = item.quantities.filter(isTime);
    return own.length > 0 ? own : labelled.flatMap(({ quantities }) => quantities.filter(isTime));
  });
  if (parts.every(({ length }) => length === 1)) yield* auditSum(total, parts.flat());
}

/** `DS-FLAKY-003a/b (2 tests)`, `3 new issues, A-3`: ids, and how many there are. */
function* auditNamed(line: Line): Generator<Contradiction> {
  const { text } = line;
  const [quantity, more] = line.quantities;
  if (!quantity || more || quantity.kind !== 'count' || quantity.sure !== 'exact') return;
  const mentions = mentionsIn(text);
  const issues = mentions.flatMap((mention) => mention.issues);
  const [first, last] = [mentions[0], mentions.at(-1)];
  if (!first || !last) return;
  const { unit, value, start, end, tail, said } = quantity;
  const tests = testsOf(issues);
  const isBracket = /\(\s*$/u.test(text.slice(0, start)) && /^\s*\)/u.test(text.slice(end + tail.length));
  // An issue without letters may have several tests.
  const isWrong = issues.every(({ letters }) => letters.length > 0) ? value !== tests : value < tests;
  const isCount = unit === 'tests' && isBracket && isWrong && !TENSES.first(text);
  const between = mentions.map((mention, i) =>
    text.slice(mentions[i - 1]?.end ?? end + tail.length, mention.start),
  );
  const isRow =
    unit === 'issues' && between.every((gap, i) => (i === 0 ? /^:\s*$/u : /^(?:,? and |, )$/u).test(gap));
  if (!isCount && !(isRow && value !== issues.length)) return;
  const because = `${isCount ? tests : issues.length} are named`;
  yield {
    ruleId: isCount ? 'audit-count' : 'audit-list',
    said,
    against: [line.say(first.start, last.end)],
    because,
  };
}
