import { basename } from 'node:path';
import { concerns } from '../pages/suite-inputs.ts';
import type { Book } from '../records/book/book.ts';
import { toKnowledgeBase } from '../records/check/assemble.ts';
import type { Facts } from '../records/check/facts.ts';
import type { Issue } from '../records/issue/issue.ts';
import type { AnyRecord, KnowledgeBase } from '../records/knowledge-base.ts';
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

/** A suite's issues, those of others that they repeat or name, and those that ask about them, as far as the names lead. */
function issuesOf(cache: Cache, suite: string): AnyRecord[] {
  const own = cache
    .all<{ file: string }>("SELECT file FROM records WHERE kind = 'issue' AND suite = ?", suite)
    .map(({ file }) => file);
  const asking = askingAbout(cache, suite, own);
  const files = new Set([...own, ...asking]);
  const suiteFile = `suites/${suite}.md`;
  const queue = [suiteFile, ...own, ...asking];
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

/** Files of other suites' issues with a question about one of these: an answer there may reject a fix of theirs. */
function askingAbout(cache: Cache, suite: string, own: readonly string[]): string[] {
  const ids = new Set(own.map((file) => basename(file, '.md')));
  // Most issues ask nothing, and need not be parsed.
  const rows = cache.all<{ file: string; record: string }>(
    `SELECT file, record FROM records WHERE kind = 'issue' AND suite <> ? AND instr(record, '"decisions":[{') > 0`,
    suite,
  );
  return rows.flatMap(({ file, record }) => {
    const { decisions } = JSON.parse(record) as Issue;
    return decisions.some((decision) => concerns(decision, ids)) ? [file] : [];
  });
}

function parse(rows: { record: string }[]): AnyRecord[] {
  return rows.map(({ record }) => JSON.parse(record) as AnyRecord);
}
