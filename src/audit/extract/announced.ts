import type { TallyClaim } from '../claim.ts';
import { formatPercent, NUMBER, PERCENT, printsAs, readNumber, readPercent } from '../read/numbers.ts';
import { type Section, type Sequence, sectionsBelow } from '../read/outline.ts';
import type { Plain } from '../read/plain.ts';
import { ENUMERABLE, isLoose } from '../read/vocabulary.ts';
import { type Count, countsOf, enumerating, listsOf, otherCounts } from './following.ts';

/** A number that announces what follows. */
interface Announcement {
  readonly value: number;
  readonly noun: string;
  /** Numbers that the same sentence gives other things: the list may be of these. */
  readonly other: readonly number[];
  readonly start: number;
  readonly end: number;
}

const BEFORE_NOUN = String.raw`(?:\s+(?!(?:of|in|and|or|for|to|with|by|on|at|per|out|from|than)\b)[\p{L}'’▪-]+){0,5}?`;
const ANNOUNCED = new RegExp(String.raw`(${NUMBER})${BEFORE_NOUN}\s+(${ENUMERABLE})\b`, 'giu');
/** A clause before the number makes it something else than the list's. */
const CLAUSE =
  /\b(?:after|before|when|while|if|since|because|for|with|across|within|by|per|from|than|in|into|at|on|over|of|to|until|during|between|against|including|excluding|affect(?:s|ed|ing)?)\b/iu;
const TAIL =
  /^\s*(?:(?:are|were|is|have|has|been|being|that|which|remain(?:s|ing)?|found|identified|in total|total|still|now|fixed|resolved|triaged|left|open|flaky|so far|below|listed|affected|need(?:s|ed)?|follow(?:s|ing)?|as follows|this (?:week|sprint)|today|to (?:fix|do|answer|make)|work|attention|failed|fail|passing|known|currently|quarantined|skipped|on the|list|pending|outstanding|unresolved|came up|stand out|were found|behind (?:them|it|this|that)|for (?:this|it|that|now)|of (?:this|it|them)|in all|must|should|can|be)\b[\s,]*)*(?:\([^()]*\))?\s*[:–—-]?\s*$/iu;

/** Lists that a sentence before them announces, in one sequence of blocks. */
export function* readAnnouncedLists({ blocks }: Sequence): Generator<TallyClaim> {
  for (const [i, block] of blocks.entries()) {
    if (block.kind !== 'text' || !/:\s*$/u.test(block.plain.text)) continue;
    const announcement = announcedIn(block.plain);
    const followers = blocks.slice(i + 1, i + 2);
    if (!announcement || (followers[0]?.kind !== 'list' && followers[0]?.kind !== 'table')) continue;
    yield* compare(
      block.plain,
      announcement,
      countsOf(followers, [], announcement.noun),
      otherCounts(blocks.slice(i + 1), []),
    );
  }
}

function announcedIn(plain: Plain): Announcement | undefined {
  const line = plain.text.slice(plain.text.lastIndexOf('\n') + 1);
  const offset = plain.text.length - line.length;
  const sentence = /(?:^|[.!?]\s+)([^.!?]*):\s*$/u.exec(line)?.[1] ?? line.replace(/:\s*$/, '');
  const from = offset + line.lastIndexOf(sentence);
  const matches = [...sentence.matchAll(ANNOUNCED)];
  const match = matches.at(-1);
  if (!match) return headedBy(plain);
  const [whole, digits = '', noun = ''] = match;
  const clause = sentence.slice(0, match.index).lastIndexOf(',') + 1;
  const before = sentence.slice(matches.length > 1 ? clause : 0, match.index);
  if (matches.length > 1 && clause === 0) return undefined;
  if (CLAUSE.test(before) || isLoose(before)) return undefined;
  if (!TAIL.test(sentence.slice(match.index + whole.length))) return undefined;
  const start = from + match.index;
  const other = matches.slice(0, -1).map(([, said = '']) => readNumber(said));
  return { value: readNumber(digits), noun, other, start, end: start + whole.length };
}

