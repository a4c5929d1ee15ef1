import { resolve } from 'node:path';
import type { AstroUserConfig } from 'astro';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { flakebook } from './integration.ts';
import { readSettings } from './settings.ts';

/** The Astro configuration of a site that is a book and nothing else. */
export function standaloneSite(environment: Readonly<Record<string, string | undefined>>): AstroUserConfig {
  const { content, asOf, outFolder, base, origin, cacheFolder } = readSettings(environment);
  return {
    outDir: resolve(outFolder),
    base,
    ...(cacheFolder === undefined ? {} : { cacheDir: resolve(cacheFolder) }),
    ...(origin === undefined ? {} : { site: origin }),
    integrations: flakebook({ content, ...(asOf === undefined ? {} : { asOf }) }),
    // No page goes through Astro's own Markdown, and its highlighter would need what the policy forbids.
    markdown: { syntaxHighlight: false },
    security: { csp: contentSecurityPolicy() },
    experimental: { incrementalBuild: true },
    devToolbar: { enabled: false },
  };
}
