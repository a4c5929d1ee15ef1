import type { Place } from '../../../model/place.ts';
import type { TallyClaim } from '../claim.ts';
import { countIssues, countTests, idsIn } from '../read/ids.ts';
import { NUMBER, readNumber } from '../read/numbers.ts';
import {
  type Block,
  type Item,
  leadOf,
  type Section,
  type Sequence,
  sectionsBelow,
} from '../read/outline.ts';
import type { Plain } from '../read/plain.ts';
import { ENUMERABLE, isLoose } from '../read/vocabulary.ts';

/** A number that announces what follows. */
interface Announcement {
  readonly value: number;
  readonly noun: string;
  /** Numbers that the same sentence gives other things: the list may be of these. */
  readonly other: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** A way of counting what follows. */
interface Count {
  readonly value: number;
  readonly what: string;
  readonly place?: Place;
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
    yield* compare(block.plain, announcement, countsOf(followers, [], announcement), blocks.slice(i + 1));
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
  String.raw`(?:\b(${ENUMERABLE}|${STATUS})\b[^\d()]{0,40})(?:\((\d{1,3})(?:\s+(?:${ENUMERABLE}|total|in total))?\)|:\s*(\d{1,3}))[^\p{L}\p{N}]*$`,
  'iu',
);

/** Headings with a number, such as `Fixed (3)` or `Five open questions`. */
export function* readAnnouncingHeadings(document: Section): Generator<TallyClaim> {
  for (const section of sectionsBelow(document)) {
    const { heading, blocks, children } = section;
    if (!heading) continue;
    const announcement = headedBy(heading);
    if (announcement) yield* compare(heading, announcement, countsOf(blocks, children, announcement), blocks);
  }
}

function headedBy({ text }: Plain): Announcement | undefined {
  const first = COUNTED_HEADING.exec(text);
  const second = first ?? NUMBERED_HEADING.exec(text);
  if (!second) return undefined;
  const digits = (first ? first[1] : (second[2] ?? second[3])) ?? '';
  const noun = (first ? first[2] : second[1]) ?? '';
  const start = first ? text.indexOf(digits) : text.lastIndexOf(digits);
  if (isLoose(text.slice(0, start).replace(/\($/, '')) && first) return undefined;
  return { value: readNumber(digits), noun, other: [], start, end: start + digits.length };
}

/** The main way of counting first; what follows may be counted in any of them. */
function countsOf(blocks: readonly Block[], children: readonly Section[], { noun }: Announcement): Count[] {
  const lists = blocks.flatMap((block) => (block.kind === 'list' ? [block] : []));
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  const entries = lists.filter(({ items }) => !isDetails(items));
  const counts: Count[] = [];
  const add = (value: number, what: string) => {
    if (value > 0) counts.push({ value, what });
  };
  const listed = entries.flatMap(({ items }) => items);
  const rows = tables
    .flatMap((table) => table.rows)
    .filter((row) => !/^\W*(?:total|sum)\b/iu.test(row[0]?.text ?? ''));
  const texts = [
    ...listed.map((item) => leadOf(item)?.text ?? ''),
    ...rows.map((row) => row[0]?.text ?? ''),
    ...children.map(({ heading }) => heading?.text ?? ''),
  ];
  const named = texts.flatMap((text) => idsIn(text).filter(({ start }) => start < 12));
  const isTests = /test|spec|case/iu.test(noun);
  if (children.length > 0) add(children.length, `the section has ${children.length} subsections`);
  if (named.length === texts.length && named.length > 0) {
    if (isTests) add(countTests(named), `the entries name ${countTests(named)} tests`);
    else add(countIssues(named), `the entries name ${countIssues(named)} issues`);
  }
  add(listed.length, `the list has ${listed.length} entries`);
  add(rows.length, `the table has ${rows.length} rows`);
  return counts;
}

/** `Cause: …`, `Fix: …`: the list describes one thing and does not enumerate. */
function isDetails(items: readonly Item[]): boolean {
  const isLabel = (item: Item) =>
    /^[^\p{L}]*(?:root cause|cause|fix|impact|solution|status|owner|file|test|symptom|effort|time|evidence|notes?|severity|priority|workaround|next steps?|verification|why|what|where|when|frequency|rate|trade-?offs?|action|result|since|link|ticket|problem|error|failure|before|after|suite|location|pattern|risk|plan)s?\b[^:]{0,25}:/iu.test(
      leadOf(item)?.text ?? '',
    );
  return items.filter(isLabel).length * 2 > items.length;
}

/** Every other number that what follows could stand for: parts that entries count themselves, entries of entries. */
function others(blocks: readonly Block[]): Set<number> {
  const lists = blocks.flatMap((block) => (block.kind === 'list' ? [block] : []));
  const items = lists.flatMap((list) => list.items);
  const texts = [
    ...items.map((item) => leadOf(item)?.text ?? ''),
    ...blocks.flatMap((block) =>
      block.kind === 'table' ? block.rows.map((row) => row.map(({ text }) => text).join(' ')) : [],
    ),
  ];
  const ids = texts.flatMap((text) => idsIn(text));
  const own = texts.map((text) =>
    Number(
      /(?:^|[\s(:×])(\d{1,4})(?=\s*(?:$|\)|tests?\b|issues?\b|specs?\b|cases\b|×|failures?\b))/u.exec(
        text,
      )?.[1] ?? 'NaN',
    ),
  );
  const nested = items.flatMap((item) =>
    item.blocks.flatMap((block) => (block.kind === 'list' ? block.items : [])),
  );
  const first = lists[0]?.items.length ?? 0;
  return new Set([
    first,
    nested.length,
    items.length,
    countIssues(ids),
    countTests(ids),
    own.every((value) => !Number.isNaN(value)) ? own.reduce((sum, value) => sum + value, 0) : 0,
  ]);
}

function* compare(
  plain: Plain,
  { value, other, start, end }: Announcement,
  counts: readonly Count[],
  blocks: readonly Block[],
): Generator<TallyClaim> {
  const [main] = counts;
  if (!main || value === 0) return;
  const holds =
    counts.some((count) => count.value === value || other.includes(count.value)) || others(blocks).has(value);
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
