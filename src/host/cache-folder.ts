import { accessSync, constants, existsSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UnusableCache } from './cache-database.ts';
import { reasonOf } from './content-files.ts';
import { digestText } from './digest.ts';
import { makeFolder } from './write-file.ts';

/**
 * Where the cache of a content folder may lie, best first: in the project around the content, or in the user's own
 * folder for caches.
 * @param content its real path.
 * @param ownFolder undefined where the user has none.
 */
export function cacheFolders(content: string, ownFolder: string | undefined): string[] {
  const project = projectAround(content);
  const folders = project === undefined ? [] : [join(project, 'node_modules', '.cache', 'flakebook')];
  return ownFolder === undefined ? folders : [...folders, ownFolder];
}

function projectAround(content: string): string | undefined {
  for (let folder = dirname(content); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** A file or folder that a content folder has in a folder for caches. @param content its real path. */
export function cacheFile(folder: string, content: string, ending: string): string {
  return join(folder, `${digestText(content).slice(0, 16)}.${ending}`);
}

/** A folder beside the cache, for what another program keeps; undefined where there can be none. */
export function keptFolder(
  content: string,
  ownFolder: string | undefined,
  ending: string,
): string | undefined {
  for (const parent of cacheFolders(content, ownFolder)) {
    const folder = cacheFile(parent, content, ending);
    try {
      makeOwnFolder(parent);
      makeOwnFolder(folder);
      return folder;
    } catch (error) {
      if (!(error instanceof UnusableCache)) throw error;
    }
  }
  return undefined;
}

/**
 * Makes a folder that nobody else may look into.
 * @throws UnusableCache where it cannot be used: another user may have made it first.
 */
export function makeOwnFolder(folder: string): void {
  try {
    makeFolder(dirname(folder));
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
    accessSync(folder, constants.W_OK);
    const there = lstatSync(folder);
    if (there.isSymbolicLink()) throw new UnusableCache('a link stands in its place', false);
    if (process.getuid === undefined || there.uid === process.getuid()) return;
  } catch (error) {
    throw error instanceof UnusableCache ? error : new UnusableCache(reasonOf(error), false);
  }
  throw new UnusableCache('the folder belongs to another user', false);
}

/** Removes what is no plain file, in place of a database or its log: through a link, SQLite would write elsewhere. */
export function removeLinks(path: string): void {
  const isStrange = (file: string) => lstatSync(file, { throwIfNoEntry: false })?.isFile() === false;
  if (filesOf(path).some(isStrange)) removeDatabase(path);
}

function filesOf(path: string): string[] {
  return [`${path}-wal`, `${path}-shm`, path];
}

/** Removes a database with its log: that of another one would be played into the new one. */
export function removeDatabase(path: string): void {
  for (const file of filesOf(path))
    try {
      rmSync(file, { force: true, recursive: true });
    } catch {
      // What cannot be removed cannot be replaced either: the work goes on in memory.
    }
}
