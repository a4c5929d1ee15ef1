import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { codeVersion } from './code-version.ts';
import { digestText } from './digest.ts';

const TABLES = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE files (file TEXT PRIMARY KEY, size INTEGER, changedMs REAL, digest TEXT, newest TEXT) WITHOUT ROWID;
  CREATE INDEX files_by_newest ON files (newest);
  CREATE TABLE parts (part TEXT, file TEXT, digest TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (part, file));
  CREATE TABLE answers (
    question TEXT, key TEXT, digest TEXT NOT NULL, trace TEXT NOT NULL, value TEXT, PRIMARY KEY (question, key)
  );
`;

const NAMES = [...TABLES.matchAll(/CREATE TABLE (\w+)/g)].map(([, name]) => name);

/** Opens the database of a content folder. Replaces a damaged one; uses memory if the file cannot be written. */
export function openDatabase(content: string): DatabaseSync {
  const path = databasePath(content);
  try {
    return prepare(path);
  } catch (error) {
    // Locked, or in a folder that cannot be written: it may be in use elsewhere, and stays.
    if (!isDamage(error)) return openInMemory();
  }
  removeDatabase(content);
  try {
    return prepare(path);
  } catch {
    return openInMemory();
  }
}

export function openInMemory(): DatabaseSync {
  return prepare(':memory:');
}

/** Removes a database with its log: that of another one would be played into the new one. */
export function removeDatabase(content: string): void {
  const path = databasePath(content);
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    try {
      rmSync(file, { force: true });
    } catch {
      // What cannot be removed cannot be replaced either: the work goes on in memory.
    }
  }
}

/** An error of the database itself: no content is the reason of one. */
export function isDatabaseError(error: unknown): boolean {
  return (error as { code?: string }).code === 'ERR_SQLITE_ERROR';
}

/** SQLite's numbers for a file that is damaged (11) and for one that is no database at all (26). */
export function isDamage(error: unknown): boolean {
  const { errcode } = error as { errcode?: number };
  return errcode === 11 || errcode === 26;
}

function prepare(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path, { timeout: 5000 });
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;');
    if (storedVersion(db) !== codeVersion()) startAnew(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function storedVersion(db: DatabaseSync): string | undefined {
  const isNew = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() === undefined;
  if (isNew) return undefined;
  const row = db.prepare("SELECT value FROM meta WHERE key = 'version'").get();
  return (row as { value: string } | undefined)?.value;
}

/** Removes what other versions of the code left. Locks first: of two processes that start at once, the second keeps the work of the first. */
function startAnew(db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE');
  const version = codeVersion();
  if (storedVersion(db) !== version) {
    db.exec(NAMES.map((name) => `DROP TABLE IF EXISTS ${name};`).join('') + TABLES);
    db.prepare('INSERT INTO meta VALUES (?, ?)').run('version', version);
  }
  db.exec('COMMIT');
}

function databasePath(content: string): string {
  return cacheFile(content, 'db');
}

/** A file beside the cache that belongs to one content folder. @param content its real path. */
export function cacheFile(content: string, ending: string): string {
  const name = digestText(content).slice(0, 16);
  return join(cacheFolder(content), `${name}.${ending}`);
}

/** `node_modules/.cache/flakebook` of the project around the content, else the user's cache folder. */
function cacheFolder(content: string): string {
  for (let folder = dirname(content); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) return join(folder, 'node_modules', '.cache', 'flakebook');
    if (folder === dirname(folder)) break;
  }
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'flakebook');
}
