import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { codeVersion } from './code-version.ts';

type Value = string | number | null;

// Values are long and stand last: SQLite would read through them on its way to a column behind.
const TABLES = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT, sum INTEGER) WITHOUT ROWID;
  CREATE TABLE files (
    file TEXT PRIMARY KEY, size INTEGER, changedMs REAL, digest TEXT, newest TEXT, suite TEXT, sum INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE parts (part TEXT, file TEXT, digest TEXT, sum INTEGER, value TEXT, PRIMARY KEY (part, file));
  CREATE TABLE answers (
    question TEXT, key TEXT, digest TEXT, trace TEXT, sum INTEGER, value TEXT, PRIMARY KEY (question, key)
  );
`;

/** SQLite's numbers for a file that is busy, locked, read-only, on a full disk, or cannot be opened: it may be sound. */
const OUT_OF_REACH: ReadonlyMap<number, string> = new Map([
  [5, 'another process has it locked'],
  [6, 'another process has it locked'],
  [8, 'it cannot be written'],
  [13, 'the disk is full'],
  [14, 'it cannot be opened'],
]);

/** SQLite reads and writes so much at once: a fifth of the calls that it needs with its own size. */
export const PAGE_BYTES = 16_384;

/** The cache is of no use. The message continues a sentence about it. */
export class UnusableCache extends Error {
  /** What it holds cannot be believed. */
  readonly isDamaged: boolean;

  constructor(message: string, isDamaged: boolean) {
    super(message);
    this.isDamaged = isDamaged;
  }
}

export function damage(what: string): UnusableCache {
  return new UnusableCache(`it is damaged: ${what}`, true);
}

/**
 * A database whose rows prove themselves: each has a checksum, which only the same code writes for the same content
 * folder. Every method throws `UnusableCache` where SQLite fails, whatever the failure is: no content is the reason of one.
 */
export class CacheDatabase {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #seed: number;

  /** @param content the real path of the content folder. */
  constructor(path: string, content: string) {
    const version = codeVersion();
    this.#seed = crc32(`${version}\n${content}`);
    this.#db = attempt(() => new DatabaseSync(path, { timeout: 5000 }));
    try {
      // A power cut may cost the cache, and its checksums tell: there is no need to wait for the disk.
      const settings = [`page_size = ${PAGE_BYTES}`, 'journal_mode = WAL', 'synchronous = OFF'];
      this.#exec(settings.map((setting) => `PRAGMA ${setting};`).join(' '));
      if (this.#version() !== version) this.#startAnew(version);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    try {
      this.#db.close();
    } catch {
      // What could not be written is made again next time.
    }
  }

  all<Row>(sql: string, ...values: Value[]): Row[] {
    return attempt(() => this.#statement(sql).all(...values)) as Row[];
  }

  /** The same as lists of columns, which SQLite makes in half the time: for tables with a row for each file or page. */
  lists<Columns>(sql: string, ...values: Value[]): Columns[] {
    return attempt(() => {
      const statement = this.#statement(sql);
      statement.setReturnArrays(true);
      return statement.all(...values);
    }) as Columns[];
  }

  get<Row>(sql: string, ...values: Value[]): Row | undefined {
    return attempt(() => this.#statement(sql).get(...values)) as Row | undefined;
  }

  run(sql: string, ...values: Value[]): void {
    attempt(() => this.#statement(sql).run(...values));
  }

  /** The checksum of a row. */
  sum(...values: readonly Value[]): number {
    return crc32(values.join('\n'), this.#seed);
  }

  /** @throws UnusableCache where the checksum of a row is not that of its columns. */
  prove(sum: number, ...columns: readonly Value[]): void {
    if (this.sum(...columns) !== sum) throw damage('a row has a wrong checksum');
  }

  /** Changes when another process has written. */
  dataVersion(): unknown {
    return this.get<{ data_version: number }>('PRAGMA data_version')?.data_version;
  }

  /** Reads in one go: what other processes write meanwhile is not seen. */
  reading<Result>(work: () => Result): Result {
    return this.#transaction('BEGIN', work);
  }

  /** Writes all or nothing: a process that is killed in the middle leaves the database as it was. */
  writing<Result>(work: () => Result): Result {
    return this.#transaction('BEGIN IMMEDIATE', work);
  }

  #transaction<Result>(begin: string, work: () => Result): Result {
    this.#exec(begin);
    try {
      const result = work();
      this.#exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite has ended the transaction itself after some failures.
      if (this.#db.isTransaction) this.#exec('ROLLBACK');
      throw error;
    }
  }

  /** Undefined in a new database and in one whose version is damaged. */
  #version(): string | undefined {
    if (!this.get("SELECT 1 FROM sqlite_schema WHERE name = 'meta'")) return undefined;
    return this.get<{ value: string }>("SELECT value FROM meta WHERE key = 'version'")?.value;
  }

  /** Removes what other versions of the code left. Locks first: of two processes that start at once, the second keeps the work of the first. */
  #startAnew(version: string): void {
    this.writing(() => {
      if (this.#version() === version) return;
      const names = [...TABLES.matchAll(/CREATE TABLE (\w+)/g)].map(([, name]) => name);
      this.#exec(names.map((name) => `DROP TABLE IF EXISTS ${name};`).join('') + TABLES);
      this.run("INSERT INTO meta VALUES ('version', ?, 0)", version);
    });
  }

  #exec(sql: string): void {
    attempt(() => this.#db.exec(sql));
  }

  #statement(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function attempt<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const { errcode, message } = error as { errcode?: number; message: string };
    // The upper bits tell more than is needed here.
    const why = OUT_OF_REACH.get((errcode ?? 0) & 0xff);
    throw why === undefined ? damage(message) : new UnusableCache(why, false);
  }
}
