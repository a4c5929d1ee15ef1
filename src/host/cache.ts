import { atKey } from '../core/kept.ts';
import type { Kept, Shelf } from '../store/store.ts';
import {
  type CachedFile,
  Changes,
  columnsOf,
  EMPTY_HEAD,
  EMPTY_SET,
  type Head,
  type Part,
  setsOf,
} from './cache-changes.ts';
import { CacheDatabase, damage, UnusableCache } from './cache-database.ts';
import { cacheFile, cacheFolders, makeOwnFolder, removeDatabase, removeLinks } from './cache-folder.ts';
import { shortDigest } from './digest.ts';

/** The findings of all files together, a report, the files of an output folder, the shells of pages, the terms of a page. */
export type StampedWork = 'checked' | 'report' | 'output' | 'shells' | 'indexed';

export interface Stamp {
  /** Digest of what the work was done with. */
  readonly madeFrom: string;
  readonly value: string;
}

/**
 * What was worked out before: what each content file says, and answers with what they read. Losing it costs time and
 * nothing else. What is read is believed only where it proves itself: each row by its checksum, each text by its digest,
 * and a set of rows by the sum of their checksums. An answer that fails is made again. Where what a file says fails,
 * reading throws `UnusableCache`, and whoever opened the cache does the work again without it.
 */
export class Cache {
  /** Where it lies; undefined in memory. */
  readonly path: string | undefined;
  /** Why it lies in memory, or was made anew. */
  readonly why: string | undefined;
  readonly #db: CacheDatabase;
  /** The head as it was when the database had this version. */
  #known: { readonly version: unknown; readonly head: Head } | undefined;
  #failure: UnusableCache | undefined;

  private constructor(db: CacheDatabase, path?: string, why?: string) {
    this.#db = db;
    this.path = path;
    this.why = why;
  }

  /**
   * Opens what is kept of a content folder; keeps it in memory where it cannot be kept on disk.
   * @param content the real path of the folder.
   * @param ownFolder the user's folder for caches; undefined where there is none.
   * @param why it was removed before, if it was.
   */
  static open(content: string, ownFolder?: string, why?: string): Cache {
    let reason = 'there is no folder for it';
    for (const folder of cacheFolders(content, ownFolder)) {
      const path = cacheFile(folder, content, 'db');
      try {
        makeOwnFolder(folder);
        removeLinks(path);
        return Cache.#openFile(path, content, why);
      } catch (error) {
        if (!(error instanceof UnusableCache)) throw error;
        reason = `${path}: ${error.message}`;
      }
    }
    return Cache.inMemory(content, reason);
  }

  /** A cache that lasts as long as the process. */
  static inMemory(content = '', why?: string): Cache {
    return new Cache(new CacheDatabase(':memory:', content), undefined, why);
  }

