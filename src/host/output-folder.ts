import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { reasonOf } from './content-files.ts';
import { UserError } from './user-error.ts';

/** Marks a folder as made here: only such a folder, or an empty one, is ever replaced. */
const MARKER = '.flakebook-output';
const MARKER_TEXT = 'Made by Flakebook, and replaced as a whole by its next build.\n';

/** An output folder being built beside the one that it will replace. */
export interface StagedFolder {
  /** Where to write. */
  readonly staging: string;
  /** The real path of the folder that it will replace. */
  readonly path: string;
  /** Puts the staged folder in the place of the old one. */
  commit(): void;
  /** Leaves the old one as it was. */
  discard(): void;
}

/**
 * Stages a folder of output. What a killed build left behind is mended first.
 * @throws UserError when the folder holds files that were not made here, or lies over the content.
 */
export function stageFolder(target: string, content: string, label = target): StagedFolder {
  const path = realPlace(target);
  if (isWithin(path, content) || isWithin(content, path)) {
    throw new UserError(`Choose another folder with --out DIR: ${label} and the content folder overlap.`);
  }
  orFail(label, () => mend(path));
  refuseForeign(path, label);
  const staging = beside(path, 'staging');
  orFail(label, () => {
    rmSync(staging, REMOVE);
    mkdirSync(staging, { recursive: true });
  });
  return {
    staging,
    path,
    commit: () => orFail(label, () => swap(path, staging)),
    discard: () => rmSync(staging, REMOVE),
  };
}

/** Another process may still write into a folder that is being removed: a killed build's site, for one. */
const REMOVE = { recursive: true, force: true, maxRetries: 5 } as const;

function beside(path: string, kind: 'staging' | 'old'): string {
  return join(dirname(path), `.${basename(path)}.${kind}-${process.pid}`);
}

/** Between the two renames there is no output: `mend` turns back a swap that stopped there. */
function swap(path: string, staging: string): void {
  writeFileSync(join(staging, MARKER), MARKER_TEXT);
  const old = beside(path, 'old');
  for (let attempt = 1; ; attempt += 1) {
    const hadOutput = moveAway(path, old);
    try {
      renameSync(staging, path);
      break;
    } catch (error) {
      // Another build may have put its own output there between the two renames.
      if (attempt === 5 || !existsSync(path)) {
        if (hadOutput && !existsSync(path)) renameSync(old, path);
        throw error;
      }
    }
  }
  rmSync(old, REMOVE);
}

/** False where there is nothing to move. */
function moveAway(path: string, old: string): boolean {
  rmSync(old, REMOVE);
  try {
    renameSync(path, old);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return false;
    throw error;
  }
}

/** A path without symbolic links, as far as it exists: a link must not hide that two folders are the same. */
export function realPlace(target: string): string {
  const path = resolve(target);
  const parent = dirname(path);
  if (existsSync(path)) return realpathSync(path);
  return parent === path ? path : join(realPlace(parent), basename(path));
}

function orFail<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new UserError(`Could not write ${path}: ${reasonOf(error)}.`);
  }
}

/** Undoes what a build left that was killed: half-built folders go, and a swap stopped in the middle is turned back. */
function mend(path: string): void {
  const parent = dirname(path);
  const pattern = new RegExp(`^\\.${escapePattern(basename(path))}\\.(staging|old)-(\\d+)$`);
  for (const entry of existsSync(parent) ? readdirSync(parent) : []) {
    const [, kind, pid] = pattern.exec(entry) ?? [];
    if (kind === undefined || isRunning(Number(pid))) continue;
    const leftover = join(parent, entry);
    try {
      if (kind === 'old' && !existsSync(path)) renameSync(leftover, path);
      else rmSync(leftover, REMOVE);
    } catch {
      // It is in nobody's way, and the next build tries again.
    }
  }
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Whether another process has this number. */
export function isRunning(pid: number): boolean {
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
    throw new UserError(`Choose another folder with --out DIR: ${shown} is a file.`);
  const entries = readdirSync(path);
  if (entries.length > 0 && !entries.includes(MARKER)) {
    throw new UserError(
      `Choose another folder with --out DIR, or empty ${shown}: it has files that Flakebook did not make, and a build replaces the whole folder.`,
    );
  }
}

function isWithin(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (!way.startsWith(`..${sep}`) && way !== '..' && !isAbsolute(way));
}

/**
 * Makes a folder of output that one file is put into, so that a later build knows it as its own.
 * @throws UserError when it cannot be made.
 */
export function markOutput(target: string): void {
  const path = realPlace(target);
  mend(path);
  if (existsSync(path)) return;
  orFail(target, () => mkdirSync(path, { recursive: true }));
  writeWhole(join(path, MARKER), MARKER_TEXT);
}

/**
 * Refuses to write a file among the records.
 * @throws UserError when the path lies in the content folder.
 */
export function refuseContent(path: string, content: string, label = path): void {
  if (isWithin(realPlace(path), content)) {
    throw new UserError(
      `Choose another place with --out FILE: ${label} is in the content folder, which holds only records.`,
    );
  }
}

/** @throws UserError for a folder of records that is a link: it may lead out of the content folder. */
export function refuseLink(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new UserError(
      `Replace the link ${folder} with a folder: Flakebook writes only inside the content folder.`,
    );
}

/**
 * Writes a file whole or not at all. What a killed process leaves beside it is a hidden file, which no book reads.
 * @param may asked when all is written but the last rename; where it says no, the file stays as it was.
 * @returns whether it was written.
 * @throws UserError when it cannot be written.
 */
export function writeWhole(
  path: string,
  text: string,
  { may = () => true, label = path }: { may?: () => boolean; label?: string } = {},
): boolean {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  return orFail(label, () => {
    mkdirSync(dirname(path), { recursive: true });
    try {
      writeFileSync(temporary, text);
      const isWanted = may();
      if (isWanted) {
        if (existsSync(path)) chmodSync(temporary, statSync(path).mode);
        renameSync(temporary, path);
      }
      return isWanted;
    } finally {
      rmSync(temporary, { force: true });
    }
  });
}
