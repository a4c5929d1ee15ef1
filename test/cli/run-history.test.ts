import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MONTH_FILE, ROSTER_FILE, runFiles, runLine } from '../support/example-book.ts';
import { copiedBook, findingsOf, type TestBook } from './run.ts';

const SECOND = runLine({ run: 'ci-2', at: '2026-01-06T09:00:00Z' });
const measuredBook = () => copiedBook(runFiles(runLine() + SECOND));

/** Of the run history alone: its runs show none of the tests that the book's issues name. */
async function runFindings(book: TestBook): Promise<string[]> {
  return (await findingsOf(book)).filter((finding) => finding.startsWith('runs/'));
}

describe('a check of the run history', () => {
  test('follows what is added, changed and removed', async () => {
    const book = measuredBook();
    expect(await runFindings(book)).toEqual([]);
    book.write({ [MONTH_FILE]: runLine() + SECOND + runLine({ commit: 'other' }) });
    expect(await runFindings(book)).toEqual([`${MONTH_FILE}:3 duplicate-run`]);
    book.write({ [MONTH_FILE]: SECOND });
    expect(await runFindings(book)).toEqual([]);
    book.remove(ROSTER_FILE);
    expect(await runFindings(book)).toEqual([`${MONTH_FILE}:1 dangling-id`]);
    rmSync(join(book.content, dirname(dirname(MONTH_FILE))), { recursive: true });
    expect(await runFindings(book)).toEqual([]);
  });

  test('reads the book as of the day of its newest run', async () => {
    const { stdout } = await measuredBook().run('report');
    expect(stdout).toContain('dist/docs/reports/2026-01-06-data-storage.md');
  });
});

describe('a report held against the run history', () => {
  const AS_OF = ['--as-of', '2026-01-05'];
  const written = async (): Promise<TestBook> => {
    const book = measuredBook();
    expect(await book.run('report', ...AS_OF, '--out', 'report.md')).toMatchObject({ code: 0 });
    return book;
  };

  test('stands while the runs are as they were', async () => {
    expect(await (await written()).run('report', '--check', 'report.md')).toMatchObject({ code: 0 });
  });

  test('stands when a later run is added, changed or gone', async () => {
    const book = await written();
    const later = runLine({ run: 'ci-3', at: '2026-01-07T09:00:00Z' });
    for (const month of [runLine() + SECOND + later, runLine() + SECOND.replace('ci-2', 'ci-9'), runLine()]) {
      book.write({ [MONTH_FILE]: month });
      expect(await book.run('report', '--check', 'report.md')).toMatchObject({ code: 0 });
    }
  });

  test.each([
    ['was added', runLine() + runLine({ run: 'ci-0', at: '2026-01-05T08:00:00Z' }) + SECOND],
    ['changed', runLine({ commit: 'other' }) + SECOND],
    ['is gone', SECOND],
  ])('is stale when an earlier run %s, and says in which month', async (_, month) => {
    const book = await written();
    book.write({ [MONTH_FILE]: month });
    const { code, stdout } = await book.run('report', '--check', 'report.md');
    expect([code, stdout]).toEqual([
      1,
      `report.md does not agree with the records as of 2026-01-05: these records changed as of its date, or another version of Flakebook made it: ${MONTH_FILE}.\n`,
    ]);
  });
});
