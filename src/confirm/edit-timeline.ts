import { type Calendar, isWhen, type When } from '../core/calendar.ts';
import { isEvent, isStatus } from '../core/status.ts';
import { LISTED, type TimelineEntry } from '../records/issue/timeline.ts';
import { splitFrontMatter } from '../text/front-matter.ts';
import { writeScalar } from '../text/write.ts';
import { isMap, isScalar, isSeq, openYaml, toData, type YAMLSeq } from '../text/yaml.ts';

/** Why a record was left as it is, and what a person can paste. */
export interface TimelineRefusal {
  /** Follows the name of the record: `its timeline …`. */
  readonly why: string;
  /** The entry as lines of a block list. */
  readonly lines: string;
}

/**
 * Puts an entry into the timeline of an issue, behind all entries that it does not come before. Every other byte stays:
 * what is given back is the text with one or two stretches put in.
 * @param text the record as it lies on disk, with its byte order mark and ends of lines.
 */
export function appendTimelineEntry(
  text: string,
  entry: TimelineEntry,
  calendar: Calendar,
): string | TimelineRefusal {
  const refuse = (why: string): TimelineRefusal => ({ why, lines: writeBlockEntry(entry, '  ') });
  const original = asWritten(text);
  const { yaml, yamlOffset } = splitFrontMatter(original.text);
  if (yaml === undefined) return refuse('its front matter cannot be read');
  const seq = timelineOf(yaml);
  if (seq === undefined) return refuse('its `timeline:` is no list that can be read');
  const dates = seq.items.map(dateOf);
  if (!dates.every((date) => date !== undefined)) return refuse('its timeline has an entry without a date');
  const index = dates.findLastIndex((date) => !calendar.comesBefore(entry.at, date)) + 1;
  const expected = expectedData(yaml, index, entry);
  const list = { yaml, seq };
  // Ways to put it in, the one that a person would choose first. All of them keep what is there.
  const ways = seq.flow ? [intoFlow(list, index, entry)] : intoBlock(list, index, entry);
  const found = ways.find(
    (insertions) => JSON.stringify(toData(openYaml(insert(yaml, insertions)))) === expected,
  );
  if (!found) return refuse('its timeline is written in a form that only a person can edit');
  return original.insert(
    found.map(({ offset, text: added }) => ({ offset: yamlOffset + offset, text: added })),
  );
}

function timelineOf(yaml: string): YAMLSeq.Parsed | undefined {
  const doc = openYaml(yaml, { keepSourceTokens: true });
  if (doc.errors.length > 0 || !isMap(doc.contents)) return undefined;
  const found: unknown = doc.contents.get('timeline', true);
  return isSeq(found) ? (found as YAMLSeq.Parsed) : undefined;
}

/** The date of an entry: the value of its word. */
function dateOf(item: unknown): When | undefined {
  if (!isMap(item)) return undefined;
  const pair = item.items.find(({ key }) => {
    const word = isScalar(key) ? String(key.value) : '';
    return word === LISTED || isStatus(word) || isEvent(word);
  });
  const date = isScalar(pair?.value) ? pair.value.value : undefined;
  return typeof date === 'string' && isWhen(date) ? date : undefined;
}

/** What the front matter must say afterwards, as JSON. */
function expectedData(yaml: string, index: number, entry: TimelineEntry): string {
  const data = toData(openYaml(yaml)) as { readonly timeline: readonly unknown[] };
  return JSON.stringify({ ...data, timeline: data.timeline.toSpliced(index, 0, entryData(entry)) });
}

function insert(text: string, insertions: readonly Insertion[]): string {
  return insertions.reduceRight(
    (whole, { offset, text: added }) => whole.slice(0, offset) + added + whole.slice(offset),
    text,
  );
}

/** Text to put into another one. */
interface Insertion {
  /** In UTF-16 code units; what stands there moves behind. */
  readonly offset: number;
  readonly text: string;
}

/** A list as it is written, with the document that it stands in. */
interface WrittenList {
  readonly yaml: string;
  /** Parsed with its source tokens. */
  readonly seq: YAMLSeq.Parsed;
}

/** Whole lines, directly behind the entry above and the comments that are indented like its details. */
function intoBlock({ yaml, seq }: WrittenList, index: number, entry: TimelineEntry): Insertion[][] {
  const dashes = dashesOf(seq);
  const above = Math.max(index - 1, 0);
  const dash = dashes[above];
  if (dash === undefined) return [];
  const start = lineStart(yaml, dash);
  const indent = yaml.slice(start, dash);
  const text = writeBlockEntry(entry, indent, gapOf(yaml, dash));
  if (index === 0) return [[{ offset: start, text }]];
  const content = yaml.slice(0, rangeOf(seq, above).end).trimEnd().length;
  const { end, blank } = blockEnd(yaml, content, indent.length);
  // Empty lines may belong to a text above that keeps them.
  return [[{ offset: end, text }], [{ offset: blank, text }]];
}

function dashesOf({ srcToken }: YAMLSeq.Parsed): number[] {
  if (srcToken?.type !== 'block-seq') return [];
  return srcToken.items.flatMap(
    ({ start }) => start.find(({ type }) => type === 'seq-item-ind')?.offset ?? [],
  );
}

