import type { ListItem, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { list, paragraph, recordLink } from '../blocks/tree.ts';
import type { Route } from '../document.ts';
import { words } from '../words/words.ts';

/** A part of a page, and where its lists stand whole. */
interface Part {
  readonly blocks: readonly RootContent[];
  readonly whole: Route;
}

/** Lines of Markdown that a page of one screen has at most. */
const SCREEN = 120;
/** Neither the first part nor an entry is cut to fewer lines. */
const FEWEST = 6;

/** The parts with the beginnings of their lists: as many entries of each as one screen has room for. */
export function fitScreen(parts: readonly Part[]): RootContent[] {
  for (let most = SCREEN; ; most -= 1) {
    const blocks = parts.flatMap((part, i) =>
      part.blocks.flatMap((block) => beginning(block, i === 0 ? Math.max(most, FEWEST) : most, part.whole)),
    );
    const lines = blocks.reduce((sum, block) => sum + linesOf(block) + 1, 0);
    if (most === 1 || lines <= SCREEN) return blocks;
  }
}

/** The first entries of a list or table, and how many more there are. */
export function beginning(block: RootContent, most: number, whole: Route): RootContent[] {
  if (block.type !== 'list' && block.type !== 'table') return [block];
  const left = block.type === 'list' ? block.children.length - most : block.children.length - 1 - most;
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
function linesOf(block: RootContent): number {
  if (block.type === 'table') return block.children.length + 1;
  if (block.type !== 'list' && block.type !== 'listItem') return textOf(block).split('\n').length;
  return block.children.reduce((sum, child) => sum + linesOf(child), 0);
}
