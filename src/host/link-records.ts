import { createCalendar, type When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import type { Book } from '../records/book/book.ts';
import type { Facts } from '../records/check/facts.ts';
import { linkDated, linkUndated } from '../records/check/link-book.ts';

import { type Cache, checkKey } from './cache.ts';
import { auditKey, LINKED_KEY, looksKey } from './forget-linked.ts';

/**
 * Findings that need all files, as of a date. What is the same at every date is kept for itself, and so are what the
 * runs by then say of signatures and names, and the audit: most changes of a file leave all three as they were.
 */
export async function linkRecords(cache: Cache, book: Book, asOf: When): Promise<Finding[]> {
  const state = cache.meta('state');
  const parts = new Map<string, Finding[]>();
  const kept = async (key: string, work: () => Promise<Finding[]>): Promise<Finding[]> => {
    const known = cache.meta(key);
    const found = known === undefined ? await work() : (JSON.parse(known) as Finding[]);
    parts.set(key, found);
    return found;
  };
  const cut = cutOf(cache, book, asOf);
  const linked = [
    ...(await kept(LINKED_KEY, async () => linkUndated(factsOf(cache), book))),
    ...(await kept(looksKey(cut), () => lookAll(cache, book, cut))),
    ...linkDated(factsOf(cache, 'WHERE dated = 1'), book, asOf),
    ...(await kept(auditKey(asOf), () => auditAll(cache, book, asOf))),
  ];
  parts.set(checkKey(asOf), linked);
  cache.transaction(() => {
    // Another process may have found other content meanwhile.
    if (cache.meta('state') !== state) return;
    for (const [key, found] of parts) cache.setMeta(key, JSON.stringify(found));
  });
  return linked;
}

/** The date where there are runs that it does not see; undefined where it sees all. */
function cutOf(cache: Cache, book: Book, asOf: When): When | undefined {
  const { newest } =
    cache.get<{ newest: When | null }>('SELECT MAX(newest) AS newest FROM seen JOIN facts USING (file)') ??
    {};
  const { instantMs } = createCalendar(book.timeZone);
  return newest && instantMs(newest) > instantMs(asOf) ? asOf : undefined;
}

async function lookAll(cache: Cache, book: Book, cut: When | undefined): Promise<Finding[]> {
  const { checkLooks, hasLooks } = await import('./check-looks.ts');
  if (!hasLooks(cache)) return [];
  if (cut === undefined) return checkLooks(cache);
  const { instantMs } = createCalendar(book.timeZone);
  return checkLooks(cache, (at) => instantMs(at) <= instantMs(cut));
}

async function auditAll(cache: Cache, book: Book, asOf: When): Promise<Finding[]> {
  const hasClaims = cache.get('SELECT 1 FROM claims LIMIT 1') !== undefined;
  return hasClaims ? (await import('./audit-records.ts')).auditRecords(cache, book, asOf) : [];
}

/** What files declare and use, in file order. */
function factsOf(cache: Cache, where = ''): Facts[] {
  return cache
    .all<{ facts: string }>(`SELECT facts FROM facts ${where} ORDER BY file`)
    .map(({ facts }) => JSON.parse(facts) as Facts);
}
