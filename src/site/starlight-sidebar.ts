/// <reference path="./virtual.d.ts" />
// Starlight runs this before it makes a page.
import { book, links } from 'virtual:flakebook/book';

/** As much of Starlight's own types as this uses. */
interface Context {
  readonly url: URL;
  readonly locals: { readonly starlightRoute: { readonly sidebar: unknown[] } };
}

/** Adds the sections of the book at the end of the sidebar. Starlight marks the current link before, so this one does it itself. */
export function onRequest({ url, locals }: Context): void {
  const { book: title, sections } = book.bareFrame();
  const here = url.pathname.replace(/\/$/, '');
  const entries = sections.map(({ to, label }) => {
    const href = links.href('', to);
    const isCurrent = href.replace(/\/$/, '') === here;
    return { type: 'link', label, href, isCurrent, badge: undefined, attrs: {} };
  });
  locals.starlightRoute.sidebar.push({
    type: 'group',
    label: title,
    entries,
    collapsed: false,
    badge: undefined,
  });
}
