import { describe, expect, test } from 'vitest';
import { checkIssue } from './book.ts';

const check = (fields: string) => checkIssue(`observed:\n  - { date: 2026-01-04, ${fields} }`);

describe('runs that somebody counted', () => {
  test.each([
    'failed: 2, of: 117',
    'failed: 0, of: 5000, where: [linux], with: { workers: 4 }',
    'failed: 7, of: 7',
    'run: one, passed-in: two, commit: 4512e87',
    'failed: 1, of: 2, run: one, passed-in: two, commit: 4512e87',
  ])('%s', (fields) => expect(check(fields)).toEqual([]));

  test.each([
    ['failed: 117, of: 2', '7:33 impossible-observation'],
    ['failed: 0, of: 0', '7:40 impossible-observation'],
    ['failed: 1, of: 0', '7:40 impossible-observation'],
    ['failed: 0, of: 2, run: one, passed-in: two, commit: 4512e87', '7:33 impossible-observation'],
    ['run: one, passed-in: one, commit: 4512e87', '7:46 impossible-observation'],
    ['failed: 2', '7:5 missing-key'],
    ['of: 2', '7:5 missing-key'],
    ['run: one, passed-in: two', '7:5 missing-key'],
    ['failed: many, of: 2', '7:33 invalid-count'],
  ])('not %s', (fields, found) => expect(check(fields)).toEqual([found]));

  test('without a date, which as-of needs', () =>
    expect(checkIssue('observed:\n  - { failed: 2, of: 117 }')).toEqual(['7:5 missing-key']));
});
