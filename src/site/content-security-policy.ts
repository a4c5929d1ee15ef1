import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AstroUserConfig } from 'astro';
import { SITE_FOLDER } from '../host/code-version.ts';

type Policy = Exclude<NonNullable<NonNullable<AstroUserConfig['security']>['csp']>, boolean>;

/**
 * What a page of the site may do: run its own scripts, wear its own styles and talk to its own host. No script of it may make
 * HTML or a script out of text: each such place wants a value of a trusted type, and the one policy that makes some knows
 * one address, that of the matcher's worker. Astro hashes
 * the scripts that it bundles; those with `is:inline` it does not see, so their hashes are worked out here, from their source.
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
      'trusted-types flakebook',
      "worker-src 'self'",
    ],
    scriptDirective: scriptPolicy(),
    styleDirective: { resources: ["'self'"] },
  };
}

export interface ScriptPolicy {
  readonly resources: string[];
  readonly hashes: `sha256-${string}`[];
}

export function scriptPolicy(): ScriptPolicy {
  return { resources: ["'self'"], hashes: inlineScripts().map(hashScript) };
}

/** Each is allowed by its own hash, so a script of the same words that a record smuggled in would gain nothing else. */
function inlineScripts(): string[] {
  const source = readFileSync(join(SITE_FOLDER, 'layout/Head.astro'), 'utf8');
  return [...source.matchAll(/<script is:inline>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);
}

function hashScript(script: string): `sha256-${string}` {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}
