import type { TimelineEntry } from '../../records/issue/timeline.ts';
import { isScalar, type YAMLSeq } from '../../text/yaml.ts';
import { writeBlockEntry, writeFlowEntry } from './write-entry.ts';

/** Text to put into another one. */
export interface Insertion {
  /** In UTF-16 code units; what stands there moves behind. */
  readonly offset: number;
  readonly text: string;
}

/** A list as it is written, with the document that it stands in. */
export interface WrittenList {
  readonly yaml: string;
  /** Parsed with its source tokens. */
  readonly seq: YAMLSeq.Parsed;
}

/** Ways to put an entry before the item of an index, the one that a person would choose first. All of them keep what is there. */
export function insertionsFor(list: WrittenList, index: number, entry: TimelineEntry): Insertion[][] {
  return list.seq.flow ? [intoFlow(list, index, entry)] : intoBlock(list, index, entry);
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
  const text = writeFlowEntry(entry);
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