const COUNTED_HEADING = new RegExp(
  String.raw`^[^\p{L}\p{N}]*(?:the |all |our )?(${NUMBER})${BEFORE_NOUN}\s+(${ENUMERABLE})\b[^\p{L}\p{N}]*$`,
  'iu',
);
const STATUS =
  'fixed|resolved|open|triaged|remaining|unresolved|pending|quarantined|critical|high|medium|low|in progress|done|todo|to do|closed|new|flaky|flaky tests|blocked|skipped|stable|backlog|investigating';
const NUMBERED_HEADING = new RegExp(
  String.raw`(?:\b(${ENUMERABLE}|${STATUS})\b[^\d()]{0,40})(?:\((\d{1,3})(?:\s+(?:${ENUMERABLE}|total|in total))?(?:\s*[-–—,;/]\s*[\d.]+\s?%)?\)|:\s*(\d{1,3}))[^\p{L}\p{N}]*$`,
  'iu',
);

/** What is to be done about something: the lists below are its steps. */
const TASK =
  /^\W*(?:priority|step|fix|phase|option|action|task|implement|investigate|add|update|run|debug)\b/iu;

/** Headings with a number, such as `Fixed (3)` or `Five open questions`. */
export function* readAnnouncingHeadings(document: Section): Generator<TallyClaim> {
  for (const section of sectionsBelow(document)) {
    const { heading, blocks, children } = section;
    if (!heading) continue;
    const announcement = headedBy(heading);
    yield* readProgress(section);
    if (!announcement || TASK.test(heading.text)) continue;
    const entries = enumerating(blocks);
    yield* compare(
      heading,
      announcement,
      countsOf(entries, children, announcement.noun),
      otherCounts(blocks, children),
    );
  }
}

function headedBy({ text }: Plain): Announcement | undefined {
  const first = COUNTED_HEADING.exec(text);
  const second = first ?? NUMBERED_HEADING.exec(text);
  if (!second) return undefined;
  const digits = (first ? first[1] : (second[2] ?? second[3])) ?? '';
  const noun = (first ? first[2] : second[1]) ?? '';
  const bracket = second[2] === undefined ? second[0].lastIndexOf(':') : second[0].lastIndexOf('(');
  const start = first ? text.indexOf(digits) : text.indexOf(digits, second.index + bracket);
  if (isLoose(text.slice(0, start).replace(/\($/, '')) && first) return undefined;
  return { value: readNumber(digits), noun, other: [], start, end: start + digits.length };
}

function* compare(
  plain: Plain,
  { value, other, start, end }: Announcement,
  counts: readonly Count[],
  others: ReadonlySet<number>,
): Generator<TallyClaim> {
  const [main] = counts;
  if (!main || value === 0) return;
  const holds =
    counts.some((count) => count.value === value || other.includes(count.value)) || others.has(value);
  const text = plain.text.slice(start, end).replaceAll('\n', ' ');
  yield {
    kind: 'tally',
    ruleId: 'audit-list',
    place: plain.place(start, end),
    text,
    holds,
    expected: `${main.value}`,
    from: main.what,
    reasoning: [
      `\`${plain.text.trim().replaceAll('\n', ' ')}\` announces ${value}.`,
      ...counts.map((count) => `Below it ${count.what}.`),
    ],
    related: [],
  };
}

/** `75% achieved` over a list of ticked and open boxes. */
function* readProgress({ heading, blocks }: Section): Generator<TallyClaim> {
  const items = listsOf(blocks).flatMap((list) => list.items);
  const text = heading?.text ?? '';
  const [match, second] = [...text.matchAll(new RegExp(PERCENT, 'gu'))];
  if (!heading || !match || second || items.length < 2 || items.some(({ checked }) => checked === undefined))
    return;
  const printed = readPercent(match[1] ?? '', text.slice(0, match.index));
  if (!printed || !/\b(?:done|complete[d]?|achieved|progress|finished|met)\b/iu.test(text)) return;
  const done = items.filter(({ checked }) => checked).length;
  const shown = formatPercent(done, items.length, printed.decimals);
  yield {
    kind: 'tally',
    ruleId: 'audit-share',
    place: heading.place(match.index, match.index + match[0].length),
    text: match[0],
    holds: printsAs(done, items.length, printed),
    expected: shown,
    from: `${done} of ${items.length} boxes are ticked`,
    reasoning: [`The boxes below the heading: ${done} of ${items.length} are ticked, ${shown}.`],
    related: [],
  };
}
