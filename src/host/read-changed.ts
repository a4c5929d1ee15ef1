import { createCalendar, type When } from '../core/calendar.ts';
import { type Book, DEFAULT_BOOK } from '../records/book/book.ts';
import { bookOf } from '../records/check/assemble.ts';
import { checkFile } from '../records/check/check-file.ts';
import { newestOf } from '../records/check/newest-date.ts';
import { type Cache, PARTS } from './cache.ts';
import { BOOK_FILE, type ContentFile, readContent } from './content-files.ts';
import { runJobs } from './pool.ts';
import type { FileAnswers } from './read-file.ts';
import { Sums } from './sums.ts';

export interface ChangedContent {
  readonly content: string;
  readonly cache: Cache;
  /** All files. */
  readonly files: readonly ContentFile[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** When the files were listed, in milliseconds since the epoch. */
  readonly startMs: number;
}

/** Below so many files, starting workers costs more than they save. */
const WORKER_THRESHOLD = 300;

/** Files that a worker reads at a time: large enough that messages cost nothing, small enough that all stay busy. */
const BATCH = 64;

/** Reads the files that changed and writes what they say into the cache as it goes, all in one transaction. */
export async function readChanged({
  content,
  cache,
  files,
  changed,
  removed,
  startMs,
}: ChangedContent): Promise<void> {
  const book = files.some(({ file }) => file === BOOK_FILE) ? readSettings(content) : DEFAULT_BOOK;
  const bookText = JSON.stringify(book);
  // Every file is read by the words, dates and prefixes of the book: another book means reading all again.
  const todo = cache.meta('book') === bookText ? changed : files.map(({ file }) => file);
  const tasks = batchesOf(todo).map((some) => ({ content, files: some, book }));
  const write = createWriter(cache, files);
  await cache.transactionOver(async () => {
    for await (const answers of runJobs('readFiles', tasks, todo.length > WORKER_THRESHOLD))
      for (const one of answers) write.answers(one);
    for (const file of removed) write.removal(file);
    write.end();
    cache.setMeta('book', bookText);
    cache.setMeta('newest', newestIn(cache, book) ?? '');
    cache.setMeta('seenMs', String(startMs));
  });
}

function createWriter(cache: Cache, files: readonly ContentFile[]) {
  const stats = new Map(files.map((entry) => [entry.file, entry]));
  const known = new Map(
    cache
      .all<{ file: string; digest: string }>('SELECT file, digest FROM files')
      .map(({ file, digest }) => [file, digest]),
  );
  const sums = new Sums(cache);
  const partsBefore = (file: string) =>
    new Map(known.has(file) ? PARTS.map((part) => [part, cache.part(part, file)?.digest]) : []);
  return {
    answers({ file, digest, newest, parts }: FileAnswers): void {
      const before = partsBefore(file);
      for (const [part, json, partDigest] of parts) {
        const old = before.get(part);
        before.delete(part);
        if (old === partDigest) continue;
        cache.run('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?)', part, file, partDigest, json);
        sums.change(part, file, old, partDigest);
      }
      for (const [part, old] of before) {
        if (old === undefined) continue;
        cache.run('DELETE FROM parts WHERE part = ? AND file = ?', part, file);
        sums.change(part, file, old, undefined);
      }
      // A file on which our code failed looks changed the next time.
      const { size, changedMs } = (digest !== '' && stats.get(file)) || { size: -1, changedMs: -1 };
      cache.run(
        'INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)',
        file,
        size,
        changedMs,
        digest,
        newest ?? null,
      );
      sums.change('file', file, known.get(file), digest);
    },
    removal(file: string): void {
      for (const [part, old] of partsBefore(file)) sums.change(part, file, old, undefined);
      sums.change('file', file, known.get(file), undefined);
      cache.run('DELETE FROM files WHERE file = ?', file);
      for (const part of PARTS) cache.run('DELETE FROM parts WHERE part = ? AND file = ?', part, file);
    },
    end: () => sums.save(),
  };
}

function batchesOf(files: readonly string[]): string[][] {
  const batches: string[][] = [];
  for (let i = 0; i < files.length; i += BATCH) batches.push(files.slice(i, i + BATCH));
  return batches;
}

function readSettings(content: string): Book {
  const bytes = readContent(content, BOOK_FILE);
  if (!(bytes instanceof Uint8Array)) return DEFAULT_BOOK;
  try {
    return bookOf(checkFile(BOOK_FILE, bytes, DEFAULT_BOOK).record);
  } catch {
    // It is read as any other file, too, which tells of the fault.
    return DEFAULT_BOOK;
  }
}

/** The newest date of all files. */
function newestIn(cache: Cache, book: Book): When | undefined {
  const dates = cache.all<{ newest: When }>(
    'SELECT DISTINCT newest FROM files WHERE newest IS NOT NULL ORDER BY newest',
  );
  return newestOf(
    dates.map(({ newest }) => newest),
    createCalendar(book.timeZone),
  );
}
