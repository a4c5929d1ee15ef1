import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FixConfidence, Proposal } from '../../src/confirm/measure-fixes.ts';
import { emptyBook, ROOT } from './run.ts';

/** The real series of twenty runs, with the replica's race (ORD-01) said to be fixed at a date. */
async function confirmFixedAt(
  date: string,
): Promise<{ fixes: FixConfidence[]; proposals: Proposal[]; code: number | null }> {
  const book = emptyBook({});
  cpSync(join(ROOT, 'test/fixtures/vitest-orders-book'), book.content, { recursive: true });
  const record = readFileSync(join(book.content, 'issues/ORD-01.md'), 'utf8');
  const claimed = record.replace(/ {2}- mitigated: .*\n.*\n/, `  - fixed: ${date}\n`);
  book.write({ 'issues/ORD-01.md': claimed });
  const series = join(ROOT, 'test/fixtures/vitest-orders/runs.jsonl');
  expect(await book.run('ingest', '--manifest', series, '--suite', 'orders')).toMatchObject({ code: 0 });
  const { code, stdout } = await book.run('confirm', '--format', 'json');
  const { fixes, proposals } = JSON.parse(stdout) as { fixes: FixConfidence[]; proposals: Proposal[] };
  return { code, fixes: fixes.filter(({ testId }) => testId === 'ORD-01'), proposals };
}

test('a race that goes on after its fix is reopened at its next failure on the main branch', async () => {
  const { code, fixes, proposals } = await confirmFixedAt('2026-01-15');
  // The runs 8 and 17 are those of other branches, and the failure of run 17 is not counted.
  expect(fixes).toMatchObject([
    {
      standing: 'contradicted',
      before: { failures: 4, runs: 11 },
      passes: 6,
      relapses: [{ run: 'orders-16' }],
    },
  ]);
  expect(proposals).toMatchObject([
    { issue: 'ORD-01', word: 'reopened', at: '2026-01-19T09:00:00Z', tests: [], run: 'orders-16' },
  ]);
  expect(code).toBe(1);
});

test('a race that has not come again yet is no proof', async () => {
  const { code, fixes, proposals } = await confirmFixedAt('2026-01-19');
  expect(fixes).toMatchObject([
    { standing: 'gathering', before: { failures: 5, runs: 15 }, passes: 3, days: 3, needed: 14 },
  ]);
  expect([code, proposals]).toEqual([0, []]);
});
