import type { RootContent } from 'mdast';
import { type FencePair, pairsIn, type Side } from '../../records/body/snippet.ts';
import type { SnippetPair } from '../document.ts';
import { plain } from './tree.ts';

/**
 * Gathers the fences of a section into pairs of code before and after; everything else stays where it stands.
 * @param isFix whether the section tells of one fix.
 */
export function pairSnippets(blocks: readonly RootContent[], isFix = false): RootContent[] {
  const flat = blocks.flatMap((block) => (isFix ? pairInList(block) : [block]));
  const out: RootContent[] = [];
  let next = 0;
  for (const pair of pairsIn(flat, isFix)) {
    // Our own captions say the same.
    const isBare =
      pair.last - pair.first === 2 &&
      pair.first > next &&
      isOnly('before', flat[pair.first - 1]) &&
      isOnly('after', flat[pair.first + 1]);
    out.push(...flat.slice(next, isBare ? pair.first - 1 : pair.first));
    const node = toNode(flat, pair);
    out.push(isBare ? { ...node, told: 'marked', between: [] } : node);
    next = pair.last + 1;
  }
  return [...out, ...flat.slice(next)];
}

/** Whether a caption says no more than the name of its side: `**Before:**`. */
function isOnly(side: Side, block: RootContent | undefined): boolean {
  const said = block?.type === 'paragraph' ? plain(block.children) : '';
  return said.replace(/[\p{P}\p{S}\s]/gu, '').toLowerCase() === side;
}

/** A list of two items with a fence each is a pair with captions. */
function pairInList(block: RootContent): readonly RootContent[] {
  if (block.type !== 'list' || block.children.length !== 2) return [block];
  const inside = block.children.flatMap(({ children }): readonly RootContent[] => children);
  return pairsIn(inside, false).length === 1 ? inside : [block];
}

function toNode(blocks: readonly RootContent[], pair: FencePair): SnippetPair {
  const { first, last, ...sides } = pair;
  const fence = blocks[first];
  const isWhole = first === last && fence?.type === 'code';
  return {
    type: 'snippetPair',
    ...sides,
    ...(isWhole ? { whole: fence.value } : { between: blocks.slice(first + 1, last) }),
  };
}
