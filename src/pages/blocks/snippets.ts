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
    const last = out.at(-1);
    if (roles.before && roles.after) out.push(splitWhole(block));
    else if (roles.after && last?.type === 'code' && snippetRoles(last.meta).before) {
      out[out.length - 1] = pair(block.lang ?? '', last.value, block.value);
    } else out.push(block);
  }
  return out;
}

function pair(lang: string, before: string, after: string): SnippetPair {
  return { type: 'snippetPair', lang, before, after };
}

function splitWhole(block: Code): RootContent {
  const split = splitAtAfter(block.value);
  return split ? { ...pair(block.lang ?? '', split.before, split.after), whole: block.value } : block;
}
