import { dayAt, type When } from '../core/calendar.ts';
import { FILE_START, type Finding } from '../core/finding.ts';
import type { Book } from '../records/book/book.ts';
import { finding } from '../records/rules.ts';
import type { Cache } from './cache.ts';
import type { CachedFile } from './cache-changes.ts';
import { codeDay } from './code-version.ts';
import { BOOK_FILE, type ContentListing, isTooLarge, listContent, readContent } from './content-files.ts';
import { digestText } from './digest.ts';

/** The content folder as the cache now knows it. */
export interface Refreshed {
  readonly book: Book;
  /** The newest date of the records; absent in a book without dates. */
  readonly newest?: When;
  /** Files of the folder itself. */
  readonly fileCount: number;
  /** How many of them the cache knew as they are. */
  readonly knownCount: number;
  /** Findings that depend on the moment: files that could not be read, dates in the future. Never cached. */
  readonly findings: readonly Finding[];
}

/** A write in the same moment as a look may leave size and time as they were: such files are read again to be sure. */
const RACY_MS = 50;

/**
 * Updates the cache from the content folder. If nothing changed, it reads no file and loads no parser.
 * @param content the real path of the content folder.
 */
export async function refresh(content: string, cache: Cache): Promise<Refreshed> {
  const startMs = Date.now();
  const { files, findings: unlisted } = listContent(content);
  const listing = {
    findings: unlisted,
    files: files.map((one) => (one.changedMs < startMs - RACY_MS ? one : { ...one, changedMs: -1 })),
  };
  const own = new Set(files.flatMap(({ file, isShipped }) => (isShipped ? [] : [file])));
  const known = cache.files();
  const change = findChange(content, known, listing);
  if (change.changed.length > 0 || change.removed.length > 0 || !cache.head().isWhole) {
    // Only now is there anything to parse: the checkers and their libraries are loaded on this path alone.
    const { readChanged } = await import('./read-changed.ts');
    await readChanged({ content, cache, files: listing.files, known, ...change });
  }
  if (change.touched.length > 0)
    cache.change((changes) => {
      for (const row of change.touched) changes.touch(row);
    });
  const head = cache.head();
  const book = JSON.parse(head.book) as Book;
  const last = lastDay(book.timeZone);
  // What has not happened yet does not date the book. It is rare: only then are files read again. A clock that is behind our
  // own code is wrong, and knows nothing of the future.
  const isFuture = head.newest !== undefined && head.newest.slice(0, 10) > last && last > codeDay();
  const future = isFuture
    ? (await import('./future-dates.ts')).findFutureDates(content, cache.files().values(), book, last)
    : undefined;
  return {
    book,
    newest: future?.newest ?? head.newest,
    fileCount: own.size,
    knownCount: own.size - change.changed.filter((file) => own.has(file)).length,
    findings: [...withMissingBook(listing), ...change.findings, ...(future?.findings ?? [])],
  };
}

const DAY_MS = 86_400_000;

/** The last day that somewhere on Earth may be today: what is dated after it has not happened. */
function lastDay(timeZone: string): When {
  return dayAt(Date.now() + DAY_MS, timeZone);
}

interface Change {
  /** Files whose bytes are others than before, or that are new. */
  readonly changed: readonly string[];
  /** Files of the same bytes with another time. */
  readonly touched: readonly CachedFile[];
  readonly removed: readonly string[];
  /** About files that could not be read. */
  readonly findings: readonly Finding[];
}

function findChange(
  content: string,
  known: ReadonlyMap<string, CachedFile>,
  { files }: ContentListing,
): Change {
  const gone = new Set(known.keys());
  const changed: string[] = [];
  const touched: CachedFile[] = [];
  const findings: Finding[] = [];
  for (const { file, size, changedMs } of files) {
    const row = known.get(file);
    gone.delete(file);
    if (row?.size === size && row.changedMs === changedMs && changedMs !== -1) continue;
    const bytes = isTooLarge({ file, size }) ? undefined : readContent(content, file);
    if (!bytes) {
      changed.push(file);
      continue;
    }
    if (!(bytes instanceof Uint8Array)) {
      findings.push(bytes);
      // Once known and now unreadable: what the cache holds of it is no longer true.
      if (row) gone.add(file);
    } else if (row?.digest !== digestText(bytes)) changed.push(file);
    else touched.push({ ...row, size, changedMs });
  }
  return { changed, touched, removed: [...gone], findings };
}

/** `book.yaml` may go while the book is open. */
function withMissingBook({ files, findings }: ContentListing): Finding[] {
  const isThere = [...files, ...findings].some(({ file }) => file === BOOK_FILE);
  return isThere ? [...findings] : [...findings, { ...finding('missing-book', FILE_START), file: BOOK_FILE }];
}
