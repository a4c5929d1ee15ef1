import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { reasonOf } from './content-files.ts';
import { Failure } from './failure.ts';

/** Marks a folder as made here: only such a folder, or an empty one, is ever replaced. */
const MARKER = '.flakebook-output';
const MARKER_TEXT = 'Made by Flakebook, and replaced as a whole by its next build.\n';

/** An output folder being built beside the one that it will replace. */
export interface StagedFolder {
  /** Where to write. */
  readonly staging: string;
  /** Puts the staged folder in the place of the old one. */
  commit(): void;
  /** Leaves the old one as it was. */
  discard(): void;
}

/**
 * Stages a folder of output. What a killed build left behind is mended first.
 * @throws Failure when the folder holds files that were not made here, or lies over the content.
 */
export function stageFolder(target: string, content: string): StagedFolder {
  const path = resolve(target);
  if (overlaps(path, content))
    throw new Failure(
      `The output folder ${target} and the content folder overlap: choose another with --out DIR.`,
    );
  const parent = dirname(path);
  const name = basename(path);
  mkdirSync(parent, { recursive: true });
  mend(parent, name);
  refuseForeign(path, target);
  const staging = join(parent, `.${name}.staging-${process.pid}`);
  const old = join(parent, `.${name}.old-${process.pid}`);
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  return {
    staging,
    commit() {
      writeFileSync(join(staging, MARKER), MARKER_TEXT);
      const replaces = existsSync(path);
      if (replaces) renameSync(path, old);
      renameSync(staging, path);
      if (replaces) rmSync(old, { recursive: true, force: true });
    },
    discard: () => rmSync(staging, { recursive: true, force: true }),
  };
}

/** Undoes what a build left that was killed: half-built folders go, and a swap stopped in the middle is turned back. */
function mend(parent: string, name: string): void {
  for (const entry of readdirSync(parent)) {
    const [, kind, pid] = new RegExp(`^\\.${escapePattern(name)}\\.(staging|old)-(\\d+)$`).exec(entry) ?? [];
    if (kind === undefined || isRunning(Number(pid))) continue;
    const leftover = join(parent, entry);
    if (kind === 'old' && !existsSync(join(parent, name))) renameSync(leftover, join(parent, name));
    else rmSync(leftover, { recursive: true, force: true });
  }
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

function refuseForeign(path: string, shown: string): void {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory())
    throw new Failure(`The output folder ${shown} is a file: choose another with --out DIR.`);
  const entries = readdirSync(path);
  if (entries.length > 0 && !entries.includes(MARKER)) {
    throw new Failure(
      `The folder ${shown} holds files that Flakebook did not make, and a build replaces it whole: choose another with --out DIR, or empty it.`,
    );
  }
}

function overlaps(a: string, b: string): boolean {
  const within = (inner: string, outer: string) => {
    const way = relative(outer, inner);
    return way === '' || (!way.startsWith(`..${sep}`) && way !== '..');
  };
  return within(a, b) || within(b, a);
}

/** Makes a folder of output that one file is put into, so that a later build knows it as its own. */
export function markOutput(target: string): void {
  if (existsSync(target)) return;
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, MARKER), MARKER_TEXT);
}

/**
 * Writes a file whole or not at all.
 * @throws Failure when it cannot be written.
 */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new Failure(`${path} could not be written: ${reasonOf(error)}.`);
  }
}
