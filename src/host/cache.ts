import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { When } from '../core/calendar.ts';

import { openDatabase, openInMemory } from './cache-database.ts';

/** What is kept of one content file. Records and bodies stand in a table of their own: most commands never read them. */
export interface CachedFile {
  readonly file: string;
  readonly size: number;
  readonly changedMs: number;
  readonly digest: string;
}

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
    return new Cache(openDatabase(content));
  }

  /** A cache that lasts as long as the process. */
  static inMemory(): Cache {
    return new Cache(openInMemory());
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

  /** The same for work that waits in between: nothing else may begin a transaction on this cache meanwhile. */
  async transactionOver(work: () => Promise<void>): Promise<void> {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      await work();
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

/** Where the findings that need all files are kept, as of a date. */
export function checkKey(asOf: When): string {
  return `check:${asOf}`;
}
