import { relativePath } from '../core/path.ts';
import { encodePart, encodePath } from '../core/url.ts';
import type { Route } from '../pages/document.ts';
import type { Links } from './page.ts';

/** Routes of pages that list other pages of the same folder. */
const INDEX_ROUTES: readonly Route[] = ['issues', 'patterns', 'suites', 'reports'];

/** The file of a route below `dist/docs`, with `/`: `issues` is `issues/README.md`, which GitHub shows for the folder. */
export function docsFile(route: Route): string {
  if (route === '') return 'README.md';
  return INDEX_ROUTES.includes(route) ? `${route}/README.md` : `${route}.md`;
}

/** The file of a page of the site in another form, which lies beside it: `issues/ds-flaky-003.md`. */
export function besideFile(route: Route, ending: 'md' | 'json'): string {
  return `${route === '' ? 'index' : route}.${ending}`;
}

/** Relative links between the files of the Markdown docs. */
export const docsLinks = relativeLinks(docsFile);
/** The same between the Markdown files of the site. */
export const besideLinks = relativeLinks((route) => besideFile(route, 'md'));

function relativeLinks(fileOf: (route: Route) => string): Links {
  return {
    href(from, to, anchor) {
      const fragment = anchor ? `#${anchor}` : '';
      if (from === to && fragment) return fragment;
      return encodePath(relativePath(fileOf(from), fileOf(to))) + fragment;
    },
  };
}

/** Those of them that lead to a page which is there. */
export function liveLinks(isThere: (to: Route, href: string) => boolean): Links<string | undefined> {
  return {
    href(from, to, anchor) {
      const href = docsLinks.href(from, to, anchor);
      return isThere(to, href) ? href : undefined;
    },
  };
}

/** For a document that its reader has alone. */
export const NO_LINKS = liveLinks(() => false);

/** `flakes` and `/flakes` are `/flakes/`, so that one site has one address and one cache. */
export function siteBase(path = ''): string {
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '/' : `/${trimmed}/`;
}

/** Links of the site: `base` (with or without slashes, or empty) + route + `ending`. */
export function siteLinks(base: string, ending: '/' | '' = '/'): Links {
  const prefix = siteBase(base);
  return {
    href(from, to, anchor, query) {
      const fragment = anchor ? `#${anchor}` : '';
      if (from === to && fragment) return fragment;
      const path = prefix + encodePath(to === '' ? '' : `${to}/`);
      const filter = query ? `?q=${encodePart(query)}` : '';
      return (ending === '/' || path === '/' ? path : path.slice(0, -1)) + filter + fragment;
    },
  };
}