  static #openFile(path: string, content: string, why?: string): Cache {
    try {
      return new Cache(new CacheDatabase(path, content), path, why);
    } catch (error) {
      if (why !== undefined || !(error instanceof UnusableCache && error.isDamaged)) throw error;
      removeDatabase(path);
      return Cache.#openFile(path, content, error.message);
    }
  }

  /** Removes it if any of it was found to be damaged. */
  close(): void {
    this.#db.close();
    if (this.#failure?.isDamaged && this.path !== undefined) removeDatabase(this.path);
  }

  /** What is known of all files together, as the last process left it. */
  head(): Head {
    return this.#orThrow(() => {
      const version = this.#db.dataVersion();
      const known = this.#known;
      if (known && known.version === version) return known.head;
      const head = this.#readHead();
      this.#known = { version, head };
      return head;
    });
  }

  #readHead(): Head {
    const sql = "SELECT value, sum FROM meta WHERE key = 'head'";
    const row = this.#db.get<{ value: string; sum: number }>(sql);
    if (!row) return EMPTY_HEAD;
    this.#db.prove(row.sum, 'head', row.value);
    return JSON.parse(row.value) as Head;
  }

  /** The digest of a set of parts, or of the bytes of all files. */
  digestOf(set: string): string {
    return (this.head().sets[set] ?? EMPTY_SET).digest;
  }

  /** All files, by name. */
  files(): Map<string, CachedFile> {
    const sql = 'SELECT file, size, changedMs, digest, newest, suite, sum FROM files ORDER BY file';
    const rows = this.#whole('file', columnsOf, () =>
      this.#db
        .lists<[...ReturnType<typeof columnsOf>, sum: number]>(sql)
        .map(([file, size, changedMs, digest, newest, suite, sum]) => ({
          file,
          size,
          changedMs,
          digest,
          newest,
          suite,
          sum,
        })),
    );
    return new Map(rows.map((row) => [row.file, row]));
  }

  /** What the files of a set say, in file order, parsed. */
  *parts<Data>(set: string): Generator<Data> {
    const [part, where, ...values] = conditionOf(set);
    const sql = `SELECT part, file, digest, value, sum FROM parts WHERE part = ?${where} ORDER BY file`;
    const rows = this.#whole(set, partColumns, () =>
      this.#db
        .all<PartRow & Summed & { readonly value: string }>(sql, part, ...values)
        .filter((row) => setsOf(row.part, row.file, suiteIn(set)).includes(set)),
    );
    for (const { value, digest } of rows) {
      if (!isText(value, digest)) throw this.refuse();
      yield JSON.parse(value) as Data;
    }
  }

  /** The digest of a part for each file that has it. */
  digests(part: Exclude<Part, 'record'>): ReadonlyMap<string, string> {
    const sql = 'SELECT part, file, digest, sum FROM parts WHERE part = ?';
    const rows = this.#whole(part, partColumns, () =>
      this.#db
        .lists<[part: Part, file: string, digest: string, sum: number]>(sql, part)
        .map(([own, file, digest, sum]) => ({ part: own, file, digest, sum })),
    );
    return new Map(rows.map(({ file, digest }) => [file, digest]));
  }

  /** The digest of a part of one file, if it has that. */
  digest(part: Part, file: string): string | undefined {
    const sql = 'SELECT part, file, digest, sum FROM parts WHERE part = ? AND file = ?';
    return this.#orThrow(() => {
      const row = this.#db.get<PartRow & Summed>(sql, part, file);
      if (row) this.#db.prove(row.sum, ...partColumns(row));
      return row?.digest;
    });
  }

  /** What a file says, as JSON, if it has this digest. */
  part(part: Part, file: string, digest: string): string | undefined {
    const sql = 'SELECT value FROM parts WHERE part = ? AND file = ?';
    const value = this.#orThrow(() => this.#db.get<{ value: unknown }>(sql, part, file)?.value);
    return isText(value, digest) ? value : undefined;
  }

  /** The error to throw where what the cache gave contradicts itself. */
  refuse(why = 'a text has a wrong digest'): UnusableCache {
    this.#failure = damage(why);
    return this.#failure;
  }

  /** Changes what is kept of files, all or nothing. */
  change(work: (changes: Changes) => void): void {
    this.#orThrow(() => {
      this.#db.writing(() => {
        const changes = new Changes(this.#db, this.#readHead());
        work(changes);
        const text = JSON.stringify(changes.head());
        this.#db.run("INSERT OR REPLACE INTO meta VALUES ('head', ?, ?)", text, this.#db.sum('head', text));
      });
      this.#known = undefined;
    });
  }

  /** Kept answers with their traces. Rows of a question are read together when the first of them is asked for. */
  shelf(): Shelf & { save(): void } {
    const shelves = new Map<string, ReadonlyMap<string, Kept & Summed>>();
    const unsaved = new Map<string, [name: string, key: string, kept: Kept, text: string | undefined]>();
    const shelfOf = (name: string) => {
      const sql = 'SELECT key, digest, trace, sum FROM answers WHERE question = ?';
      const read = () => this.#db.lists<[key: string, digest: string, trace: string, sum: number]>(sql, name);
      return atKey(shelves, name, () => {
        const rows = new Map<string, Kept & Summed>();
        for (const [key, digest, trace, sum] of this.#orElse([], read)) rows.set(key, { digest, trace, sum });
        return rows;
      });
    };
    return {
      get: (name, key) => {
        const kept = shelfOf(name).get(key);
        return kept && this.#provenAnswer(name, key, kept);
      },
      text: (name, key) => {
        const put = unsaved.get(`${name}\n${key}`);
        return put ? put[3] : this.#answerText(name, key);
      },
      put: (name, key, kept, text) => {
        unsaved.set(`${name}\n${key}`, [name, key, kept, text]);
      },
      save: () => {
        this.#orElse(undefined, () =>
          this.#db.writing(() => {
            for (const [name, key, kept, text] of unsaved.values())
              if (shelfOf(name).get(key)?.digest === kept.digest) this.#keepTrace(name, key, kept);
              else this.#keep(name, key, kept, text);
          }),
        );
        unsaved.clear();
      },
    };
  }

  /** What some work gave; it depends on nothing that a question reads. */
  stamp(work: StampedWork, key: string): Stamp | undefined {
    const sql = 'SELECT digest, trace, sum, value FROM answers WHERE question = ? AND key = ?';
    const row = this.#orElse(undefined, () =>
      this.#db.get<Kept & Summed & { readonly value: unknown }>(sql, work, key),
    );
    const kept = row && this.#provenAnswer(work, key, row);
    const value = typeof row?.value === 'string' ? row.value : undefined;
    return kept && isText(value, kept.digest) ? { madeFrom: kept.trace, value } : undefined;
  }

  setStamp(work: StampedWork, key: string, stamp: Stamp): void {
    this.setStamps(work, new Map([[key, stamp]]));
  }

  setStamps(work: StampedWork, stamps: ReadonlyMap<string, Stamp>): void {
    this.#orElse(undefined, () =>
      this.#db.writing(() => {
        for (const [key, { madeFrom, value }] of stamps)
          this.#keep(work, key, { digest: shortDigest(value), trace: madeFrom }, value);
      }),
    );
  }

  #keep(question: string, key: string, { digest, trace }: Kept, text: string | undefined): void {
    const sum = this.#db.sum(question, key, digest, trace);
    const sql = 'INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)';
    this.#db.run(sql, question, key, digest, trace, sum, text ?? null);
  }

  /** Of an answer that is kept as it was. */
  #keepTrace(question: string, key: string, { digest, trace }: Kept): void {
    const sum = this.#db.sum(question, key, digest, trace);
    const sql = 'UPDATE answers SET trace = ?, sum = ? WHERE question = ? AND key = ? AND digest = ?';
    this.#db.run(sql, trace, sum, question, key, digest);
  }

  #provenAnswer(question: string, key: string, { digest, trace, sum }: Kept & Summed): Kept | undefined {
    return this.#orElse(undefined, () => {
      this.#db.prove(sum, question, key, digest, trace);
      return { digest, trace };
    });
  }

  #answerText(question: string, key: string): string | undefined {
    const sql = 'SELECT value FROM answers WHERE question = ? AND key = ?';
    const row = this.#orElse(undefined, () => this.#db.get<{ value: unknown }>(sql, question, key));
    return typeof row?.value === 'string' ? row.value : undefined;
  }

  /** All rows of a set, each of them as it was written. */
  #whole<Row extends Summed>(
    set: string,
    columns: (row: Row) => readonly (string | number | null)[],
    read: () => Row[],
  ): Row[] {
    return this.#orThrow(() =>
      this.#db.reading(() => {
        const rows = read();
        let sum = 0;
        for (const row of rows) {
          this.#db.prove(row.sum, ...columns(row));
          sum += row.sum;
        }
        if (sum !== (this.head().sets[set] ?? EMPTY_SET).rows) throw damage('a row is missing');
        return rows;
      }),
    );
  }

  /** For what files say: there is nothing else to go on with. */
  #orThrow<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (error instanceof UnusableCache) this.#failure = error;
      throw error;
    }
  }

  /** For answers: they can be made again. After a failure nothing more is asked for. */
  #orElse<Result>(otherwise: Result, work: () => Result): Result {
    if (this.#failure) return otherwise;
    try {
      return work();
    } catch (error) {
      if (!(error instanceof UnusableCache)) throw error;
      this.#failure = error;
      return otherwise;
    }
  }
}

