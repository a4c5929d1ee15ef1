import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHistory } from '../../src/asof/history.ts';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import { makeAsOf } from '../../src/asof/reading/as-of-view.ts';
import { STAGES } from '../../src/asof/snapshot.ts';
import type { When } from '../../src/core/calendar.ts';
import type { KnowledgeBase } from '../../src/records/knowledge-base.ts';
import { arbitraryBase, arbitraryWhen } from './arbitrary.ts';
import { buildBook, buildIssue } from './build.ts';

const historyOf = ({ issues, book }: KnowledgeBase, asOf: When) =>
  readHistory(issues.values(), book, makeAsOf(book, asOf));

/** The stages of the issues of a book as of a date, by reading all of it. */
function stagesAt(base: KnowledgeBase, date: When) {
  const stages = [...readAsOf(base, date).issues.values()].map(({ stage }) => stage);
  return Object.fromEntries(STAGES.map((stage) => [stage, stages.filter((one) => one === stage).length]));
}

describe('the history of any knowledge base', () => {
  it('says of each day what the figures of that day say', () => {
    const property = fc.property(arbitraryBase(), arbitraryWhen(), (base, asOf) => {
      for (const { date, stages } of historyOf(base, asOf)) expect(stages).toEqual(stagesAt(base, date));
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('begins before the first issue, ends at the date of reading, and is as long as a page has room for', () => {
    const property = fc.property(arbitraryBase(), arbitraryWhen(), (base, asOf) => {
      const history = historyOf(base, asOf);
      const total = (point: (typeof history)[number] | undefined) =>
        Object.values(point?.stages ?? {}).reduce((sum, count) => sum + count, 0);
      expect(history.length).toBeLessThanOrEqual(53);
      expect(history.length > 0).toBe(readAsOf(base, asOf).issues.size > 0);
      if (history.length === 0) return;
      expect(total(history[0])).toBe(0);
      expect(history.at(-1)?.date).toBe(asOf);
      expect(total(history.at(-1))).toBe(readAsOf(base, asOf).issues.size);
    });
    fc.assert(property, { numRuns: 200 });
  });
});

describe('the history of a few issues', () => {
  const book = buildBook({ timeZone: 'UTC' });

  it('shows an issue held, mended and reopened from the day on which it was', () => {
    const issue = buildIssue('DS-FLAKY-001', {
      timeline: [
        { word: 'open', at: '2026-01-02', tests: [] },
        { word: 'mitigated', at: '2026-01-04', tests: [] },
        { word: 'fixed', at: '2026-01-05T09:00Z', tests: [] },
        { word: 'reopened', at: '2026-01-07', tests: [] },
      ],
    });
    const history = readHistory([issue], book, makeAsOf(book, '2026-01-08'));
    const told = history.map(({ date, stages }) => [date, STAGES.find((stage) => stages[stage] > 0) ?? '']);
    expect(told).toEqual([
      ['2026-01-01', ''],
      ['2026-01-02', 'flaking'],
      ['2026-01-03', 'flaking'],
      ['2026-01-04', 'held'],
      ['2026-01-05', 'fixed'],
      ['2026-01-06', 'fixed'],
      ['2026-01-07', 'flaking'],
      ['2026-01-08', 'flaking'],
    ]);
  });

  it('lays its points further apart where it is long', () => {
    const issue = buildIssue('DS-FLAKY-001', { timeline: [{ word: 'open', at: '2020-01-01', tests: [] }] });
    const history = readHistory([issue], book, makeAsOf(book, '2026-01-01'));
    expect(history).toHaveLength(52);
    expect(history.at(-2)?.date).toBe('2025-11-19');
    expect(history.at(-3)?.date).toBe('2025-10-07');
  });
});
