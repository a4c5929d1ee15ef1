import type { Code, RootContent } from 'mdast';
import { walk } from '../../text/walk.ts';

export type Side = 'before' | 'after';

type Words = Readonly<Record<Side, readonly string[]>>;

/** Words that name a side wherever they stand: behind the language of a fence, in a comment, in a caption. */
const LABELS: Words = {
  before: ['before', 'old', 'wrong', 'bad', 'broken', 'flaky', 'incorrect', 'original'],
  after: ['after', 'new', 'right', 'good', 'fixed', 'stable', 'correct', 'corrected'],
};

/** Words that do in a caption of a fix. */
const SPOKEN: Words = {
  before: [
    ...['previously', 'previous', 'earlier', 'current', 'currently', 'former', 'formerly', 'originally'],
    ...['racy', 'unsafe', 'unstable', 'failing', 'problem', 'avoid'],
  ],
  after: [
    ...['now', 'instead', 'fix', 'solution', 'proposed', 'suggested', 'better', 'improved', 'updated'],
    ...['changed', 'safe', 'working', 'passing', 'reliable'],
  ],
};

/** And those that do where they are all that a caption says: `Replace`, `with`. */
const ALONE: Words = {
  before: ['replace', 'change', 'from', 'was', 'instead of', 'rather than'],
  after: ['with', 'by', 'to', 'into', 'use', 'is', 'do'],
};

/** Signs that do. */
const SIGNS: Readonly<Record<Side, RegExp>> = { before: /[❌✗✘⛔🔴👎]/u, after: /[✅✓✔🟢👍]/u };

/** What begins a comment, in the languages that records use. */
const COMMENT = String.raw`^\s*(?:\/\/|#|--|;+|\/\*|<!--|%|'|"""|REM\b)[\s=*\-❌✗✘⛔🔴👎✅✓✔🟢👍\u{fe0f}]*`;

/** One of the words in capitals, or in any case before a colon, a bracket, a dash or the end. */
function commentLine(side: Side): RegExp {
  const any = LABELS[side].map((word) =>
    word.replace(/\w/g, (letter) => `[${letter}${letter.toUpperCase()}]`),
  );
  const capitals = LABELS[side].map((word) => word.toUpperCase()).join('|');
  const end = String.raw`\s*(?:code|version|the fix|fix)?\s*(?:[:(–—]|- |(?:\*\/|-->|"""|[=*-]+)?\s*$)`;
  return new RegExp(`${COMMENT}(?:(?:${capitals})\\b|(?:${any.join('|')})\\b${end})`, 'u');
}

const COMMENTS: Readonly<Record<Side, RegExp>> = {
  before: commentLine('before'),
  after: commentLine('after'),
};

/**
 * Splits one block that holds the code before and after a fix, at its first line whose comment begins the code after it.
 * Undefined where there is no such line, or nothing before it.
 */
export function splitAtAfter(code: string): { readonly before: string; readonly after: string } | undefined {
  const lines = code.split('\n');
  const at = lines.findIndex((line) => COMMENTS.after.test(line));
  if (at <= 0) return undefined;
  return {
    before: lines
      .slice(0, at)
      .join('\n')
      .replace(/(?<!\n)\n+$/, ''),
    after: lines.slice(at).join('\n'),
  };
}

/** The words of a fence's meta that mark its part in a pair, in any case. */
export function snippetRoles(meta: string | null | undefined): Readonly<Record<Side, boolean>> {
  const words: readonly string[] = (meta ?? '').toLowerCase().match(/[a-z]+/g) ?? [];
  const has = (side: Side) => LABELS[side].some((word) => words.includes(word));
  return { before: has('before'), after: has('after') };
}

/** Code before and after a change, among the blocks of a section. */
export interface FencePair {
  /** The indices of its fences; equal where one fence holds both. */
  readonly first: number;
  readonly last: number;
  readonly before: string;
  readonly after: string;
  readonly lang: string;
  /** By what the sides are known: words behind the language, or what is written. Else they are two versions of one code. */
  readonly told?: 'marked' | 'written';
}

/** So many blocks may stand between two fences: the end of what is said of one, and the caption of the other. */
const MOST_BETWEEN = 2;

/** @param isFix whether the section tells of one change, so that two fences with much in common are its two sides. */
export function pairsIn(blocks: readonly RootContent[], isFix: boolean): FencePair[] {
  const pairs: FencePair[] = [];
  const fences = blocks.flatMap((block, at) => (block.type === 'code' ? [{ block, at }] : []));
  for (let i = 0; i < fences.length; i += 1) {
    const [one, next] = [fences[i], fences[i + 1]];
    const pair = one && (wholeOf(one) ?? (next && pairOf(blocks, one, next, isFix)));
    if (pair === undefined) continue;
    pairs.push(pair);
    if (pair.last > pair.first) i += 1;
  }
  return pairs;
}

