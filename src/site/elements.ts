import { visible, visibleLines } from '../core/text.ts';

/** The one way in which scripts of the site make elements: strings become text, in which nothing turns its direction. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = '',
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  const shown = (text: string) => (name === 'code' ? visibleLines(text) : visible(text));
  element.append(...children.map((child) => (typeof child === 'string' ? shown(child) : child)));
  return element;
}

/** A link to a page of this site; only its words where it leads elsewhere. */
export function link(url: string, title: string): HTMLElement {
  const { origin, href } = new URL(url, location.href);
  if (origin !== location.origin) return make('span', '', title);
  const anchor = make('a', '', title);
  anchor.href = href;
  return anchor;
}

export function part<Kind extends HTMLElement>(root: Element, selector: string, kind: new () => Kind): Kind {
  const found = root.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`This page has no ${selector}.`);
}
