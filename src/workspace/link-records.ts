import type { Facts } from '../check/facts.ts';
import { linkDated, linkUndated } from '../check/link-book.ts';
import type { Book } from '../model/book.ts';
import type { Diagnostic } from '../model/finding.ts';
import type { When } from '../model/issue.ts';
import { type Cache, checkKey } from './cache.ts';
import { auditKey, LINKED_KEY } from './forget-linked.ts';

/**
 * Findings that need all files, as of a date. What is the same at every date is kept for itself, and so is the audit:
 * most changes of a file leave both as they were.
 */
export async function linkRecords(cache: Cache, book: Book, asOf: When): Promise<Diagnostic[]> {
  const state = cache.meta('state');
  const parts = new Map<string, Diagnostic[]>();
  const kept = async (key: string, work: () => Promise<Diagnostic[]>): Promise<Diagnostic[]> => {
    const known = cache.meta(key);
    const found = known === undefined ? await work() : (JSON.parse(known) as Diagnostic[]);
    parts.set(key, found);
    return found;
  };
  const linked = [
    ...(await kept(LINKED_KEY, () => linkAll(cache, book))),
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

async function linkAll(cache: Cache, book: Book): Promise<Diagnostic[]> {
  const { checkLooks, hasLooks } = await import('./check-looks.ts');
  return [...linkUndated(factsOf(cache), book), ...(hasLooks(cache) ? checkLooks(cache) : [])];
}

async function auditAll(cache: Cache, book: Book, asOf: When): Promise<Diagnostic[]> {
  const hasClaims = cache.get('SELECT 1 FROM claims LIMIT 1') !== undefined;
  return hasClaims ? (await import('./audit-records.ts')).auditRecords(cache, book, asOf) : [];
}

/** What files declare and use, in file order. */
function factsOf(cache: Cache, where = ''): Facts[] {
  return cache
    .all<{ facts: string }>(`SELECT facts FROM facts ${where} ORDER BY file`)
    .map(({ facts }) => JSON.parse(facts) as Facts);
}
