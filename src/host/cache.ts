import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Kept, Shelf } from '../store/store.ts';
import { openDatabase, openInMemory } from './cache-database.ts';

/** What a content file says, in parts that are read and that change by themselves. */
export const PARTS = [
  'findings',
  'links',
  'link-places',
  'untils',
  'record',
  'body',
  'claims',
  'looks',
  'look-places',
  'seen',
] as const;
export type Part = (typeof PARTS)[number];

/** What is kept of one content file, beside its parts. */
export interface CachedFile {
  readonly file: string;
  readonly size: number;
  readonly changedMs: number;
  readonly digest: string;
}

/** The findings of all files together, a report, the files of an output folder, a block of code with its colours. */
export type StampedWork = 'checked' | 'report' | 'output' | 'highlighted';

export interface Stamp {
  /** Digest of what the work was done with. */
  readonly madeFrom: string;
  readonly value: string;
}

/**
 * What was worked out before: what each content file says, and answers with what they read. Losing it costs time and
 * nothing else: a cache that cannot be opened is replaced, and one that cannot be written is kept in memory.
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

  /** Writes all or nothing: a process that is killed in the middle leaves the cache as it was. */
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

  /** The value of a part of each file that has one, in file order, parsed. @param before the first file that is left out. */
  *parts<Data>(part: Part, from = '', before = '\u{10ffff}'): Generator<Data> {
    for (const { value } of this.all<{ value: string }>(
      'SELECT value FROM parts WHERE part = ? AND file >= ? AND file < ? ORDER BY file',
      part,
      from,
      before,
    ))
      yield JSON.parse(value) as Data;
  }

  part(part: Part, file: string): { readonly digest: string; readonly value: string } | undefined {
    return this.get('SELECT digest, value FROM parts WHERE part = ? AND file = ?', part, file);
  }

  /** Kept answers with their traces. Rows of a question are read together when the first of them is asked for. */
  shelf(): Shelf & { save(): void } {
    const shelves = new Map<string, Map<string, KeptRow>>();
    const unsaved: [name: string, key: string, kept: Kept][] = [];
    const shelfOf = (name: string) => {
      const known = shelves.get(name);
      if (known) return known;
      const rows = this.all<KeptRow & { readonly key: string }>(
        'SELECT key, digest, trace, value IS NOT NULL AS hasValue FROM answers WHERE question = ?',
        name,
      );
      const shelf = new Map(rows.map((row): [string, KeptRow] => [row.key, row]));
      shelves.set(name, shelf);
      return shelf;
    };
    return {
      get: (name, key) => {
        const kept = shelfOf(name).get(key);
        return kept && { ...kept, value: kept.hasValue ? this.#answer(name, key)?.value : undefined };
      },
      put: (name, key, kept) => {
        shelfOf(name).set(key, { ...kept, hasValue: kept.value === undefined ? 0 : 1 });
        unsaved.push([name, key, kept]);
      },
      save: () =>
        this.transaction(() => {
          for (const row of unsaved.splice(0)) this.#keep(...row);
        }),
    };
  }

  /** What some work gave; it depends on nothing that a question reads. */
  stamp(work: StampedWork, key: string): Stamp | undefined {
    const { digest, value } = this.#answer(work, key) ?? {};
    return digest === undefined || value === undefined ? undefined : { madeFrom: digest, value };
  }

  setStamp(work: StampedWork, key: string, { madeFrom, value }: Stamp): void {
    this.#keep(work, key, { digest: madeFrom, trace: '', value });
  }

  /** Forgets the answers of a question to all keys but these. */
  forgetBut(question: string, keys: readonly string[]): void {
    const kept = JSON.stringify(keys);
    this.run(
      'DELETE FROM answers WHERE question = ? AND key NOT IN (SELECT value FROM json_each(?))',
      question,
      kept,
    );
  }

  #answer(question: string, key: string): Kept | undefined {
    const row = this.get<Omit<Kept, 'value'> & { value: string | null }>(
      'SELECT digest, trace, value FROM answers WHERE question = ? AND key = ?',
      question,
      key,
    );
    return row && { ...row, value: row.value ?? undefined };
  }

  #keep(question: string, key: string, { digest, trace, value }: Kept): void {
    this.run(
      'INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)',
      question,
      key,
      digest,
      trace,
      value ?? null,
    );
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

/** A kept answer without its value, which may be long. */
interface KeptRow extends Omit<Kept, 'value'> {
  readonly hasValue: number;
}
