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

  test.each([
    ['test\\a.go:12', 'did you mean `test/a.go:12`?'],
    ['test/a.go#L12-L14', 'did you mean `test/a.go:12-14`?'],
    ['test/a.go:12:5', 'did you mean `test/a.go:12`?'],
    ['/home/me/test/a.go:12', 'write a path from the root and a line'],
  ])('the place “%s” is none of a repository', (at, cure) => {
    const place = 'test/audit_events_query_api_test.go:517';
    expect(messages({ [ISSUE_FILE]: issueWith('').replace(place, at) })[0]).toContain(cure);
  });

  test('a cure works the first time', () => {
    const [date] = messages({
      [ISSUE_FILE]: issueWith('').replace('open: 2026-01-04', 'open: 2026-01-04 12:04:10Z'),
    });
    expect(date).toContain('did you mean `2026-01-04T12:04:10Z`?');
    expect(
      messages({ [ISSUE_FILE]: issueWith('causes:\n  shared-state: { state: proposed }') })[0],
    ).toContain('write the state itself as a key, such as `proposed: 2026-03-02`');
    const cures = messages({ [ISSUE_FILE]: issueWith('references: [INFRA-12, "#12", docs/x.md]') });
    expect(cures.map((message) => message.replace(/.* or /, ''))).toEqual([
      'write its `https://` address',
      'write `ticket:12`',
      'write `file:docs/x.md`',
    ]);
    expect(checkIssue('references: ["https://t.example/INFRA-12", "ticket:12", "file:docs/x.md"]')).toEqual(
      [],
    );
    const fixed = issueWith('').replace('open: 2026-01-04', 'fixed: 2026-01-04\n    fix: lock');
    expect(messages({ [ISSUE_FILE]: fixed })[0]).toContain('correct the id, or declare it under `fixes`');
  });

  test('an empty value is named as what it is', () => {
    expect(messages({ [ISSUE_FILE]: issueWith('owner:') })).toEqual([
      '`owner` is empty: write text, such as `owner: checkout-team`',
    ]);
  });
});
