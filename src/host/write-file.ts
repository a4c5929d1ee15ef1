import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isSystemError, reasonOf } from './content-files.ts';
import { UserError } from './user-error.ts';

/** A path without symbolic links, as far as it exists: a link must not hide that two folders are the same. */
export function realPlace(target: string): string {
  const path = resolve(target);
  const parent = dirname(path);
  if (existsSync(path)) return realpathSync(path);
  return parent === path ? path : join(realPlace(parent), basename(path));
}

export function isWithin(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (!way.startsWith(`..${sep}`) && way !== '..' && !isAbsolute(way));
}

/** @throws UserError in place of an error of the file system. @param label what the message calls the file or folder. */
export function orFail<Result>(label: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw cannotWrite(label, error);
  }
}

/** An error of the file system in words; any other error as it is. */
export function cannotWrite(label: string, error: unknown): unknown {
  return isSystemError(error) ? new UserError(`Could not write ${label}: ${reasonOf(error)}.`) : error;
}

/**
 * Makes a folder and those above it.
 * @returns the first of those that it made.
 */
export function makeFolder(
  path: string,
  disk: { mkdirSync: typeof mkdirSync } = { mkdirSync },
): string | undefined {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  // Not by `recursive`: Node says of a read-only disk that a folder is missing, and never ends in places such as `/proc`.
  const made = dirname(path) === path ? undefined : makeFolder(dirname(path), disk);
  try {
    disk.mkdirSync(path);
  } catch (error) {
    // Another process may have been faster.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
  return made ?? path;
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
 * Writes a file completely or not at all, even where the power fails: it is on the disk before it takes its place. A killed
 * process can leave a hidden file beside it, which no book reads.
 * @param may called just before the last rename; if it returns false, the file stays as it was.
 * @returns whether it was written.
 * @throws UserError when it cannot be written, or is no plain file: a device or a link such as `/dev/stdout` would be replaced.
 */
export function writeWhole(
  path: string,
  text: string,
  { may = () => true, label = path }: { may?: () => boolean; label?: string } = {},
): boolean {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  return orFail(label, () => {
    makeFolder(dirname(path));
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false)
      throw new UserError(`Could not write ${label}: it is a link, a folder or a device, and no plain file.`);
    try {
      writeFileSync(temporary, text, { flush: true });
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
