import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { getSystemErrorName } from 'node:util';
import { siteBase } from '../render/links.ts';
import { keptFolder } from './cache-folder.ts';
import { astroRange } from './code-version.ts';
import { reasonOf } from './content-files.ts';
import { digestText } from './digest.ts';
import { UserError } from './user-error.ts';

/** What the site is made from, and where. All paths are absolute. */
export interface SiteSettings {
  readonly content: string;
  /** The date to read the book at, or `today`; without it, the newest date of the records. */
  readonly asOf?: string;
  /** The folder to write, below the work folder, or the one to serve. */
  readonly outFolder: string;
  /** Where Astro runs, and writes what only it reads. Nobody else works there. */
  readonly workFolder: string;
  /** Where Astro keeps pages for its next build. */
  readonly cacheFolder: string;
  /** The path that the site is served under: `/`, `/flakes/`. */
  readonly base: string;
  /** For canonical links and a sitemap. */
  readonly origin?: string;
  readonly port?: number;
  readonly host?: string;
  /** The user's own folder for caches. */
  readonly userCache?: string;
  /** Keep nothing for the next time. */
  readonly noCache?: boolean;
  /** Make no page of the book, but the shells for them. */
  readonly isForShells?: boolean;
}

export type AstroCommand = 'build' | 'dev' | 'preview';

export interface AstroEnd {
  readonly code: number;
  /** What it said, where nobody listened. */
  readonly log: string;
  /** The signal with which the user stopped it. */
  readonly stopped?: NodeJS.Signals;
}

type Asked = Omit<SiteSettings, 'workFolder' | 'cacheFolder' | 'base'> & {
  readonly base?: string;
  /** Unless given, one that is kept for the next preview. */
  readonly workFolder?: string;
};

/** Hears each line that Astro says, so that it can leave through a door. */
export type Listener = (line: string, isError: boolean) => void;

/** Runs Astro in a process of its own, so that commands that make no site do not load it. */
export function runAstro(
  command: AstroCommand,
  asked: Asked,
  env: Readonly<Record<string, string | undefined>>,
  listener?: Listener,
): Promise<AstroEnd> {
  refuseWithoutAstro();
  const { settings, passing } = settingsOf(asked);
  const child = startAstro(command, settings, env);
  let stopped: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals) => {
    stopped = signal;
    child.kill();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  let log = '';
  const collect: Listener = (line) => {
    log += `${line}\n`;
  };
  const hear = listener ?? collect;
  for (const [input, isError] of [
    [child.stdout, false],
    [child.stderr, true],
  ] as const)
    if (input) createInterface({ input }).on('line', (line) => hear(line, isError));
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new UserError(`Could not start Astro: ${error.message}.`)));
    child.on('close', (code) => {
      process.off('SIGTERM', stop).off('SIGINT', stop);
      if (passing !== undefined) rmSync(passing, { recursive: true, force: true });
      resolve({ code: code ?? 2, log, stopped });
    });
  });
}

/**
 * Only a site needs Astro, so it is installed beside Flakebook, and not with it.
 * @param from finds packages as a module of the site does.
 * @throws UserError where it is not there, or is another version than our pages are written for.
 */
export function refuseWithoutAstro(from = createRequire(import.meta.url)): void {
  const found = astroVersion(from);
  if (found === undefined)
    throw new UserError(
      'The site needs Astro: run `npm install --save-dev astro`. `flakebook build --docs` makes the Markdown docs without it.',
    );
  const range = astroRange();
  const [oldest, major] = /^\^((\d+)\..+)$/.exec(range)?.slice(1) ?? [];
  if (oldest === undefined || major === undefined)
    throw new Error(`${range} is no range of one major version`);
  const isOld = found.localeCompare(oldest, 'en', { numeric: true }) < 0;
  if (isOld || !found.startsWith(`${major}.`))
    throw new UserError(
      `The site needs Astro ${oldest} or a later ${major}, and here is Astro ${found}: run \`npm install --save-dev astro@${range}\`.`,
    );
}

/** The version of the Astro that makes a site; undefined where there is none. */
export function astroVersion(from = createRequire(import.meta.url)): string | undefined {
  try {
    return (from('astro/package.json') as { version: string }).version;
  } catch {
    return undefined;
  }
}

/**
 * Two books, or one book under two paths, do not push each other's finished pages out.
 * @returns also the work folder, where it is one that goes with the process.
 */
function settingsOf({ base, workFolder, ...asked }: Asked): { settings: SiteSettings; passing?: string } {
  const normal = siteBase(base);
  const kept = (name: string) =>
    asked.noCache ? undefined : keptFolder(asked.content, asked.userCache, name);
  const lasting = workFolder ?? kept('preview');
  const work = lasting ?? mkdtempSync(join(tmpdir(), 'flakebook-preview-'));
  const settings = {
    ...asked,
    base: normal,
    workFolder: work,
    cacheFolder: kept(`site-${digestText(normal).slice(0, 8)}`) ?? join(work, '.cache'),
  };
  return { settings, passing: lasting === undefined ? work : undefined };
}

const PROGRAM = import.meta.url.endsWith('.ts') ? '../site/main.ts' : './site.js';

/** Starts `src/site/main.ts`. It ends when this process ends, however that comes. */
function startAstro(
  command: AstroCommand,
  settings: SiteSettings,
  env: Readonly<Record<string, string | undefined>>,
): ChildProcess {
  const program = fileURLToPath(new URL(PROGRAM, import.meta.url));
  return spawn(process.execPath, [program, command, JSON.stringify(settings)], {
    cwd: settings.workFolder,
    env: {
      ...env,
      // No colour comes through the door.
      FORCE_COLOR: undefined,
      NO_COLOR: '1',
      NODE_ENV: command === 'dev' ? 'development' : 'production',
      ASTRO_TELEMETRY_DISABLED: '1',
    },
    stdio: [command === 'build' ? 'ignore' : 'inherit', 'pipe', 'pipe', 'ipc'],
  });
}

/**
 * Why the world stopped Astro, such as a full disk; undefined where it stopped for another reason. Its parts in JavaScript
 * and in Rust say that in their own ways.
 */
export function worldlyReason(log: string): string | undefined {
  const [, name, number] =
    /\b(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|EXDEV|EIO|EMFILE)\b|\bos error (\d+)/.exec(log) ?? [];
  const code = name ?? (number === undefined ? undefined : getSystemErrorName(-Number(number)));
  return code === undefined ? undefined : reasonOf({ code });
}
