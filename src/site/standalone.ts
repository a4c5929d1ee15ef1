import { join, resolve } from 'node:path';
import type { AstroUserConfig } from 'astro';
import { digestText } from '../host/digest.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { flakebook } from './integration.ts';
import { steadyAssets } from './steady-assets.ts';
import { workFolder } from './work-folder.ts';

/** What Astro tells pages about their build, and would take from the environment first: `BASE_URL` is a common name in CI. */
const BUILT_IN = ['ASSETS_PREFIX', 'BASE_URL', 'DEV', 'MODE', 'PROD', 'SITE', 'SSR'];

/** The Astro configuration of a site that is a book and nothing else. @param environment of this process, cleared of names that mislead Astro. */
export function standaloneSite(environment: NodeJS.ProcessEnv): AstroUserConfig {
  for (const name of BUILT_IN) delete environment[name];
  const { content, asOf, outFolder, base, origin, cacheFolder } = readSettings(environment);
  return {
    outDir: resolve(outFolder),
    base,
    cacheDir: resolve(cacheFolder ?? defaultCacheFolder(content, base)),
    site: origin,
    integrations: [...flakebook({ content: resolve(content), asOf }), steadyAssets(), workFolder()],
    // No page goes through Astro's own Markdown, and its highlighter would need what the policy forbids.
    markdown: { syntaxHighlight: false },
    security: { csp: contentSecurityPolicy() },
    experimental: { incrementalBuild: true },
    devToolbar: { enabled: false },
  };
}

/** Two books, or one book under two paths, do not push each other's finished pages out. */
function defaultCacheFolder(content: string, base: string): string {
  const name = digestText(`${resolve(content)}\n${base}`).slice(0, 16);
  return join('node_modules/.cache/flakebook', `site-${name}`);
}

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
