import type { List, ListItem, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { list, paragraph, recordLink } from '../blocks/tree.ts';
import type { Route } from '../document.ts';
import { words } from '../words/words.ts';

/** A part of a page, and where its lists stand whole. */
export interface Part {
  readonly blocks: readonly (RootContent | LongList)[];
  readonly whole: Route;
}

/** A list that is composed as far as it is shown: a page of one screen need not read what it leaves out. */
interface LongList {
  readonly length: number;
  some(count: number): List;
}

/** Lines of Markdown that a page of one screen has at most. */
const SCREEN = 120;
/** Neither the first part nor an entry is cut to fewer lines. */
const FEWEST = 6;

/** The parts with the beginnings of their lists: as many entries of each as one screen has room for. */
export function fitScreen(parts: readonly Part[]): RootContent[] {
  const lengths = parts.flatMap((part) => part.blocks.map(lengthOf));
  const linesAtLeast = (most: number) => lengths.reduce((sum, length) => sum + Math.min(length, most), 0);
  let most = SCREEN;
  while (most > 1 && linesAtLeast(most) > SCREEN) most -= 1;
  const composed = parts.map(({ blocks, whole }) => ({
    blocks: composeBlocks(blocks, Math.max(most, FEWEST)),
    whole,
  }));
  for (; ; most -= 1) {
    const blocks = composed.flatMap((part, i) =>
      part.blocks.flatMap(([block, length]) =>
        beginning(block, i === 0 ? Math.max(most, FEWEST) : most, part.whole, length),
      ),
    );
    const lines = blocks.reduce((sum, block) => sum + linesOf(block) + 1, 0);
    if (most === 1 || lines <= SCREEN) return blocks;
  }
}

/** The parts with all of their lists. */
export function wholeParts(parts: readonly Part[]): RootContent[] {
  return parts.flatMap(({ blocks }) =>
    composeBlocks(blocks, Number.POSITIVE_INFINITY).map(([block]) => block),
  );
}

function composeBlocks(
  blocks: Part['blocks'],
  most: number,
): (readonly [block: RootContent, length: number])[] {
  return blocks.map((block) => ['type' in block ? block : block.some(most), lengthOf(block)]);
}

function lengthOf(block: RootContent | LongList): number {
  if (!('type' in block)) return block.length;
  return block.type === 'list'
    ? block.children.length
    : block.type === 'table'
      ? block.children.length - 1
      : 0;
}

/** The first entries of a list or table, and how many more there are. @param length of all of it. */
export function beginning(
  block: RootContent,
  most: number,
  whole: Route,
  length: number = lengthOf(block),
): RootContent[] {
  if (block.type !== 'list' && block.type !== 'table') return [block];
  const left = length - most;
  const head =
    block.type === 'list'
      ? { ...block, children: block.children.slice(0, most).map((item) => shortItem(item, most, whole)) }
      : { ...block, children: block.children.slice(0, most + 1) };
  return left <= 0 ? [head] : [head, paragraph(recordLink(whole, words.report.more(left)))];
}

function shortItem(item: ListItem, most: number, whole: Route): ListItem {
  const rows = Math.max(most, FEWEST);
  const children = item.children.map((block) => {
    if (block.type !== 'list' || block.children.length <= rows) return block;
    const more = recordLink(whole, words.report.more(block.children.length - rows));
    return list([...block.children.slice(0, rows), more]);
  });
  return { ...item, children };
}

/** As Markdown. */
export function linesOf(block: RootContent): number {
  if (block.type === 'snippetPair') return `${block.before}\n${block.after}`.split('\n').length;
  if (block.type === 'table') return block.children.length + 1;
  if (block.type !== 'list' && block.type !== 'listItem') return textOf(block).split('\n').length;
  return block.children.reduce((sum, child) => sum + linesOf(child), 0);
}
