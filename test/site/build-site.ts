import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroCommand, SiteSettings } from '../../src/host/run-astro.ts';
import { flakebook } from '../support/flakebook.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const CONTENT = join(ROOT, 'content');
const PROGRAM = join(ROOT, 'src/site/main.ts');

/** A folder for content, output and caches. Content in it is cached in it, too. */
export function makeFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'flakebook-site-'));
  mkdirSync(join(path, 'node_modules'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Builds the site of the book in a folder as a user does. @returns its files. */
export async function buildSite(folder: string, ...args: readonly string[]): Promise<Map<string, Buffer>> {
  const { code, stderr } = await flakebook(['build', '--site', '--out', '.', ...args], { cwd: folder });
  if (code !== 0) throw new Error(`The site was not built: ${stderr}`);
  return readFolder(outIn(folder));
}

/** Where `buildSite` writes. */
export function outIn(folder: string): string {
  return join(folder, 'site');
}

/** What Astro makes a site from and where, in the folder of a test. */
export function settingsIn(folder: string, more: Partial<SiteSettings> = {}): SiteSettings {
  return {
    content: join(folder, 'content'),
    outFolder: join(folder, 'by-astro'),
    workFolder: folder,
    cacheFolder: join(folder, 'cache'),
    base: '/',
    ...more,
  };
}

/** Starts Astro as the CLI does. */
export function startAstro(command: AstroCommand, settings: SiteSettings) {
  return spawn(process.execPath, [PROGRAM, command, JSON.stringify(settings)], {
    cwd: settings.workFolder,
    env: {
      ...process.env,
      ASTRO_TELEMETRY_DISABLED: '1',
      NODE_ENV: command === 'build' ? 'production' : 'development',
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      // Astro serves nothing when it takes itself for a part of a test.
      VITEST: undefined,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Lets Astro alone build all pages, as it does for a project of its own that shows the book. */
export async function buildByAstro(settings: SiteSettings): Promise<{ code: number | null; log: string }> {
  const child = startAstro('build', settings);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return { code, log };
}

/** All files of a folder by their path with `/`, sorted. */
export function readFolder(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  return new Map(
    paths
      .filter((path) => path !== '.flakebook-output')
      .map((path) => [path, readFileSync(join(folder, path))]),
  );
}
