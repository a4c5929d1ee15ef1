import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { codeVersion } from './code-version.ts';

/** What is kept of one content file. Records and bodies stand in a table of their own: most commands never read them. */
export interface CachedFile {
  readonly file: string;
  readonly size: number;
  readonly changedMs: number;
  readonly digest: string;
}

/** A row as it is written: everything that checking a file gave. */
export interface CheckedRow extends CachedFile {
  readonly kind: string;
  readonly suite: string | null;
  readonly facts: string;
  /** JSON; null when there are none. */
  readonly diagnostics: string | null;
  readonly record: string | null;
  readonly body: string | null;
}

const TABLES = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE files (file TEXT PRIMARY KEY, size INTEGER, changedMs REAL,, digest TEXT, diagnostics TEXT) WITHOUT ROWID;
  CREATE TABLE facts (file TEXT PRIMARY KEY, facts TEXT) WITHOUT ROWID;
  CREATE TABLE records (file TEXT PRIMARY KEY, kind TEXT, suite TEXT, record TEXT) WITHOUT ROWID;
  CREATE INDEX records_by_suite ON records (kind, suite);
  CREATE TABLE bodies (file TEXT PRIMARY KEY, body TEXT);
  CREATE TABLE pages (output TEXT, route TEXT, key TEXT, value TEXT, PRIMARY KEY (output, route));
  CREATE TABLE blocks (key TEXT PRIMARY KEY, value TEXT);
`;

const NAMES = ['meta', 'files', 'facts', 'records', 'bodies', 'pages', 'blocks'];

/**
 * What was worked out before, keyed by content and code. Losing it costs time and nothing else: a cache that cannot be
 * opened is made anew, and one that cannot be written lives in memory.
 */
export class Cache {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  private constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** @param content the real path of the content folder. */
  static open(content: string): Cache {
    const path = databasePath(content);
    try {
      return new Cache(prepare(path));
    } catch (error) {
      // Locked, full or in a folder that cannot be written: it may be another process's, and stays.
      if (isDamage(error)) removeDatabase(path);
      else return Cache.inMemory();
    }
    try {
      return new Cache(prepare(path));
    } catch {
      return Cache.inMemory();
    }
  }

  /** A cache that lasts as long as the process. */
  static inMemory(): Cache {
    return new Cache(prepare(':memory:'));
  }

  /** Forgets a database that turned out to be damaged while it was in use. */
  static remove(content: string): void {
    removeDatabase(databasePath(content));
  }

  close(): void {
    this.#db.close();
  }

  all<Row>(sql: string, ...values: (string | number | null)[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  get<Row>(sql: string, ...values: (string | number | null)[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  run(sql: string, ...values: (string | number | null)[]): void {
    this.#statement(sql).run(...values);
  }

  /** All of it or none: a process that is killed in the middle leaves the cache as it was. */
  transaction(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  meta(key: string): string | undefined {
    return this.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value;
  }

  setMeta(key: string, value: string): void {
    this.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', key, value);
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function prepare(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path, { timeout: 5000 });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;');
  db.exec(TABLES);
  const version = codeVersion();
  const stored = db.prepare("SELECT value FROM meta WHERE key = 'version'").get() as
    | { value: string }
    | undefined;
  if (stored?.value !== version) {
    db.exec(
      'DELETE FROM meta; DELETE FROM files; DELETE FROM facts; DELETE FROM records; DELETE FROM bodies; DELETE FROM pages; DELETE FROM blocks;',
    );
    db.prepare('INSERT INTO meta VALUES (?, ?)').run('version', version);
  }
  return db;
}

/** `node_modules/.cache/flakebook` of the project around the content, else the user's cache folder. */
function cacheFolder(content: string): string {
  for (let folder = dirname(content); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) return join(folder, 'node_modules', '.cache', 'flakebook');
    if (folder === dirname(folder)) break;
  }
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'flakebook');
}
