import { createCalendar, type When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import type { Book } from '../records/book/book.ts';
import { checkFile } from '../records/check/check-file.ts';
import { type Dated, datesOf } from '../records/check/newest-date.ts';
import { finding } from '../records/rules.ts';
import type { CachedFile } from './cache-changes.ts';
import { readContent } from './content-files.ts';

/**
 * Reads the files again that have dates after a day.
 * @returns the newest date up to that day, and a finding for each date after it.
 */
export function findFutureDates(
  content: string,
  files: Iterable<CachedFile>,
  book: Book,
  last: When,
): { readonly newest?: When; readonly findings: readonly Finding[] } {
  const calendar = createCalendar(book.timeZone);
  const isFuture = (at: When) => calendar.day(at) > last;
  const past: When[] = [];
  const findings: Finding[] = [];
  for (const { file, newest } of files) {
    if (newest === null) continue;
    if (!isFuture(newest)) {
      past.push(newest);
      continue;
    }
    const bytes = readContent(content, file);
    if (!(bytes instanceof Uint8Array)) continue;
    const { record, place } = checkFile(file, bytes, book);
    const dates = datesOf(record, calendar);
    past.push(...dates.flatMap(({ at }) => (isFuture(at) ? [] : [at])));
    const future = dates.filter(({ at }) => isFuture(at));
    findings.push(
      ...future.map((one) => ({ ...finding('future-date', place(one.path), argsOf(one)), file })),
    );
  }
  return { newest: calendar.newest(past.sort()), findings };
}

function argsOf({ path, at }: Dated): { key: string; at: When } {
  return { key: String(path.findLast((step) => typeof step === 'string')), at };
}
