import { readFileSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SuiteRuns } from '../../src/runs/verdict/suite-runs.ts';
import { assemble } from '../support/assemble.ts';
import { bookAt, readFiles } from '../support/book.ts';
import { ordersBook } from '../support/orders-book.ts';
import { emptyBook, ROOT, SMALL_BOOK, type TestBook } from './run.ts';

const ALL_ISSUES = ['BUG-01', 'ENV-12', 'ORD-01', 'ORD-02', 'ORD-03', 'ORD-04', 'ORD-05', 'ORD-06', 'REG-31'];

type Row = Readonly<Record<string, unknown>>;

/** The statements of the documentation, in order, over the files of a book; the rows of each. */
async function runDocumentedSql(book: TestBook): Promise<Row[][]> {
  const text = readFileSync(`${ROOT}/docs/run-history.md`, 'utf8');
  const statements = [...text.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = '']) => sql);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  onTestFinished(() => connection.closeSync());
  await connection.run(`SET file_search_path = '${book.folder}'; SET TimeZone = 'UTC'`);
  const results: Row[][] = [];
  for (const sql of statements)
    results.push((await connection.runAndReadAll(sql)).getRowObjectsJson() as Row[]);
  return results;
}

/** The same history read by Flakebook, without issues: nothing ties two names to one test. */
function derived(book: TestBook): SuiteRuns {
  const assembled = assemble(readFiles(book.content));
  const runs = bookAt(assembled, assembled.asOf).suiteRuns('orders');
  if (!runs) throw new Error('no runs');
  return runs;
}

describe('the SQL of the documentation, over the real series', () => {
  const both = async () => {
    const book = await ordersBook({ without: ALL_ISSUES });
    const [, , tests = [], proofs = [], suites = []] = await runDocumentedSql(book);
    return { tests, proofs, suites, runs: derived(book) };
  };

  test('has runs, failures, rates and dates of each test as Flakebook derives them', async () => {
    const { tests, runs } = await both();
    const expected = [...runs.tests.values()]
      .filter(({ verdict, rate }) => verdict.kind !== 'infrastructure' && rate !== undefined)
      .map((history) => [
        history.key,
        history.runs,
        history.failures,
        [history.rate?.value, history.rate?.low, history.rate?.high].map(rounded),
        history.firstSeen,
        history.lastSeen,
        history.firstFailure,
        history.lastFailure,
      ]);
    expect(expected.length).toBeGreaterThan(10);
    const setUps = [...runs.tests.values()].filter(({ verdict }) => verdict.kind === 'infrastructure');
    const found = tests
      .filter(({ test: name }) => !setUps.some(({ key }) => key === name))
      .map((row) => [
        row.test,
        row.runs,
        row.failures,
        [row.rate, row.low, row.high].map(rounded),
        instant(row.first_seen),
        instant(row.last_seen),
        instant(row.first_failure),
        instant(row.last_failure),
      ]);
    expect(found.toSorted(byName)).toEqual(expected.toSorted(byName));
  });

  test('finds no proof where Flakebook has none', async () => {
    const { proofs, runs } = await both();
    expect(proofs).toEqual([]);
    const proven = [...runs.tests.values()].filter(
      ({ verdict }) => verdict.kind === 'flaky' && verdict.because !== 'separate-failures',
    );
    expect(proven).toEqual([]);
  });

  test('counts red runs as Flakebook does', async () => {
    const { suites, runs } = await both();
    expect(suites).toEqual([{ suite: 'orders', runs: runs.red?.runs, red: runs.red?.failures }]);
  });
});

test('a failure and a pass on one commit are a proof in SQL too', async () => {
  const book = await ordersBook({ without: ALL_ISSUES });
  const again = readFileSync(`${ROOT}/test/fixtures/vitest-orders/run-001/junit.xml`, 'utf8');
  book.write({ '../again.xml': again });
  const { commit } = JSON.parse(
    readFileSync(`${ROOT}/test/fixtures/vitest-orders/run-002/run.json`, 'utf8'),
  ) as { commit: string };
  const args = ['--suite', 'orders', '--run', 'again', '--at', '2026-01-05T10:00:00Z', '--commit', commit];
  const { code, stderr } = await book.run('ingest', 'again.xml', ...args);
  expect([code, stderr]).toEqual([0, '']);
  const [, , , proofs] = await runDocumentedSql(book);
  const name = 'vt/orders.test.js :: orders > race > first response wins';
  expect(proofs).toEqual([{ suite: 'orders', test: name, commit }]);
  expect(derived(book).tests.get(name)?.verdict).toEqual({ kind: 'flaky', because: 'same-commit', commit });
});

function rounded(value: unknown): number {
  return Number(Number(value).toFixed(9));
}

/** `2026-01-05 09:00:00+00` as the history has it. */
function instant(value: unknown): string | undefined {
  return value === null ? undefined : String(value).replace(' ', 'T').replace('+00', 'Z');
}

function byName([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}

test('the SQL of the documentation takes no skipped test for one that passed', async () => {
  const skipped = Array.from(
    { length: 10 },
    (_, i) => `<testcase classname="net" name="t${i}"><skipped/></testcase>`,
  );
  const book = emptyBook(SMALL_BOOK);
  writeFileSync(
    `${book.folder}/a.xml`,
    `<testsuite><testcase classname="cart" name="adds"/>${skipped.join('')}</testsuite>`,
  );
  const said = ['--run', '1', '--at', '2026-01-05T09:00:00Z', '--commit', 'abc1234'];
  expect(await book.run('ingest', 'a.xml', ...said)).toMatchObject({ code: 0 });
  const [, , tests = []] = await runDocumentedSql(book);
  expect(tests.map(({ test: name }) => name)).toEqual(['cart :: adds']);
});