/** Characters from the dash to what follows on its line; 2 where that cannot be copied. */
function gapOf(yaml: string, dash: number): number {
  const spaces = /^-( +)[^\s#]/.exec(yaml.slice(dash, lineEnd(yaml, dash)));
  return 1 + (spaces?.[1]?.length ?? 1);
}

/**
 * Where the item ends whose last character but spaces stands before `content`: behind the lines that are indented deeper
 * than its dash, and behind the empty lines that follow.
 */
function blockEnd(yaml: string, content: number, indent: number): { end: number; blank: number } {
  let end = lineEnd(yaml, Math.max(content - 1, 0)) + 1;
  let next = end;
  while (next < yaml.length) {
    const line = yaml.slice(next, lineEnd(yaml, next));
    const isBlank = line.trim() === '';
    if (!isBlank && line.length - line.trimStart().length <= indent) break;
    next += line.length + 1;
    if (!isBlank) end = next;
  }
  return { end, blank: next };
}

/** Between brackets: on the line of its neighbours, or on one of its own where they have that. */
function intoFlow({ yaml, seq }: WrittenList, index: number, entry: TimelineEntry): Insertion[] {
  const text = `{ ${writePairs(entry).join(', ')} }`;
  const [open] = seq.range;
  if (seq.items.length === 0) return [{ offset: open + 1, text }];
  const neighbour = rangeOf(seq, Math.max(index - 1, 0));
  const start = lineStart(yaml, neighbour.start);
  const indent = yaml.slice(start, neighbour.start);
  const isAlone = indent.trim() === '';
  if (index === 0) return [{ offset: neighbour.start, text: isAlone ? `${text},\n${indent}` : `${text}, ` }];
  const rest = yaml.slice(neighbour.end, lineEnd(yaml, neighbour.end));
  const ending = /^[ \t]*(,?)[ \t]*(?:[ \t]#.*)?$/.exec(rest);
  if (!isAlone) return [{ offset: neighbour.end, text: `, ${text}` }];
  if (!ending) return [{ offset: neighbour.end, text: `,\n${indent}${text}` }];
  const offset = neighbour.end + rest.length;
  if (ending[1] === ',') return [{ offset, text: `\n${indent}${text},` }];
  return [
    { offset: neighbour.end, text: ',' },
    { offset, text: `\n${indent}${text}` },
  ];
}

/** From the first character of an item to behind its last one. */
function rangeOf(seq: YAMLSeq.Parsed, index: number): { start: number; end: number } {
  const item = seq.items[index];
  const range = item && (isScalar(item) || 'range' in item) ? item.range : undefined;
  return { start: range?.[0] ?? seq.range[0], end: range?.[1] ?? seq.range[1] };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset of the `\n` at or behind an offset; the end of the text where there is none. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

/** A text as it is read, and the way back to how it is written. */
interface OriginalText {
  /** Without byte order mark, lines ended by `\n`: as records are read. */
  readonly text: string;
  /** The written text with the insertions, given in order by offsets of `text`; their lines end as the line before them does. */
  insert(insertions: readonly Insertion[]): string;
}

function asWritten(written: string): OriginalText {
  const marked = written.startsWith('\ufeff') ? 1 : 0;
  return {
    text: written.slice(marked).replace(/\r\n?/g, '\n'),
    insert(insertions) {
      const offsets = writtenOffsets(written, marked, insertions);
      return insertions.reduceRight((whole, { text }, i) => {
        const offset = offsets[i] ?? whole.length;
        const ending = endingBefore(written, offset);
        return whole.slice(0, offset) + text.replaceAll('\n', ending) + whole.slice(offset);
      }, written);
    },
  };
}

/** Where offsets of the read text lie in the written one. */
function writtenOffsets(written: string, start: number, insertions: readonly Insertion[]): number[] {
  let from = start;
  let read = 0;
  return insertions.map(({ offset }) => {
    for (; read < offset; read++) from += written.startsWith('\r\n', from) ? 2 : 1;
    return from;
  });
}

/** How the last line before an offset ends. */
function endingBefore(written: string, offset: number): string {
  const last = Math.max(written.lastIndexOf('\n', offset - 1), written.lastIndexOf('\r', offset - 1));
  if (written[last] === '\r') return '\r';
  return written[last - 1] === '\r' ? '\r\n' : '\n';
}

/** An entry as the plain data that YAML gives for it. */
function entryData({ word, at, tests, listed: _, ...details }: TimelineEntry) {
  const data: Record<string, string | readonly string[]> = { [word]: at };
  if (tests.length > 0) data.tests = tests;
  for (const [key, value] of Object.entries(details)) if (value !== undefined) data[key] = value;
  return data;
}

/** The lines of an entry in a block list, the last one ended too. @param gap characters from the dash to the word, at least 2. */
export function writeBlockEntry(entry: TimelineEntry, indent: string, gap = 2): string {
  const inner = indent + ' '.repeat(gap);
  const [first, ...more] = writePairs(entry);
  return [`${indent}-${' '.repeat(gap - 1)}${first}`, ...more.map((pair) => inner + pair), ''].join('\n');
}

function writePairs(entry: TimelineEntry): string[] {
  return Object.entries(entryData(entry)).map(([key, value]) => {
    if (typeof value !== 'string') return `${key}: [${value.map(writeScalar).join(', ')}]`;
    return `${key}: ${key === entry.word ? value : writeScalar(value)}`;
  });
}
