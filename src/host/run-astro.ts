import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PACKAGE_FOLDER } from './code-version.ts';
import { UserError } from './user-error.ts';

/** What the site integration reads from its environment. */
export interface SiteSettings {
  readonly content: string;
  readonly asOf?: string;
  readonly outFolder: string;
  readonly base?: string;
  readonly origin?: string;
}

type AstroCommand = 'build' | 'dev' | 'preview';

export interface AstroEnd {
  readonly code: number;
  readonly log: string;
  /** The signal with which the user stopped it. */
  readonly stopped?: NodeJS.Signals;
}

/** Runs Astro in a process of its own, so that commands that make no site do not load it. */
export function runAstro(
  command: AstroCommand,
  settings: SiteSettings,
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[] = [],
): Promise<AstroEnd> {
  const quiet = command === 'build';
  const child = spawn(process.execPath, [astroProgram(), command, '--root', PACKAGE_FOLDER, ...args], {
    cwd: PACKAGE_FOLDER,
    env: { ...env, ...environment(command, settings) },
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  let stopped: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals) => {
    stopped = signal;
    child.kill();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  let log = '';
  const collect = (chunk: Buffer) => {
    log += chunk;
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new UserError(`Could not start Astro: ${error.message}.`)));
    child.on('close', (code) => {
      process.off('SIGTERM', stop).off('SIGINT', stop);
      resolve({ code: code ?? 2, log, stopped });
    });
  });
}

function environment(
  command: AstroCommand,
  { content, asOf, outFolder, base, origin }: SiteSettings,
): NodeJS.ProcessEnv {
  return {
    NODE_ENV: command === 'dev' ? 'development' : 'production',
    ASTRO_TELEMETRY_DISABLED: '1',
    FLAKEBOOK_CONTENT: content,
    FLAKEBOOK_OUT: outFolder,
    ...(asOf === undefined ? {} : { FLAKEBOOK_AS_OF: asOf }),
    ...(base === undefined ? {} : { FLAKEBOOK_BASE: base }),
    ...(origin === undefined ? {} : { FLAKEBOOK_SITE: origin }),
  };
}

function astroProgram(): string {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve('astro/package.json');
  const { bin } = require(manifest) as { bin: string | { astro: string } };
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin.astro);
}
