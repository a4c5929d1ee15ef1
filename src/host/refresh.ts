import type { When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import { FILE_START } from '../core/place.ts';
import type { Book } from '../records/book/book.ts';
import { finding } from '../records/rules.ts';
import type { Cache, CachedFile } from './cache.ts';
import {
  BOOK_FILE,
  type ContentFile,
  type ContentListing,
  listContent,
  readContent,
} from './content-files.ts';
import { digestText } from './digest.ts';

/** The content folder as the cache now knows it. */
export interface Refreshed {
  readonly book: Book;
  /** The newest dated entry; absent in a book without dates. */
  readonly newest?: When;
  readonly fileCount: number;
  /** Findings about files that could not be read: never cached. */
  readonly findings: readonly Finding[];
}

/** A write in the same moment as the last look may leave size and time as they were: such files are read to be sure. */
const RACY_MS = 50;

/**
 * Updates the cache from the content folder. If nothing changed, it reads no file and loads no parser.
 * @param content the real path of the content folder.
 */
export async function refresh(content: string, cache: Cache): Promise<Refreshed> {
  const startMs = Date.now();
  const listing = listContent(content);
  const change = findChange(content, cache, listing);
  const findings = [...withMissingBook(listing), ...change.findings];
  if (change.changed.length > 0 || change.removed.length > 0 || cache.meta('book') === undefined) {
    // Only now is there anything to parse: the checkers and their libraries are loaded on this path alone.
    const { readChanged } = await import('./read-changed.ts');
    await readChanged({ content, cache, files: listing.files, ...change, startMs });
  }
  if (change.touched.length > 0) recordTouched(cache, change.touched, startMs);
  const book = JSON.parse(cache.meta('book') ?? 'null') as Book;
  return { book, newest: cache.meta('newest') || undefined, fileCount: listing.files.length, findings };
}

interface Change {
  /** Files whose bytes are others than before, or that are new. */
  readonly changed: readonly string[];
  /** Files of the same bytes with another time. */
  readonly touched: readonly ContentFile[];
  readonly removed: readonly string[];
  /** About files that could not be read. */
  readonly findings: readonly Finding[];
}

function findChange(content: string, cache: Cache, { files }: ContentListing): Change {
  const known = new Map(
    cache.all<CachedFile>('SELECT file, size, changedMs, digest FROM files').map((row) => [row.file, row]),
  );
  const seenMs = Number(cache.meta('seenMs') ?? 0);
  const changed: string[] = [];
  const touched: ContentFile[] = [];
  const findings: Finding[] = [];
  for (const entry of files) {
    const row = known.get(entry.file);
    known.delete(entry.file);
    if (row && sameStat(row, entry) && entry.changedMs < seenMs - RACY_MS) continue;
    const bytes = readContent(content, entry.file);
    if (!(bytes instanceof Uint8Array)) {
      findings.push(bytes);
      // Once known and now unreadable: what the cache holds of it is no longer true.
      if (row) known.set(entry.file, row);
    } else if (row?.digest !== digestText(bytes)) changed.push(entry.file);
    else touched.push(entry);
  }
  return { changed, touched, removed: [...known.keys()], findings };
}

/** `book.yaml` may go while the book is open. */
function withMissingBook({ files, findings }: ContentListing): Finding[] {
  const isThere = [...files, ...findings].some(({ file }) => file === BOOK_FILE);
  return isThere ? [...findings] : [...findings, { ...finding('missing-book', FILE_START), file: BOOK_FILE }];
}

function sameStat(row: CachedFile, entry: ContentFile): boolean {
  return row.size === entry.size && row.changedMs === entry.changedMs;
}

function recordTouched(cache: Cache, touched: readonly ContentFile[], startMs: number): void {
  cache.transaction(() => {
    for (const { file, size, changedMs } of touched)
      cache.run('UPDATE files SET size = ?, changedMs = ? WHERE file = ?', size, changedMs, file);
    cache.setMeta('seenMs', String(startMs));
  });
}
