/**
 * What the standalone site is told by the process that starts it, in its environment:
 *
 * | variable          | means                                                        | without it                    |
 * | ----------------- | ------------------------------------------------------------ | ----------------------------- |
 * | FLAKEBOOK_CONTENT | the content folder                                           | `content`                     |
 * | FLAKEBOOK_AS_OF   | the date to read the book at, or `today`                     | the newest entry of the book  |
 * | FLAKEBOOK_OUT     | the folder to write; Astro empties it first                  | `dist/site`                   |
 * | FLAKEBOOK_BASE    | the path that the site is served under, such as `/flakes/`   | `/`                           |
 * | FLAKEBOOK_SITE    | the origin, such as `https://example.org`: canonical links and a sitemap | neither           |
 * | FLAKEBOOK_CACHE   | Astro's cache folder                                         | one per content folder and base, in `node_modules/.cache` |
 *
 * Paths are relative to the folder that the process runs in.
 */
export interface SiteSettings {
  readonly content: string;
  readonly asOf?: string;
  readonly outFolder: string;
  readonly base: string;
  readonly origin?: string;
  readonly cacheFolder?: string;
}

export function readSettings(environment: Readonly<Record<string, string | undefined>>): SiteSettings {
  const {
    FLAKEBOOK_CONTENT: content,
    FLAKEBOOK_AS_OF: asOf,
    FLAKEBOOK_OUT: outFolder,
    FLAKEBOOK_BASE: base,
    FLAKEBOOK_SITE: origin,
    FLAKEBOOK_CACHE: cacheFolder,
  } = environment;
  return {
    content: content || 'content',
    outFolder: outFolder || 'dist/site',
    base: normaliseBase(base || '/'),
    asOf: asOf || undefined,
    origin: origin || undefined,
    cacheFolder: cacheFolder || undefined,
  };
}

/** `flakes` and `/flakes` are `/flakes/`, so that one site has one address and one cache. */
function normaliseBase(base: string): string {
  const path = base.replace(/^\/+|\/+$/g, '');
  return path === '' ? '/' : `/${path}/`;
}
