import { closeSync, openSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder } from './write-file.ts';

/** A folder in which no other process is at work. */
export interface Lock {
  /** Removes the lock, and the folder if nothing else is in it, with those above that were made for it. */
  release(): void;
}

/** SQLite's number for a file that another process has locked. */
const BUSY = 5;

/**
 * Locks a folder, and makes it if there is none. The lock is one of the operating system on a file, as SQLite takes it: it
 * ends with its process, however that ends, in any container on the machine. No process number has to be believed. On a
 * file system that has no locks, everybody gets one.
 * @returns undefined if another process has it, or another part of this one.
 */
export function tryLock(folder: string, name: string): Lock | undefined {
  const file = join(folder, name);
  const made = makeFolder(folder);
  const number = createFile(file);
  const database = lockFile(file);
  // Who had the lock before may have removed the file meanwhile: then nobody else finds the file that this is the lock of.
  if (database !== 'busy' && number !== undefined && number === numberOf(file))
    return { release: () => release(file, database, made) };
  if (database !== 'busy') database?.close();
  return undefined;
}

/** @returns its number; undefined if somebody removed the folder that was just made. */
function createFile(file: string): number | undefined {
  try {
    closeSync(openSync(file, 'a'));
    return numberOf(file);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

function numberOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ino;
}

/** @returns nothing if the file system has no locks. */
function lockFile(file: string): DatabaseSync | 'busy' | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    return (error as { errcode?: number }).errcode === BUSY ? 'busy' : undefined;
  }
}

function release(file: string, database: DatabaseSync | undefined, made: string | undefined): void {
  const isRemoved = attempt(() => rmSync(file));
  database?.close();
  // Windows removes no file that is open.
  if (!isRemoved) attempt(() => rmSync(file));
  for (let folder = dirname(file); attempt(() => rmdirSync(folder)); folder = dirname(folder))
    if (made === undefined || folder === made) return;
}

function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
