import type { ElementContent } from 'hast';
import type { Image, ImageReference, Link, LinkReference, Parents } from 'mdast';
import { type State as HastState, defaultHandlers as hastHandlers } from 'mdast-util-to-hast';
import { defaultHandlers, type Info, type State } from 'mdast-util-to-markdown';
import { element, text } from '../hast.ts';
import type { HtmlPage } from '../page.ts';
import { isRemoteUrl, isSafeUrl } from '../urls.ts';

type Rendered = ElementContent | ElementContent[] | undefined;

/** A link as any other; one that would run code is its text. */
export const toMarkdown = Object.assign(
  (node: Link, parent: Parents | undefined, state: State, info: Info): string =>
    isSafeUrl(node.url)
      ? defaultHandlers.link(node, parent, state, info)
      : state.containerPhrasing(node, info),
  {
    peek: (node: Link, parent: Parents | undefined, state: State): string =>
      isSafeUrl(node.url) ? defaultHandlers.link.peek(node, parent, state) : '',
  },
);

/** Links of records: only addresses that run no code stay links, and no link is inside another. */
export function toHast(page: HtmlPage) {
  return (state: HastState, node: Link): Rendered => {
    if (!isSafeUrl(node.url) || page.linkDepth > 0) return state.all(node);
    return insideLink(page, () => hastHandlers.link(state, node));
  };
}

export function referenceToHast(page: HtmlPage) {
  return (state: HastState, node: LinkReference): Rendered => {
    const definition = state.definitionById.get(node.identifier.toUpperCase());
    if (definition && (!isSafeUrl(definition.url) || page.linkDepth > 0)) return state.all(node);
    return insideLink(page, () => hastHandlers.linkReference(state, node));
  };
}

/** A picture of another host becomes a link to it: the site asks no other host for anything. */
export function imageToHast(page: HtmlPage) {
  return (state: HastState, node: Image): Rendered =>
    isRemoteUrl(node.url) ? renderRemoteImage(page, node.url, node.alt) : hastHandlers.image(state, node);
}

export function imageReferenceToHast(page: HtmlPage) {
  return (state: HastState, node: ImageReference): Rendered => {
    const definition = state.definitionById.get(node.identifier.toUpperCase());
    return definition && isRemoteUrl(definition.url)
      ? renderRemoteImage(page, definition.url, node.alt)
      : hastHandlers.imageReference(state, node);
  };
}

function renderRemoteImage(page: HtmlPage, url: string, alt: string | null | undefined): ElementContent {
  const words = text(alt || url);
  return isSafeUrl(url) && page.linkDepth === 0 ? element('a', { href: url }, [words]) : words;
}

function insideLink(page: HtmlPage, render: () => Rendered): Rendered {
  page.linkDepth += 1;
  const rendered = render();
  page.linkDepth -= 1;
  return rendered;
}
