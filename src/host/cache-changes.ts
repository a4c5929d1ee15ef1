import type { When } from '../core/calendar.ts';
import type { CacheDatabase } from './cache-database.ts';
import { digestText } from './digest.ts';

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
  /** When it was last changed; -1 where a later change could have left size and time as they are. */
  readonly changedMs: number;
  /** Of its bytes. */
  readonly digest: string;
  /** Its newest date. */
  readonly newest: When | null;
  /** The suite that an issue is of, or that the file is the record of. */
  readonly suite: string | null;
}

/** A set of files, or of parts of them. */
export interface SetSum {
  /**
   * The sum of the digests of its members, hexadecimal: one that changes is taken out and put in again, without a look at
   * the others.
   */
  readonly digest: string;
  /** The sum of the checksums of its rows: shows whether all of them are there. */
  readonly rows: number;
}

/** What is known of all files together. It is one row: its parts cannot be of different times. */
export interface Head {
  /** The settings that the files were read by, as JSON; empty where nothing was read yet. */
  readonly book: string;
  /** By name: `links`, `runs:data-storage`, `suite:data-storage`, `rosters`, `file` for the bytes of all files. */
  readonly sets: Readonly<Record<string, SetSum>>;
  /** The newest date of all files. */
  readonly newest?: When;
  /** The last date of the run history in the order of text. */
  readonly newestRun?: When;
  /** The newest date of each suite's issues and record. */
  readonly newestBySuite?: Readonly<Record<string, When>>;
  /** All files were read, and the dates are theirs: else somebody is reading, or was killed. */
  readonly isWhole: boolean;
}

export const EMPTY_HEAD: Head = { book: '', sets: {}, isWhole: false };

/** Each part as JSON with its digest. */
export type PartRow = readonly [part: Part, json: string, digest: string];

/** A row without its text, which its digest proves. */
interface PartHead {
  readonly part: Part;
  readonly digest: string;
  readonly sum: number;
  /** The suite of its file. */
  readonly suite?: string | null;
}

/** Writes what content files say, together with the sums of all sets. Only within a transaction. */
export class Changes {
  readonly #db: CacheDatabase;
  readonly #sets: Map<string, SetSum>;
  #head: Omit<Head, 'sets'>;

  constructor(db: CacheDatabase, { sets, ...head }: Head) {
    this.#db = db;
    this.#sets = new Map(Object.entries(sets));
    this.#head = head;
  }

