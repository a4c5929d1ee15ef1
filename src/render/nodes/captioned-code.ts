import type { Element } from 'hast';
import type { Parents, RootContent } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Info, State } from 'mdast-util-to-markdown';
import type { CaptionedCode } from '../../pages/document.ts';
import { renderCode, renderFigure } from '../code-blocks.ts';
import type { HtmlPage } from '../page.ts';

/** A caption as a bold paragraph, and the fence. */
export function captionAndFence(caption: string | undefined, lang: string, value: string): RootContent[] {
  const fence: RootContent = { type: 'code', lang: lang || null, value };
  if (!caption) return [fence];
  const strong = { type: 'strong' as const, children: [{ type: 'text' as const, value: caption }] };
  return [{ type: 'paragraph', children: [strong] }, fence];
}

export function toMarkdown(node: CaptionedCode, _: Parents | undefined, state: State, info: Info): string {
  const children = captionAndFence(node.caption, node.lang, node.value);
  return state.containerFlow({ type: 'root', children }, info);
}

export function toHast(page: HtmlPage) {
  return (_: HastState, node: CaptionedCode): Element => {
    const block = renderCode(page.highlighter, node.value, node.lang);
    return node.caption ? renderFigure(node.caption, block) : block;
  };
}
