import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { issuesWhere, printQuery, readQuery, type Term } from '../../src/pages/issue-query.ts';

const key = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
const value = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.constantFrom('fixed', 'two words', '-x', '"', '\\', 'a"b', 'std::map', 'a:b', '/x', ':', '-', ' '),
);
const term = fc
  .record({ key: fc.oneof(fc.constant(''), key), value, not: fc.boolean() })
  .map(({ key, value, not }): Term => ({ key, value, ...(not ? { not } : {}) }));

describe('a query', () => {
  test.each<[string, Term[]]>([
    ['', []],
    [
      'timed  out',
      [
        { key: '', value: 'timed' },
        { key: '', value: 'out' },
      ],
    ],
    ['status:fixed', [{ key: 'status', value: 'fixed' }]],
    ['Status:Fixed', [{ key: 'status', value: 'Fixed' }]],
    ['-status:fixed', [{ key: 'status', value: 'fixed', not: true }]],
    [
      'owner:"web team" x',
      [
        { key: 'owner', value: 'web team' },
        { key: '', value: 'x' },
      ],
    ],
    ['-"timed out"', [{ key: '', value: 'timed out', not: true }]],
    ['"a \\"b\\" \\\\ c"', [{ key: '', value: 'a "b" \\ c' }]],
    ['"C:\\temp"', [{ key: '', value: 'C:\\temp' }]],
    ['"never ends', [{ key: '', value: 'never ends' }]],
    ['status:', [{ key: 'status', value: '' }]],
    [
      'stat: fixed',
      [
        { key: 'stat', value: '' },
        { key: '', value: 'fixed' },
      ],
    ],
    ['-', [{ key: '', value: '-' }]],
    // Places, addresses and names of programs are words.
    ['a_test.go:888', [{ key: '', value: 'a_test.go:888' }]],
    ['https://example.org/x', [{ key: '', value: 'https://example.org/x' }]],
    ['std::map', [{ key: '', value: 'std::map' }]],
  ])('`%s` is read', (text, terms) => {
    expect(readQuery(text)).toEqual(terms);
  });

  test('reads as what was printed', () => {
    fc.assert(
      fc.property(fc.array(term), (terms) => {
        expect(readQuery(printQuery(terms))).toEqual(terms);
      }),
    );
  });

  test('of any text prints as a text that reads the same', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(fc.constantFrom('"', '\\', '-', ':', ' ', 'a', 'status:'), { maxLength: 12 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (text) => {
        expect(readQuery(printQuery(readQuery(text)))).toEqual(readQuery(text));
      }),
    );
  });

  test('is a part of an address', () => {
    const terms = [
      { key: 'suite', value: 'billing' },
      { key: 'owner', value: 'web team' },
    ];
    expect(issuesWhere(terms)).toEqual({ to: 'issues', query: 'suite:billing owner:"web team"' });
  });
});