  head(): Head {
    const sets = [...this.#sets].filter(([, { digest, rows }]) => digest !== '0' || rows !== 0);
    return { ...this.#head, sets: Object.fromEntries(sets) };
  }

  /** Forgets all files: other settings mean reading them again. */
  clear(book: string): void {
    this.#db.run('DELETE FROM files');
    this.#db.run('DELETE FROM parts');
    this.#sets.clear();
    this.#head = { book, isWhole: false };
  }

  /** What a file says from now on; parts of which there is nothing to say are absent. */
  put(row: CachedFile, parts: readonly PartRow[]): void {
    this.#head = { ...this.#head, isWhole: false };
    const known = this.#fileRow(row.file);
    const before = known ? this.#parts(known) : new Map<Part, PartHead>();
    for (const [part, json, digest] of parts) {
      const old = before.get(part);
      before.delete(part);
      if (old?.digest === digest) continue;
      const sum = this.#db.sum(part, row.file, digest);
      this.#db.run('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?)', part, row.file, digest, sum, json);
      this.#count(part, row.file, old, { digest, sum, suite: row.suite });
    }
    for (const old of before.values()) this.#removePart(row.file, old);
    this.#putRow(row, known);
  }

  remove(file: string): void {
    this.#head = { ...this.#head, isWhole: false };
    const known = this.#fileRow(file);
    if (!known) return;
    for (const old of this.#parts(known).values()) this.#removePart(file, old);
    this.#db.run('DELETE FROM files WHERE file = ?', file);
    this.#count('file', file, known, undefined);
  }

  /** Forgets every answer whose key names the record of a file that is gone: nobody will ask for it again. */
  forgetAnswers(gone: readonly string[]): void {
    const ids = new Set(gone.flatMap((file) => /([^/]+)\.md$/.exec(file)?.[1] ?? []));
    const rows = this.#db.all<{ question: string; key: string }>('SELECT question, key FROM answers');
    for (const { question, key } of rows)
      if (key.split(/\s/).some((word) => ids.has(word)))
        this.#db.run('DELETE FROM answers WHERE question = ? AND key = ?', question, key);
  }

  /** The same bytes with another time. */
  touch(row: CachedFile): void {
    const known = this.#fileRow(row.file);
    if (known?.digest === row.digest) this.#putRow(row, known);
  }

  setDates(dates: Pick<Head, 'newest' | 'newestRun' | 'newestBySuite'>): void {
    this.#head = { book: this.#head.book, ...dates, isWhole: true };
  }

  #putRow(row: CachedFile, known: (CachedFile & { readonly sum: number }) | undefined): void {
    const columns = columnsOf(row);
    const sum = this.#db.sum(...columns);
    this.#db.run('INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)', ...columns, sum);
    this.#count('file', row.file, known, { digest: row.digest, sum });
  }

  #removePart(file: string, old: PartHead): void {
    this.#db.run('DELETE FROM parts WHERE part = ? AND file = ?', old.part, file);
    this.#count(old.part, file, old, undefined);
  }

  #fileRow(file: string) {
    const sql = 'SELECT file, size, changedMs, digest, newest, suite, sum FROM files WHERE file = ?';
    const row = this.#db.get<CachedFile & { readonly sum: number }>(sql, file);
    if (row) this.#db.prove(row.sum, ...columnsOf(row));
    return row;
  }

  #parts({ file, suite }: CachedFile): Map<Part, PartHead> {
    const marks = PARTS.map(() => '?').join(', ');
    const sql = `SELECT part, digest, sum FROM parts WHERE part IN (${marks}) AND file = ?`;
    const rows = this.#db.all<PartHead>(sql, ...PARTS, file);
    for (const { part, digest, sum } of rows) this.#db.prove(sum, part, file, digest);
    return new Map(rows.map((row) => [row.part, { ...row, suite }]));
  }

  /** Takes a member out of the sets that it is in, and puts it in again as it is now. */
  #count(
    part: Part | 'file',
    file: string,
    before: Omit<PartHead, 'part'> | undefined,
    after: Omit<PartHead, 'part'> | undefined,
  ): void {
    for (const [member, sign] of [[before, -1] as const, [after, 1] as const])
      for (const set of member ? setsOf(part, file, member.suite) : []) {
        const { digest, rows } = this.#sets.get(set) ?? EMPTY_SET;
        const sum = BigInt(`0x${digest}`) + BigInt(sign) * memberOf(file, member?.digest);
        this.#sets.set(set, {
          digest: BigInt.asUintN(160, sum).toString(16),
          rows: rows + sign * (member?.sum ?? 0),
        });
      }
  }
}

export const EMPTY_SET: SetSum = { digest: '0', rows: 0 };

/** A file's row as it stands in the database, which its checksum covers. */
export function columnsOf({ file, size, changedMs, digest, newest, suite }: CachedFile) {
  return [file, size, changedMs, digest, newest, suite] as const;
}

/** Records of the run history are no part of the other records: they have far more bytes, and change far more often. */
export function setsOf(part: Part | 'file', file: string, suite?: string | null): string[] {
  if (part !== 'record') return [part];
  const [, ran] = /^runs\/suite=([^/]*)\//.exec(file) ?? [];
  if (ran !== undefined) return file.endsWith('/tests.jsonl') ? [`runs:${ran}`, 'rosters'] : [`runs:${ran}`];
  return typeof suite === 'string' ? [part, `suite:${suite}`] : [part];
}

/** The digest tells the content, the file whose it is: two files may say the same. */
function memberOf(file: string, digest: string | undefined): bigint {
  return digest === undefined ? 0n : BigInt(`0x${digestText(`${file}\n${digest}`)}`);
}
