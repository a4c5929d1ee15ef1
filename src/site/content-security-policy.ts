import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroUserConfig } from 'astro';

type Policy = Exclude<NonNullable<NonNullable<AstroUserConfig['security']>['csp']>, boolean>;

/**
 * What a page of the site may do: run its own scripts and talk to its own host. No script of it may make HTML or a script
 * out of text: each such place wants a value of a trusted type, and nothing may make one. Astro hashes the scripts that it bundles;
 * those that Starlight's components carry `is:inline` it does not see, so their hashes are worked out here, from their source.
 */
export function contentSecurityPolicy(): Policy {
  return {
    algorithm: 'SHA-256',
    directives: [
      "default-src 'self'",
      "img-src 'self' data:",
      "object-src 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ],
    // Pagefind looks its index through in WebAssembly. This allows no other code that is made from text.
    scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"], hashes: inlineScripts().map(hashScript) },
    // Starlight's components set style attributes, which no hash can allow.
    styleDirective: { resources: ["'self'", { resource: "'unsafe-inline'", kind: 'attribute' }] },
  };
}

/** Each is allowed by its own hash, so a script of the same words that a record smuggled in would gain nothing else. */
function inlineScripts(): string[] {
  const folder = dirname(fileURLToPath(import.meta.resolve('@astrojs/starlight/components/Page.astro')));
  const components = readdirSync(folder)
    .filter((name) => name.endsWith('.astro'))
    .sort();
  return components.flatMap((name) => {
    const source = readFileSync(join(folder, name), 'utf8');
    return [...source.matchAll(/<script is:inline[^>]*>([\s\S]*?)<\/script>/g)].map(
      ([, script = '']) => script,
    );
  });
}

function hashScript(script: string): `sha256-${string}` {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}
