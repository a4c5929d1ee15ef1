import { describe, expect, test } from 'vitest';
import { checkExample } from '../../scripts/rules/example-kinds.ts';
import { suiteWith } from '../support/example-book.ts';
import { checkSuite, SUITE_FILE } from './book.ts';

const run = (counts: string) =>
  checkSuite(`runs:\n  x:\n    date: 2026-01-04\n    ${counts.replaceAll(', ', '\n    ')}`);

describe('counts of a run', () => {
  test.each([
    'ran: 157',
    'of: 157, ran: 150',
    'of: 157, ran: 150, skipped: 3',
    'of: 157, ran: 150, pending: 3, skipped: 4',
    'ran: 157, passed: 157, failed: 0',
    'ran: 10, passed: 7, failed: 1, errored: 1, interrupted: 1',
    'ran: 10, passed: 4',
    'of: 10, passed: 4, failed: 2',
    'ran: 1, passed: 0, failed: 1, failures: [DS-FLAKY-001a]',
    'failures: [DS-FLAKY-001a]',
  ])('%s', (counts) => expect(run(counts)).toEqual([]));

  test.each([
    ['of: 150, ran: 157', '8:9'],
    ['of: 157, ran: 150, pending: 3, skipped: 5', '8:9'],
    ['of: 157, ran: 150, skipped: 8', '8:9'],
    ['ran: 157, passed: 150, failed: 3', '8:10'],
    ['ran: 150, passed: 157', '8:10'],
    ['ran: 10, passed: 7, errored: 5', '8:10'],
    ['of: 5, passed: 4, failed: 2', '8:9'],
    ['passed: 9, failed: 0, failures: [DS-FLAKY-001a]', '10:15'],
  ])('not %s', (counts, place) => expect(run(counts)).toEqual([`${place} run-counts`]));
});

describe('tests of a run against the size of the suite', () => {
  const runAt = (date: string, counts: string) => checkSuite(`runs:\n  x: { date: ${date}, ${counts} }`);

  test.each([
    ['2026-01-04', 'of: 157'],
    ['2026-01-04', 'ran: 150'],
    ['2026-01-03', 'of: 400'],
  ])('%s: %s', (date, counts) => expect(runAt(date, counts)).toEqual([]));

  test.each([
    ['2026-01-04', 'of: 400'],
    ['2026-01-05', 'of: 158, ran: 150'],
    ['2026-01-05', 'ran: 158'],
  ])('not %s: %s', (date, counts) =>
    expect(runAt(date, counts)).toEqual([expect.stringMatching(/^6:\d+ run-size$/)]),
  );

  test('not against a size that is no number', () =>
    expect(
      checkExample({
        [SUITE_FILE]: suiteWith('runs:\n  x: { date: 2026-01-05, of: 9 }').replace('157', 'many'),
      }).map(({ ruleId }) => ruleId),
    ).toEqual(['invalid-count']));
});
