import type { Code, RootContent } from 'mdast';
import { snippetRoles, splitAtAfter } from '../../records/body/snippet.ts';
import type { SnippetPair } from '../document.ts';

/** Gathers the fences of a section into before/after pairs; everything else stays where it stands. */
export function pairSnippets(blocks: readonly RootContent[]): RootContent[] {
  const out: RootContent[] = [];
  for (const block of blocks) {
    if (block.type !== 'code') {
      out.push(block);
      continue;
    }
    const roles = snippetRoles(block.meta);
    if (roles.before && roles.after) out.push(splitWhole(block));
    else if (roles.after) out.push(...pairWithLast(out, block));
    else out.push(block);
  }
  return out;
}

/** The pair of a fence and the last one of a page, which is taken from it; a caption between them stays there. */
function pairWithLast(out: RootContent[], block: Code): RootContent[] {
  const caption = out.at(-1)?.type === 'paragraph' ? out.at(-1) : undefined;
  const before = out.at(caption ? -2 : -1);
  if (before?.type !== 'code' || !snippetRoles(before.meta).before) return [block];
  out.length -= caption ? 2 : 1;
  const made = pair(block.lang ?? '', before.value, block.value);
  return [caption?.type === 'paragraph' ? { ...made, between: caption } : made];
}

function pair(lang: string, before: string, after: string): SnippetPair {
  return { type: 'snippetPair', lang, before, after };
}

function splitWhole(block: Code): RootContent {
  const split = splitAtAfter(block.value);
  return split ? { ...pair(block.lang ?? '', split.before, split.after), whole: block.value } : block;
}
