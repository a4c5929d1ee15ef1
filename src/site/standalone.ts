import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { AstroUserConfig } from 'astro';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { flakebook } from './integration.ts';
import { readSettings } from './settings.ts';
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
  const name = createHash('sha1')
    .update(`${resolve(content)}\n${base}`)
    .digest('hex')
    .slice(0, 16);
  return join('node_modules/.cache/flakebook', `site-${name}`);
}
