import { createCalendar } from '../core/calendar.ts';
import { type Book, DEFAULT_BOOK } from '../records/book/book.ts';
import { bookOf } from '../records/check/assemble.ts';
import { checkFile } from '../records/check/check-file.ts';
import { newestOf } from '../records/check/newest-date.ts';

import type { Cache, CachedFile } from './cache.ts';
import type { FileRow } from './check-row.ts';
import { BOOK_FILE, type ContentFile, readContent } from './content-files.ts';
import { watchLinked } from './forget-linked.ts';
import { runJobs } from './pool.ts';

export interface Change {
  readonly content: string;
  readonly cache: Cache;
  readonly changed: readonly CachedFile[];
  readonly removed: readonly string[];
  readonly listing: readonly ContentFile[];
  /** When the listing began, in milliseconds since the epoch. */
  readonly startMs: number;
}

/** What is kept of few files, in tables of their own. */
const EXTRACTS = ['claims', 'looks', 'seen'] as const;

/** Below so many files, starting workers costs more than they save. */
const WORKER_THRESHOLD = 300;

/** Files that a worker checks at a time: large enough that messages cost nothing, small enough that all stay busy. */
const BATCH = 64;

/** Checks what changed and writes it into the cache as it goes, all in one transaction. */
export async function checkChanged(change: Change): Promise<void> {
  const { content, cache, removed, listing, startMs } = change;
  const book = listing.some(({ file }) => file === BOOK_FILE) ? readBook(content) : DEFAULT_BOOK;
  const bookText = JSON.stringify(book);
  // Every file is read by the book's words, dates and prefixes: another book means checking all again.
  const todo =
    cache.meta('book') === bookText
      ? change.changed.map(({ file }) => file)
      : listing.map(({ file }) => file);
  const stats = new Map<string, ContentFile>(listing.map((entry) => [entry.file, entry]));
  const write = (row: FileRow): void => {
    const { size, changedMs } = stats.get(row.file) ?? { size: -1, changedMs: -1 };
    cache.run(
      'INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)',
      row.file,
      size,
      changedMs,
      row.digest,
      row.findings,
    );
    cache.run('INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)', row.file, row.newest, row.dated, row.facts);
    cache.run(
      'INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)',
      row.file,
      row.kind,
      row.suite,
      row.record,
    );
    cache.run('INSERT OR REPLACE INTO bodies VALUES (?, ?)', row.file, row.body);
    for (const table of EXTRACTS) cache.run(`DELETE FROM ${table} WHERE file = ?`, row.file);
    if (row.suite === null) return;
    if (row.claims !== null)
      cache.run('INSERT INTO claims VALUES (?, ?, ?)', row.file, row.suite, row.claims);
    if (row.looks !== null)
      cache.run('INSERT INTO looks VALUES (?, ?, ?)', row.file, row.signatures, row.looks);
    if (row.seen !== null) cache.run('INSERT INTO seen VALUES (?, ?, ?)', row.file, row.suite, row.seen);
  };
  const tasks = batchesOf(todo).map((files) => ({ content, files, book }));
  await cache.transactionOver(async () => {
    const links = watchLinked(cache, cache.meta('book') === bookText && removed.length === 0);
    for await (const rows of runJobs('checkFiles', tasks, todo.length > WORKER_THRESHOLD))
      for (const row of rows) {
        links.note(row);
        write(row);
      }
    links.forget();
    for (const file of removed)
      for (const table of ['files', 'facts', 'records', 'bodies', ...EXTRACTS])
        cache.run(`DELETE FROM ${table} WHERE file = ?`, file);
    cache.setMeta('state', String(Number(cache.meta('state') ?? 0) + 1));
    cache.setMeta('book', bookText);
    cache.setMeta('newest', newestOf(newestDates(cache), createCalendar(book.timeZone)) ?? '');
    cache.setMeta('seenMs', String(startMs));
  });
}

function batchesOf(files: readonly string[]): string[][] {
  const batches: string[][] = [];
  for (let i = 0; i < files.length; i += BATCH) batches.push(files.slice(i, i + BATCH));
  return batches;
}

function readBook(content: string): Book {
  const bytes = readContent(content, BOOK_FILE);
  return bytes instanceof Uint8Array
    ? bookOf(checkFile(BOOK_FILE, bytes, DEFAULT_BOOK).record)
    : DEFAULT_BOOK;
}

/** The newest date of each file, each date once. */
function newestDates(cache: Cache): string[] {
  return cache
    .all<{ newest: string }>('SELECT DISTINCT newest FROM facts WHERE newest IS NOT NULL ORDER BY newest')
    .map(({ newest }) => newest);
}
