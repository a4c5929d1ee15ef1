import { type Block, isList, type Line, type Section } from './blocks.ts';
import { issuesAt, issuesIn, testsOf } from './roster.ts';
import type { Found } from './rules.ts';
import { STATUSES, TENSES, UNITS } from './words.ts';

/** How many entries something is said to have: a list, the headings below a heading, ids in a row. */
export function* auditLists(section: Section, all: readonly Section[]): Found {
  const { heading, blocks, lines } = section;
  const lists = blocks.filter(isList);
  for (const list of lists) {
    const { tellers, rows, kind } = list;
    const items = rows.flatMap(([item]) => item ?? []);
    const areUnits = kind === 'checklist' || items.every(isUnit);
    for (const line of tellers) {
      yield* auditCount(line, items, line === heading, areUnits);
      if (kind === 'checklist') yield* auditTicks(line, list);
    }
  }
  for (const line of lines) yield* auditNamed(line);
  const entries = all.flatMap((one) => (one.around[1] === section && one.heading ? one.heading : []));
  if (heading && lists.length === 0 && entries.every(isUnit)) yield* auditCount(heading, entries, true, true);
}

/** Before a number that only what follows can be of: `These three tests:`. */
const INTRO =
  /(?:^|,)[^\p{L}\w,]*(?:(?!(?:of|in|for|with|by|after|at|if|when|than|from|to)\b)\p{L}+ ){0,4}$/iu;

/** A longer list than announced is a slip; a shorter one may be grouped, unless every entry is one unit by its form. */
function* auditCount(line: Line, items: readonly Line[], isHeading: boolean, areUnits: boolean): Found {
  const { quantities } = line;
  const { length } = items;
  const [first, quantity] = [items[0], quantities.at(-1)];
  if (!first || length < 2 || quantity?.kind !== 'count' || quantity.value < 2 || length === quantity.value)
    return;
  const { isExact, unit, head, behind } = quantity;
  const isLabel = head.endsWith('(') && quantities.length === 1 && /^[\p{L} ]*\)[\s:]*$/u.test(behind);
  const isIntro = isExact && unit && INTRO.test(head) && !/[,;(]|\b(?:of|in|per|than|times)\b/iu.test(behind);
  const isKind = behind.startsWith(')') && (STATUSES.first(head) ?? UNITS.first(head));
  const isOfEntries = isLabel ? isHeading && isKind : !isHeading && isIntro;
  // `The three kinds of doubles are:` says itself that they follow.
  const isSaid = /^\W*the $/iu.test(head) && /^ \p{L}+s (?:of \p{L}+ )?are\s*:\s*$/u.test(behind);
  const isLonger = (isOfEntries || isSaid) && length > quantity.value;
  if (!isLonger && !((isLabel || isOfEntries) && areUnits)) return;
  const against = [{ ...first.say(), words: `the list of ${length} entries` }];
  yield { ruleId: 'audit-count', said: quantity, against, because: `${length} follow` };
}

/** `Done (2/3)`: as many boxes as that are ticked. */
function* auditTicks({ quantities: [quantity, more] }: Line, { rows, ticked }: Block): Found {
  if (quantity?.kind !== 'ratio' || more || quantity.whole !== rows.length || quantity.value === ticked)
    return;
  if (STATUSES.first(`${quantity.head} ${quantity.tail}`) !== 'fixed') return;
  const against = rows.flatMap(([item]) => (item ? item.say() : [])).slice(0, 1);
  const because = `${ticked} of ${rows.length} boxes are ticked`;
  yield {
    ruleId: 'audit-count',
    said: quantity,
    against: against.map((said) => ({ ...said, words: 'the boxes' })),
    because,
  };
}

/** An id or a name in code. */
function isUnit({ text }: Line): boolean {
  if (text.length > 300) return false;
  return /^\s*▪+(?: \([^()\d]*(?:#\d+)?\))?(?:\W*| [—–-] \D*)$/u.test(text) || issuesAt(text).length === 1;
}

/** `DS-FLAKY-003a/b (2 tests)`, `3 new issues, A-3`: ids, and how many there are. */
function* auditNamed(line: Line): Found {
  const { text } = line;
  const [quantity, more] = line.quantities;
  const issues = quantity ? issuesIn(text) : [];
  const [first, last] = [issues[0], issues.at(-1)];
  if (!first || !last || more || quantity?.kind !== 'count' || !quantity.isExact) return;
  const { unit, value, head, tail } = quantity;
  const [tests, behind] = [testsOf(issues), quantity.behind.slice(tail.length)];
  // An issue without letters may have several tests.
  const isWrong = issues.every(({ letters }) => letters.length > 0) ? value !== tests : value < tests;
  const isBracket = /\(\s*$/u.test(head) && /^\s*\)/u.test(behind);
  const isCount = unit === 'tests' && isBracket && isWrong && !TENSES.first(text);
  const isRow = unit === 'issues' && /^:\s*(?:[A-Z][\w/-]*(?:,? and |, )?)+\.?\s*$/u.test(behind);
  if (!isCount && !(isRow && value !== issues.length)) return;
  const because = `${isCount ? tests : issues.length} are named`;
  yield { ruleId: 'audit-count', said: quantity, against: [line.say(first.start, last.end)], because };
}
