import type { RootContent } from 'mdast';
import { type FencePair, pairsIn } from '../../records/body/snippet.ts';
import type { SnippetPair } from '../document.ts';

/**
 * Gathers the fences of a section into pairs of code before and after; everything else stays where it stands.
 * @param isFix whether the section tells of one fix.
 */
export function pairSnippets(blocks: readonly RootContent[], isFix = false): RootContent[] {
  const flat = blocks.flatMap((block) => (isFix ? pairInList(block) : [block]));
  const out: RootContent[] = [];
  let next = 0;
  for (const pair of pairsIn(flat, isFix)) {
    out.push(...flat.slice(next, pair.first));
    out.push(toNode(flat, pair));
    next = pair.last + 1;
  }
  return [...out, ...flat.slice(next)];
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
