import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { parse } from '../../../test/support/markdown.ts';
import { isSafeAddress, unsafeCharacter } from './unsafe.ts';

/** What is live in Markdown that GitHub shows, and should be text. */
export function judgeMarkdown(markdown: string): string[] {
  const found: string[] = [];
  visit(parse(markdown), (node: Nodes) => {
    if (node.type === 'html') found.push(`raw HTML: ${node.value.slice(0, 80)}`);
    if ('url' in node && !isSafeAddress(node.url))
      found.push(`a ${node.type} to ${JSON.stringify(node.url)}`);
  });
  const raw = unsafeCharacter(markdown);
  if (raw !== undefined) found.push(`a raw ${raw}`);
  if (/\bundefined\b|\[object /.test(markdown)) found.push('a word of the machine');
  return found;
}
