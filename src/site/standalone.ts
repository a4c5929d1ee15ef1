import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroUserConfig } from 'astro';
import { SITE_FOLDER } from '../host/code-version.ts';
import type { SiteSettings } from '../host/run-astro.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { mountBook } from './integration.ts';
import { workFolder } from './work-folder.ts';

/** What Astro tells pages about their build, and would take from the environment first: `BASE_URL` is a common name in CI. */
const BUILT_IN = ['ASSETS_PREFIX', 'BASE_URL', 'DEV', 'MODE', 'PROD', 'SITE', 'SSR'];

/** The Astro configuration of a site that is a book and nothing else. @param environment of this process, cleared of names that mislead Astro. */
export function standaloneSite(settings: SiteSettings, environment: NodeJS.ProcessEnv): AstroUserConfig {
  for (const name of BUILT_IN) delete environment[name];
  const { outFolder, cacheFolder, base, origin, port, host } = settings;
  return {
    root: settings.workFolder,
    srcDir: SITE_FOLDER,
    outDir: outFolder,
    base,
    cacheDir: cacheFolder,
    site: origin,
    server: { port, host },
    integrations: [workFolder(), mountBook({ ...settings, prefix: '/' })],
    // No page goes through Astro's own Markdown, and its highlighter would need what the policy forbids.
    markdown: { syntaxHighlight: false },
    // One policy fits all pages: no style stands in any of them.
    build: { inlineStylesheets: 'never' },
    security: { csp: contentSecurityPolicy() },
    devToolbar: { enabled: false },
    vite: {
      cacheDir: join(cacheFolder, 'vite'),
      css: { postcss: { plugins: [withoutSwap] } },
      worker: { format: 'es', plugins: () => [withoutDocument()] },
    },
  };
}

/** A font that comes late waits for the next page: text that somebody reads does not move. */
const withoutSwap = {
  postcssPlugin: 'flakebook:without-swap',
  Declaration: {
    'font-display': (declaration: { value: string }) => {
      declaration.value = 'optional';
    },
  },
};

/** A package of the Markdown writer asks the document what `&amp;` stands for, unless it is told that a worker has none. */
function withoutDocument() {
  const name = 'decode-named-character-reference';
  return {
    name: 'flakebook:without-document',
    enforce: 'pre' as const,
    resolveId: (id: string) => (id === name ? fileURLToPath(import.meta.resolve(name)) : undefined),
  };
}
