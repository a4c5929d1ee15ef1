import { describe, expect, test } from 'vitest';
import { ISSUE_FILE, issueWith } from '../support/example-book.ts';
import { check, checkIssue, checkSuite, messages } from './book.ts';

describe('dates', () => {
  test.each([
    '2026-01-04',
    '2024-02-29',
    '2026-01-04T12:04-05:00',
    '2026-01-04T12:04:05Z',
    '2026-01-04T12:04:05.123+14:00',
  ])('%s', (date) => {
    expect(check({ [ISSUE_FILE]: issueWith('').replace('2026-01-04', date) })).toEqual([]);
  });

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-1-4',
    '04.01.2026',
    '2026-01-04T12:04',
    '2026-01-04T25:00Z',
    '2026-02-30T10:00Z',
    '0000-01-01',
    'soon',
    '2026-01-04 12:04Z',
  ])('not %s', (date) => {
    expect(check({ [ISSUE_FILE]: issueWith('').replace('2026-01-04', date) })).toEqual([
      `${ISSUE_FILE}:7:11 invalid-date`,
    ]);
  });
});

describe('efforts', () => {
  test.each(['5m', '2h-4h', '1d', '1.5w', '30m-1h', '8h-1d'])('%s', (effort) => {
    expect(checkIssue(`fixes:\n  x: { effort: ${effort} }`)).toEqual([]);
  });

  test.each(['5', '5 m', '4h-2h', '2w-1d', '1y', '-1h', '99999999999w', '2-4h'])('not %s', (effort) => {
    expect(checkIssue(`fixes:\n  x: { effort: ${effort} }`)).toEqual(['7:16 invalid-effort']);
  });
});

describe('other values', () => {
  test('a location has a path, and perhaps lines', () => {
    for (const at of ['a/b.go', 'a/b.go:5', 'a/b.go:5-9'])
      expect(
        checkIssue(`fixes: {}`).concat(
          check({ [ISSUE_FILE]: issueWith('').replace(/at: \S+/, `at: ${at}`) }),
        ),
      ).toEqual([]);
    for (const at of ['"a.go:x"', '"a b.go"', '"a.go:5:6"']) {
      expect(check({ [ISSUE_FILE]: issueWith('').replace(/at: [^ ]+/, `at: ${at}`) })).toEqual([
        `${ISSUE_FILE}:5:12 invalid-location`,
      ]);
    }
  });

  test('a signature has a text or a regular expression', () => {
    expect(checkIssue('signatures:\n  - { matches: [x] }')).toEqual(['7:5 missing-key']);
    expect(checkIssue("signatures:\n  - regex: '[a'\n  - regex: '(?=a)b'")).toEqual([
      '7:12 invalid-regex',
      '8:12 invalid-regex',
    ]);
  });

  test('counts and durations', () => {
    expect(checkSuite('runs:\n  x: { date: 2026-01-04, ran: -1, took: 5 }')).toEqual([
      '6:31 invalid-count',
      '6:41 invalid-duration',
    ]);
    expect(checkSuite('runs:\n  x: { date: 2026-01-04, ran: 0, took: 1.5h }')).toEqual([]);
  });

  test('a value that was misspelt is named with the one that was meant', () => {
    expect(messages({ [ISSUE_FILE]: issueWith('locus: tset') })[0]).toMatch(
      /`tset` in `locus`: did you mean `test`\? \(one of /,
    );
    expect(messages({ [ISSUE_FILE]: issueWith('fixez: {}') })[0]).toMatch(/did you mean `fixes`\?$/);
  });

  test('an empty value is named as what it is', () => {
    expect(messages({ [ISSUE_FILE]: issueWith('owner:') })).toEqual([
      '`owner` is empty: write text, such as `owner: checkout-team`',
    ]);
  });
});
