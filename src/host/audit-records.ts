import { readAsOf } from '../asof/read-as-of.ts';
import { auditProse, type Claim } from '../audit/audit.ts';
import type { When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import type { Book } from '../records/book/book.ts';
import type { Cache } from './cache.ts';
import { loadRecords } from './load-records.ts';

interface ClaimsRow {
  readonly file: string;
  readonly suite: string;
  readonly claims: string;
}

/** What is wrong in the prose of the records that tell of a whole suite, by the figures as of the date. */
export function auditRecords(cache: Cache, book: Book, asOf: When): Finding[] {
  const rows = cache.all<ClaimsRow>('SELECT file, suite, claims FROM claims ORDER BY file');
  if (rows.length === 0) return [];
  // The whole book once: suites name each other, and reading what each one needs would read most records many times.
  const snapshot = readAsOf(loadRecords(cache, book, undefined, 'without-runs'), asOf);
  return rows.flatMap(({ file, suite, claims }) =>
    auditProse(file, JSON.parse(claims) as Claim[], { snapshot, suite }),
  );
}
