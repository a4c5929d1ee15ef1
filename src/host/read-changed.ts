import { createCalendar, type When } from '../core/calendar.ts';
import { type Book, DEFAULT_BOOK } from '../records/book/book.ts';
import { checkFile } from '../records/check/check-file.ts';
import { bookOf } from '../records/knowledge-base.ts';
import type { Cache } from './cache.ts';
import type { CachedFile, Head } from './cache-changes.ts';
import { BOOK_FILE, type ContentFile, readContent } from './content-files.ts';
import { runJobs } from './pool.ts';
import { UserError } from './user-error.ts';

export interface ChangedContent {
  readonly content: string;
  readonly cache: Cache;
  /** All files. */
  readonly files: readonly ContentFile[];
  /** What the cache knows of them. */
  readonly known: ReadonlyMap<string, CachedFile>;
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Below so many files, threads would take a quarter more of the processors to save a second or two. */
const WORKER_THRESHOLD = 1500;

/** Where the files of the run history are. */
const RUNS = 'runs/';

/** Files, and bytes of them, that are read at a time: enough that messages cost nothing, few enough that memory stays small. */
const BATCH = 64;
const BATCH_BYTES = 1024 * 1024;

/**
 * Reads the files that changed and writes what they say into the cache as it goes. Each batch is written by itself, so that
 * other processes may write in between, and one that is killed leaves what it has read.
 */
export async function readChanged({
  content,
  cache,
  files,
  known,
  changed,
  removed,
}: ChangedContent): Promise<void> {
  const book = files.some(({ file }) => file === BOOK_FILE) ? readSettings(content) : DEFAULT_BOOK;
  const bookText = JSON.stringify(book);
  // Every file is read by the words, dates and prefixes of the book: another book means reading all again.
  const before = cache.head();
  const isSameBook = before.book === bookText;
  const todo = isSameBook ? changed : files.map(({ file }) => file);
  if (!isSameBook) cache.change((changes) => changes.clear(bookText));
  const write: Cache['change'] = (work) =>
    cache.change((changes) => {
      if (changes.head().book !== bookText)
        throw new UserError('Run the command again: the content changed while it was being read.');
      work(changes);
    });
  const rows = new Map(isSameBook ? known : []);
  let isSameDates = isSameBook && before.isWhole && removed.length === 0;
  const stats = new Map(files.map((entry) => [entry.file, entry]));
  const tasks = batchesOf(todo, (file) => stats.get(file)?.size ?? 0).map((some) => ({
    content,
    files: some,
    book,
  }));
  for await (const answers of runJobs('readFiles', tasks, todo.length > WORKER_THRESHOLD))
    write((changes) => {
      for (const { file, digest, newest = null, suite = null, parts } of answers) {
        // A file on which our code failed looks changed the next time.
        const { size, changedMs } = (digest !== '' && stats.get(file)) || { size: -1, changedMs: -1 };
        const row = { file, size, changedMs, digest, newest, suite };
        const old = rows.get(file);
        isSameDates &&= old?.newest === newest && old.suite === suite;
        rows.set(file, row);
        changes.put(row, parts);
      }
    });
  for (const file of removed) rows.delete(file);
  if (removed.length > 0)
    write((changes) => {
      for (const file of removed) changes.remove(file);
      changes.forgetAnswers(removed);
    });
  const { newest, newestRun, newestBySuite } = isSameDates ? before : newestIn(rows.values(), book);
  write((changes) => changes.setDates({ newest, newestRun, newestBySuite }));
}

function batchesOf(files: readonly string[], sizeOf: (file: string) => number): string[][] {
  const batches: string[][] = [];
  let room = 0;
  for (const file of files) {
    room -= sizeOf(file);
    const batch = batches.at(-1);
    if (batch && batch.length < BATCH && room >= 0) batch.push(file);
    else {
      batches.push([file]);
      room = BATCH_BYTES - sizeOf(file);
    }
  }
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

/** The newest date of all files and of each suite, and the last one of the run history. */
function newestIn(
  files: Iterable<CachedFile>,
  book: Book,
): Pick<Head, 'newest' | 'newestRun' | 'newestBySuite'> {
  const calendar = createCalendar(book.timeZone);
  const rows = [...files].flatMap(({ file, newest, suite }) => (newest ? [{ file, newest, suite }] : []));
  const newestOfRows = (some: readonly { newest: When }[]) =>
    calendar.newest([...new Set(some.map(({ newest }) => newest))].sort());
  const runs = rows.flatMap(({ file, newest }) => (file.startsWith(RUNS) ? [newest] : []));
  const bySuite = [...Map.groupBy(rows, ({ suite }) => suite)].flatMap(([suite, some]) => {
    const newest = newestOfRows(some);
    return suite === null || newest === undefined ? [] : [[suite, newest] as const];
  });
  return {
    newest: newestOfRows(rows),
    newestRun: runs.sort().at(-1),
    newestBySuite: Object.fromEntries(bySuite),
  };
}
