import { describe, expect, it } from 'vitest';
import { FILE_START } from '../../src/core/finding.ts';
import { ingestedData, ingestedLines } from '../../src/print/results.ts';
import type { IngestedRun } from '../../src/records/runs/ingested.ts';
import { finding } from '../../src/runs/read/rules.ts';

function ingested(name: string, over: Partial<IngestedRun> = {}): IngestedRun {
  return { name, outcome: 'refused', findings: [], isThere: true, ...over };
}

const BROKEN = {
  ...finding('unknown-results', FILE_START, { found: 'other content', expected: 'JUnit XML' }),
  file: 'a.xml',
};
const MERGED = { ...finding('merged-results', FILE_START, { note: 'merged' }), file: 'a.xml' };

const RUN: NonNullable<IngestedRun['run']> = {
  run: 'ci-1',
  at: '2026-01-05T09:00:00Z',
  commit: 'abc1234',
  branch: '',
  environment: '',
  url: '',
  formats: ['junit'],
  tests: 3,
  passed: 2,
  flaky: 1,
  failed: 1,
  errored: 0,
  skipped: 0,
  other: 0,
  unfinished: 0,
  partial: true,
  setup: [{ suite: 's', message: 'no database' }],
};

describe('what became of runs', () => {
  it('says of a run what it held, what broke around it, and where it went', () => {
    const run = ingested('ci-1', { outcome: 'replaced', run: RUN, file: 'content/runs.jsonl' });
    expect(ingestedLines({ suite: 'shop', runs: [run] })).toEqual([
      'ci-1: 3 tests: 2 passed (1 flaky), 1 failed, 1 failure outside tests (partial); replaced in content/runs.jsonl',
    ]);
  });

  it('lists each of a few, and sums up many', () => {
    const many = Array.from({ length: 21 }, (_, i) => ingested(`ci-${i}`, { outcome: 'there', run: RUN }));
    expect(ingestedLines({ suite: 'shop', runs: many })).toEqual(['shop: 21 runs: 21 already there.']);
    const few = ingestedLines({ suite: 'shop', runs: many.slice(0, 20) });
    expect(few).toHaveLength(21);
    expect(few.at(-1)).toBe('shop: 20 runs: 20 already there.');
  });

  it('says every problem, and only some of many notes', () => {
    const many = Array.from({ length: 25 }, (_, i) => ingested(`ci-${i}`, { findings: [BROKEN, MERGED] }));
    const lines = ingestedLines({ suite: 'shop', runs: many });
    const ending = (end: string) => lines.filter((line) => line.endsWith(end));
    expect(ending(': a.xml: Expected JUnit XML, found other content.')).toHaveLength(25);
    expect(ending(': note: merged.')).toHaveLength(20);
    expect(lines).toContain('5 more notes: --format json lists them all.');
    expect(ingestedData({ suite: 'shop', runs: many })).toMatchObject({ runs: { length: 25 } });
  });
});
