import type GithubSlugger from 'github-slugger';
import type { Element, ElementContent, Properties, Root, Text } from 'hast';
import type { Route } from '../pages/document.ts';
import type { Highlighter } from './highlight.ts';

/** An HTML element; strings among the children become text. */
export function element(
  tagName: string,
  properties: Properties,
  children: readonly (ElementContent | string)[] = [],
): Element {
  return { type: 'element', tagName, properties, children: children.map(toNode) };
}

/** Some nodes beside each other. */
export function fragment(children: readonly ElementContent[]): Root {
  return { type: 'root', children: [...children] };
}

export function text(value: string): Text {
  return { type: 'text', value };
}

function toNode(child: ElementContent | string): ElementContent {
  return typeof child === 'string' ? text(child) : child;
}

/** How an output writes the address of a page: the one place where routes become hrefs. */
export interface Links<Address extends string | undefined = string> {
  /**
   * The address of `to`, written on the page `from`; `anchor` is the slug of a heading on `to`, `query` filters its issues.
   * Undefined for a page that is not there: the link is its words.
   */
  href(from: Route, to: Route, anchor?: string, query?: string): Address;
}

/** The page being rendered, as far as a node needs to know it. */
export interface Page {
  readonly links: Links<string | undefined>;
  readonly from: Route;
  /** Whether a link within the page finds a heading. */
  hasPart(slug: string): boolean;
}

/** A heading of the rendered page, for its table of contents. `text` leaves badges out; `slug` is the element's id. */
export interface PageHeading {
  readonly depth: number;
  readonly slug: string;
  readonly text: string;
}

/** The HTML page being rendered, with what its nodes share: anchors, counters, what highlights code. */
export interface HtmlPage extends Page {
  readonly highlight: Highlighter;
  readonly slugger: GithubSlugger;
  readonly headings: PageHeading[];
  /** What the page shows beside its text. */
  readonly rail: Element[];
  /** Whether that is being rendered. */
  isInRail: boolean;
  /** Whether the page's own title has been met; the site's theme prints it. */
  titleSeen: boolean;
  /** Above 0 inside a link, where nothing may be a link again. */
  linkDepth: number;
  tables: number;
  pairs: number;
}