function isText(value: unknown, digest: string): value is string {
  return typeof value === 'string' && shortDigest(value) === digest;
}

interface Summed {
  readonly sum: number;
}

/** A part of a file; its text may be long, and is proven by its digest. */
interface PartRow {
  readonly part: Part;
  readonly file: string;
  readonly digest: string;
}

function partColumns({ part, file, digest }: PartRow) {
  return [part, file, digest];
}

function suiteIn(set: string): string | undefined {
  return /^suite:(.*)$/s.exec(set)?.[1];
}

/** The part of a set, and a condition that all members of the set fulfil. */
function conditionOf(set: string): [part: string, where: string, ...values: string[]] {
  const [, suite] = /^runs:(.*)$/s.exec(set) ?? [];
  if (suite !== undefined)
    return ['record', ' AND file >= ? AND file < ?', `runs/suite=${suite}/`, `runs/suite=${suite}0`];
  const own = suiteIn(set);
  if (own !== undefined) return ['record', ' AND file IN (SELECT file FROM files WHERE suite = ?)', own];
  if (set === 'rosters') return ['record', ` AND file GLOB 'runs/suite=*/*' AND file LIKE '%/tests.jsonl'`];
  // The run history has far more bytes than all other records: nobody reads it who does not ask for it.
  return set === 'record' ? ['record', ` AND file NOT GLOB 'runs/suite=*/*'`] : [set, ''];
}
