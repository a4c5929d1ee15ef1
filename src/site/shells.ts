import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Cache } from '../host/cache.ts';
import { SHIPPED_SHELLS } from '../host/code-version.ts';
import { digestData } from '../host/digest.ts';
import { listFiles } from '../host/outputs.ts';
import { astroVersion, runAstro, type SiteSettings, worldlyReason } from '../host/run-astro.ts';
import { UserError } from '../host/user-error.ts';
import { SHELL_KINDS, type ShellKind, SLOTS, type Slots, type SlottedPage } from '../render/site-page.ts';
import type { PageSource } from './site-book.ts';

/** What Astro makes of the layout: all that no record has a part in. */
export interface Shells {
  /** Changes whenever any of them does. */
  readonly digest: string;
  /** For each kind of page one with a mark for each slot. */
  readonly pages: Readonly<Record<ShellKind, string>>;
  /** Scripts, styles, fonts and pictures by path, in base64. */
  readonly assets: Readonly<Record<string, string>>;
}

/** A page as `astro build` alone would make it. */
export function fillShell({ pages }: Shells, { kind, slots }: SlottedPage): string {
  // In one go: what a record says is not looked through for marks.
  return pages[kind].replace(MARKS, (_, name: keyof Slots) => slots[name]);
}

const MARKS = new RegExp(`<!--flakebook:(${SLOTS.join('|')})-->`, 'g');

const marks = Object.fromEntries(SLOTS.map((name) => [name, `<!--flakebook:${name}-->`])) as Record<
  keyof Slots,
  string
>;

/** In place of a book: a page for each kind, with a mark in each slot. */
export const shellSource: PageSource = {
  routes: async () => SHELL_KINDS.filter((kind) => kind !== NOT_FOUND),
  page: async (route) => ({ kind: SHELL_KINDS.find((kind) => kind === route) ?? NOT_FOUND, slots: marks }),
  notFound: () => ({ kind: NOT_FOUND, slots: marks }),
};

const NOT_FOUND = 'none' satisfies ShellKind;

function shellFile(kind: ShellKind): string {
  return kind === NOT_FOUND ? '404.html' : `${kind}/index.html`;
}

type Asked = Pick<SiteSettings, 'content' | 'base' | 'workFolder' | 'userCache' | 'noCache'>;

/** What the package brings: the shells for the site of a whole host, and the Astro that made them. */
export interface ShippedShells {
  readonly astro: string | undefined;
  readonly shells: Shells;
}

function shippedShells(base: string): Shells | undefined {
  if (base !== '/' || !existsSync(SHIPPED_SHELLS)) return undefined;
  const { astro, shells } = JSON.parse(readFileSync(SHIPPED_SHELLS, 'utf8')) as ShippedShells;
  return astro === astroVersion() ? shells : undefined;
}

/**
 * The shells for a site, from the package or the cache if Astro is the same: both are of one version of our code.
 * @param label what messages call the folder that would be written.
 * @throws UserError
 */
export async function openShells(
  cache: Cache,
  asked: Asked,
  env: Readonly<Record<string, string | undefined>>,
  label: string,
): Promise<Shells> {
  const shipped = shippedShells(asked.base);
  if (shipped) return shipped;
  const madeFrom = `Astro ${astroVersion()}`;
  const kept = cache.stamp('shells', asked.base);
  if (kept?.madeFrom === madeFrom) return JSON.parse(kept.value) as Shells;
  const shells = await buildShells(asked, env, label);
  cache.setStamp('shells', asked.base, { madeFrom, value: JSON.stringify(shells) });
  return shells;
}

async function buildShells(
  asked: Asked,
  env: Readonly<Record<string, string | undefined>>,
  label: string,
): Promise<Shells> {
  const outFolder = join(asked.workFolder, 'shells');
  const { code, log, stopped } = await runAstro('build', { ...asked, outFolder, isForShells: true }, env);
  if (stopped) throw new UserError(`Stopped by ${stopped}; ${label} was not changed.`);
  const reason = code === 0 ? undefined : worldlyReason(log);
  if (reason !== undefined)
    throw new UserError(`Could not build the site: ${reason}. ${label} was not changed.`);
  if (code !== 0)
    throw new UserError(`Could not build the site; ${label} was not changed:`, `${log.trimEnd()}\n`);
  const shells = readShells(outFolder);
  rmSync(outFolder, { recursive: true, force: true, maxRetries: 5 });
  return shells;
}

/** The shells in a folder that Astro wrote. */
export function readShells(folder: string): Shells {
  const pages = Object.fromEntries(
    SHELL_KINDS.map((kind) => {
      const html = readFileSync(join(folder, shellFile(kind)), 'utf8');
      const found = [...html.matchAll(MARKS)].map(([, name]) => name).sort();
      if (found.join() !== [...SLOTS].sort().join())
        throw new Error(`The layout for pages of kind ${kind} shows ${found.join()}.`);
      return [kind, html];
    }),
  ) as Record<ShellKind, string>;
  const files = SHELL_KINDS.map(shellFile);
  const assets = Object.fromEntries(
    listFiles(folder)
      .filter((file) => !files.includes(file))
      .sort()
      .map((file) => [file, readFileSync(join(folder, file), 'base64')]),
  );
  return { digest: digestData([pages, assets]), pages, assets };
}
