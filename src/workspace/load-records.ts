import { toKnowledgeBase } from '../check/assemble.ts';
import type { Facts } from '../check/facts.ts';
import type { Book } from '../model/book.ts';
import type { AnyRecord, KnowledgeBase } from '../model/knowledge-base.ts';
import type { Cache } from './cache.ts';

/** The typed records of the cache; of one suite with all that it names, or of the whole book. */
export function loadRecords(cache: Cache, book: Book, suite?: string): KnowledgeBase {
  if (suite === undefined)
    return toKnowledgeBase(book, parse(cache.all('SELECT record FROM records WHERE record IS NOT NULL')));
  const shared = parse(cache.all("SELECT record FROM records WHERE kind <> 'issue' AND record IS NOT NULL"));
  return toKnowledgeBase(book, [...shared, ...issuesOf(cache, suite)]);
}

/** A suite's issues, and those of other suites that they repeat or name, as far as the names lead. */
function issuesOf(cache: Cache, suite: string): AnyRecord[] {
  const own = cache
    .all<{ file: string }>("SELECT file FROM records WHERE kind = 'issue' AND suite = ?", suite)
    .map(({ file }) => file);
  const files = new Set(own);
  const suiteFile = `suites/${suite}.md`;
  const queue = [suiteFile, ...own];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    const row = cache.get<{ facts: string }>('SELECT facts FROM facts WHERE file = ?', file);
    if (!row) continue;
    for (const { what, id } of (JSON.parse(row.facts) as Facts).uses) {
      const issue =
        what === 'issue'
          ? id
          : what === 'fix' || what === 'cause'
            ? id.split('/')[0]
            : what === 'test'
              ? id.replace(/[a-z]$/, '')
              : undefined;
      const named = `issues/${issue}.md`;
      if (issue === undefined || files.has(named)) continue;
      files.add(named);
      queue.push(named);
    }
  }
  return [...files].flatMap((file) =>
    parse(cache.all('SELECT record FROM records WHERE file = ? AND record IS NOT NULL', file)),
  );
}

function parse(rows: { record: string }[]): AnyRecord[] {
  return rows.map(({ record }) => JSON.parse(record) as AnyRecord);
}
