import type { Element } from 'hast';
import type { Parents } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import { defaultHandlers, type Info, type State } from 'mdast-util-to-markdown';
import type { RecordLink } from '../../pages/document.ts';
import { element } from '../hast.ts';
import type { HtmlPage, Page } from '../page.ts';

/** `[text](address)`, escaped as any link. */
export function toMarkdown(page: Page) {
  const handle = (node: RecordLink, parent: Parents | undefined, state: State, info: Info): string => {
    const url = page.links.href(page.from, node.to, node.anchor);
    return defaultHandlers.link({ type: 'link', url, children: node.children }, parent, state, info);
  };
  return Object.assign(handle, { peek: () => '[' });
}

export function toHast(page: HtmlPage) {
  return (state: HastState, node: RecordLink): Element => {
    page.linkDepth += 1;
    const children = state.all(node);
    page.linkDepth -= 1;
    return element('a', { href: page.links.href(page.from, node.to, node.anchor) }, children);
  };
}
