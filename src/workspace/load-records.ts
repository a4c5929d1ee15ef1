import { toKnowledgeBase } from '../check/assemble.ts';
import type { Facts } from '../check/facts.ts';
import type { Book } from '../model/book.ts';
import type { AnyRecord, KnowledgeBase } from '../model/knowledge-base.ts';
import type { Cache } from './cache.ts';

/** Whether the run history is read too: far more bytes than all else, so that nobody reads it who does not show it. */
export type Runs = 'with-runs' | 'without-runs';

const HISTORY = "('runs', 'roster')";

/** The typed records of the cache; of one suite with all that it names, or of the whole book. */
export function loadRecords(
  cache: Cache,
  book: Book,
  suite?: string,
  runs: Runs = 'with-runs',
): KnowledgeBase {
  const own = suite === undefined ? '' : "AND kind <> 'issue'";
  const shared = parse(
    cache.all(`SELECT record FROM records WHERE kind NOT IN ${HISTORY} ${own} AND record IS NOT NULL`),
  );
  const issues = suite === undefined ? [] : issuesOf(cache, suite);
  return toKnowledgeBase(book, [...shared, ...issues, ...(runs === 'with-runs' ? runsOf(cache, suite) : [])]);
}

function runsOf(cache: Cache, suite: string | undefined): AnyRecord[] {
  const sql = `SELECT record FROM records WHERE kind IN ${HISTORY} AND record IS NOT NULL`;
  return parse(suite === undefined ? cache.all(sql) : cache.all(`${sql} AND suite = ?`, suite));
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