interface Fence {
  readonly block: Code;
  readonly at: number;
}

function wholeOf({ block: { meta, value, lang }, at }: Fence): FencePair | undefined {
  const { before, after } = snippetRoles(meta);
  const isMarked = before && after;
  if (!isMarked && (before || after || !COMMENTS.before.test(value.trimStart().split('\n', 1)[0] ?? '')))
    return undefined;
  const split = splitAtAfter(value);
  return split && { ...split, first: at, last: at, lang: lang ?? '', told: isMarked ? 'marked' : 'written' };
}

function pairOf(
  blocks: readonly RootContent[],
  one: Fence,
  next: Fence,
  isFix: boolean,
): FencePair | undefined {
  const between = blocks.slice(one.at + 1, next.at);
  const isNear =
    between.length <= MOST_BETWEEN &&
    between.every((block) =>
      block.type === 'heading' ? block.depth > 2 : ['paragraph', 'html'].includes(block.type),
    );
  const [lang, other] = [one.block.lang ?? '', next.block.lang ?? ''];
  if (!isNear || (lang !== other && lang !== '' && other !== '')) return undefined;
  const marks = [one, next].map(({ block }) => markOf(block));
  const [first, last] = [one, next].map(({ at }, i) => marks[i] ?? sideOf(blocks, at, isFix));
  const isTold = first === 'before' && last === 'after';
  const isAlike =
    isFix && first !== 'after' && last !== 'before' && areAlike(one.block.value, next.block.value);
  if (!isTold && !isAlike) return undefined;
  const isMarked = marks.every((mark) => mark !== undefined);
  const told = isMarked ? ('marked' as const) : first || last ? ('written' as const) : undefined;
  return {
    first: one.at,
    last: next.at,
    before: one.block.value,
    after: next.block.value,
    lang: lang || other,
    ...(told === undefined ? {} : { told }),
  };
}

function markOf({ meta }: Code): Side | undefined {
  const { before, after } = snippetRoles(meta);
  return before === after ? undefined : before ? 'before' : 'after';
}

const SIDES: readonly Side[] = ['before', 'after'];

/** What the comment at its start or the caption above says of a fence. */
function sideOf(blocks: readonly RootContent[], at: number, isFix: boolean): Side | undefined {
  const [fence, above] = [blocks[at], blocks[at - 1]];
  const line = fence?.type === 'code' ? (fence.value.trimStart().split('\n', 1)[0] ?? '') : '';
  return SIDES.find((side) => COMMENTS[side].test(line)) ?? (above && captionSide(above, isFix));
}

/** A caption of more words than these speaks of something. */
const MOST_WORDS = 5;

/** The side that a short caption names first: `**Before:**`, `The old way`, `✅ Stable`. */
function captionSide(block: RootContent, isFix: boolean): Side | undefined {
  if (block.type !== 'paragraph' && block.type !== 'heading') return undefined;
  const said = textOf(block).trim();
  const last = said.split(/[.!?]\s+(?=\p{Lu})/u).at(-1) ?? '';
  const [head = ''] = last.split(/[:(–—]|\s-\s/u).filter((part) => part.trim() !== '');
  const words = head.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  const sign = SIDES.find((side) => SIGNS[side].test(said.slice(0, 2)));
  if (sign !== undefined || words.length > MOST_WORDS) return sign;
  const lists = isFix ? [LABELS, SPOKEN] : [LABELS];
  const alone = isFix && words.length < 4 ? words.slice(0, 2) : [];
  return (
    SIDES.find((side) => ALONE[side].includes(alone.join(' '))) ??
    words.flatMap((word) => SIDES.filter((side) => lists.some((list) => list[side].includes(word))))[0] ??
    alone.flatMap((word) => SIDES.filter((side) => ALONE[side].includes(word)))[0]
  );
}

function textOf(block: RootContent): string {
  const parts: string[] = [];
  if ('children' in block) walk(block, (node) => 'value' in node && parts.push(node.value));
  return parts.join('');
}

/** At least half of the words of the shorter one stand in both, and they are not the same. */
function areAlike(one: string, other: string): boolean {
  if (one === other) return false;
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const common = [...a].filter((word) => b.has(word)).length;
  return common >= MIN_COMMON && common * 2 >= Math.min(a.size, b.size);
}

const MIN_COMMON = 3;

function wordsOf(code: string): ReadonlySet<string> {
  return new Set(code.match(/[\p{L}_][\p{L}\p{N}_]+/gu) ?? []);
}
