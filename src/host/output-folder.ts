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

/** Marks a folder that Flakebook made. A build replaces only such a folder, or an empty one. */
const MARKER = '.flakebook-output';
const MARKER_TEXT = 'Made by Flakebook, and replaced as a whole by its next build.\n';

/** An output folder being built beside the one that it will replace. */
export interface StagedFolder {
  /** Where to write. */
  readonly staging: string;
  /** The real path of the folder that it will replace. */
  readonly path: string;
  /** Replaces the old folder with the staged one. */
  commit(): void;
  /** Removes the staged folder; the old one stays as it is. */
  discard(): void;
}

/**
 * Stages an output folder. First repairs what a killed build left behind.
 * @throws UserError when the folder has files that Flakebook did not make, or overlaps the content.
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

/** Between the two renames there is no output. If a process dies there, `mend` undoes the first one. */
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

/** Returns false if there was nothing to move. */
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

/** Cleans up after a killed build: removes half-built folders, and undoes a swap that stopped in the middle. */
export function mend(path: string): void {
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
 * Makes an output folder for a single file, and marks it, so that a later build may replace it.
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
 * Refuses to write a file into the content folder.
 * @throws UserError when the path is in it.
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
 * Writes a file completely or not at all. A killed process can leave a hidden file beside it, which no book reads.
 * @param may called just before the last rename; if it returns false, the file stays as it was.
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
