import type { ElementContent } from 'hast';
import type { Image, Link, LinkReference, Parents } from 'mdast';
import { type State as HastState, defaultHandlers as hastHandlers } from 'mdast-util-to-hast';
import { defaultHandlers, type Handle, type Info, type State } from 'mdast-util-to-markdown';
import { ofLast } from '../../core/kept.ts';
import { encodePart, unsafeScheme } from '../../core/url.ts';
import type { RecordLink } from '../../pages/document.ts';
import { isPlainAddress } from '../markdown-escapes.ts';
import { isPlain } from '../markdown-phrasing.ts';
import { element, type HtmlPage, type Page, text } from '../page.ts';

type Rendered = ElementContent | ElementContent[] | undefined;

/** A link as any other; one that would run code is its text. */
export const linkToMarkdown = Object.assign(
  (node: Link, parent: Parents | undefined, state: State, info: Info): string =>
    isSafe(node.url) ? writeLink(node, parent, state, info) : state.containerPhrasing(node, info),
  {
    peek: (node: Link, parent: Parents | undefined, state: State): string =>
      isSafe(node.url) ? defaultHandlers.link.peek(node, parent, state) : '',
  },
);

/** As the library does, and most links at once: those of plain words, which are no address themselves. */
function writeLink(node: Link, parent: Parents | undefined, state: State, info: Info): string {
  const { url, title, children } = node;
  const [words] = children;
  const isShort = !title && children.length === 1 && words?.type === 'text' && words.value !== url;
  if (isShort && isPlain(words.value, '[', ']') && isPlainAddress(url)) return `[${words.value}](${url})`;
  return defaultHandlers.link(node, parent, state, info);
}

/** Links of records: only addresses that run no code stay links, and no link is inside another. */
export function linkToHast(page: HtmlPage) {
  return (state: HastState, node: Link): Rendered => {
    if (!isSafe(node.url) || page.linkDepth > 0) return state.all(node);
    // The library looks at each sign of an address, and at those that stand for one.
    const isShort = !node.title && isPlainAddress(node.url) && !node.url.includes('%');
    return insideLink(page, () =>
      isShort ? element('a', { href: node.url }, state.all(node)) : hastHandlers.link(state, node),
    );
  };
}

/** Pages show no pictures but those that they draw. */
export const imageToMarkdown: Handle = ({ alt }: Image, _, state, info) => {
  return state.safe(alt ?? '', info);
};

export function imageToHast(_: HastState, { alt }: Image): Rendered {
  return text(alt ?? '');
}

/** Records have no links by reference once they are read: what looks like one is its words. */
export function linkReferenceToHast(state: HastState, node: LinkReference): Rendered {
  return state.all(node);
}

function insideLink(page: HtmlPage, render: () => Rendered): Rendered {
  page.linkDepth += 1;
  const rendered = render();
  page.linkDepth -= 1;
  return rendered;
}

/** The address of a page or of a part of it; undefined for a part of this page that nothing heads. */
function recordUrl(
  { links, from, hasPart }: Page,
  { to, anchor, part, query }: RecordLink,
): string | undefined {
  if (to !== from || part === undefined) return links.href(from, to, anchor, query);
  return hasPart(part) ? links.href(from, to, encodePart(part)) : undefined;
}

/** `[text](address)`, escaped as any link. */
export function recordLinkToMarkdown(page: Page) {
  // Asked for twice in a row, for what a link begins with and for the link.
  const urlOf = ofLast((node: RecordLink) => recordUrl(page, node));
  const handle = (node: RecordLink, parent: Parents | undefined, state: State, info: Info): string => {
    const url = urlOf(node);
    if (url === undefined) return state.containerPhrasing(node, info);
    return writeLink({ type: 'link', url, children: node.children }, parent, state, info);
  };
  return Object.assign(handle, {
    peek: (node: RecordLink, _: Parents | undefined, state: State, info: Info) =>
      urlOf(node) === undefined ? state.containerPhrasing(node, info).charAt(0) : '[',
  });
}

export function recordLinkToHast(page: HtmlPage) {
  return (state: HastState, node: RecordLink): Rendered => {
    const href = recordUrl(page, node);
    return href === undefined
      ? state.all(node)
      : insideLink(page, () => element('a', { href }, state.all(node)));
  };
}

function isSafe(url: string): boolean {
  return unsafeScheme(url) === undefined;
}
