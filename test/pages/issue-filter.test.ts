import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuery, type Term } from '../../src/pages/issue-query.ts';
import { type Columns, choiceOf, IssueList, SORTS, splitAt, toggle } from '../../src/site/explorer/filter.ts';

const VALUES = {
  status: ['open', 'reopened', 'fixed'],
  owner: ['web', 'Web', 'web team', 'none'],
  suite: ['billing', 'search'],
} as const;
const DAYS = ['2024-12-31', '2025-01-01', '2025-03-09', '2025-03-31', '2026-01-04'] as const;
const WORDS = ['timed out', 'Expected 1 message', 'a_test.go:88', 'deadlock'] as const;

interface Made {
  readonly status: number;
  readonly owner: number;
  readonly suite: number;
  readonly day: string;
  readonly rate: number | null;
  readonly line: string;
}

function listOf(issues: readonly Made[]): IssueList {
  const column = <Cell>(cell: (issue: Made, i: number) => Cell) => issues.map(cell);
  const keys = ['status', 'owner', 'suite'] as const;
  return new IssueList({
    asOf: '2026-01-04',
    id: column((_, i) => `AB-${i}`),
    title: column((_, i) => `Title ${i}`),
    opened: column(({ day }) => day),
    updated: column(({ day }) => day),
    rate: column(({ rate }) => rate),
    contradicted: column(() => false),
    lines: column(({ line }) => [line]),
    facets: keys.map((key) => ({
      key,
      values: VALUES[key].map((value) => ({ value, label: `${value} label` })),
      of: column((issue) => issue[key]),
    })),
  } satisfies Columns);
}

const below = (values: readonly unknown[]) => fc.nat(values.length - 1);
const list = fc
  .array(
    fc.record({
      status: below(VALUES.status),
      owner: below(VALUES.owner),
      suite: below(VALUES.suite),
      day: fc.constantFrom(...DAYS),
      rate: fc.constantFrom(null, 0, 0.25, 1),
      line: fc.constantFrom(...WORDS),
    }),
    { maxLength: 40 },
  )
  .map(listOf);
const term: fc.Arbitrary<Term> = fc
  .tuple(
    fc.oneof(
      ...Object.entries(VALUES).map(([key, values]) =>
        fc.constantFrom(...values).map((value) => ({ key, value })),
      ),
      fc.constantFrom({ key: 'owner', value: 'WEB' }, { key: 'status', value: 'open LABEL' }),
      fc.constantFrom(...WORDS, 'title', 'ab-1').map((value) => ({ key: '', value })),
      fc
        .constantFrom('2025', '2025-03', '2025-01-01..2025-03', '..2025', '2026..')
        .map((value) => ({ key: 'opened', value })),
    ),
    fc.boolean(),
  )
  .map(([term, not]) => ({ ...term, ...(not ? { not } : {}) }));
const query = fc.array(term, { maxLength: 5 });

const rowsOf = (list: IssueList, terms: readonly Term[]) => [...list.filter(terms).rows];

describe('a filter', () => {
  const sample = listOf([
    { status: 0, owner: 0, suite: 0, day: '2025-01-01', rate: 0.25, line: 'timed out' },
    { status: 1, owner: 2, suite: 0, day: '2025-03-09', rate: null, line: 'a_test.go:88' },
    { status: 2, owner: 3, suite: 1, day: '2025-03-31', rate: 0.5, line: 'deadlock' },
  ]);

  test.each([
    ['', [0, 1, 2]],
    ['status:open', [0]],
    ['status:open status:fixed', [0, 2]],
    ['status:open suite:search', []],
    ['-status:open', [1, 2]],
    ['-status:open -status:fixed', [1]],
    ['owner:none', [2]],
    ['owner:"WEB TEAM"', [1]],
    ['status:"Fixed Label"', [2]],
    ['OUT timed', [0]],
    ['"out timed"', []],
    ['a_test.go:88', [1]],
    ['ab-2', [2]],
    ['-deadlock', [0, 1]],
    ['opened:2025-03', [1, 2]],
    ['opened:2025-01..2025-03-09', [0, 1]],
    ['opened:..2025-02', [0]],
    ['-opened:2025-03', [0]],
    ['opened:2025-01 opened:2025-03-31', [0, 2]],
    ['status:', [0, 1, 2]],
  ])('`%s` finds what it says', (text, rows) => {
    expect(rowsOf(sample, readQuery(text))).toEqual(rows);
  });

  test.each([
    ['stat:open', [{ kind: 'key', instead: { key: 'status', value: 'open' } }]],
    ['-su:billing', [{ kind: 'key' }]],
    ['sui:billing', [{ kind: 'key', instead: { key: 'suite', value: 'billing' } }]],
    ['found:', [{ kind: 'key' }]],
    ['status:fixd', [{ kind: 'value', instead: { key: 'status', value: 'fixed' } }]],
    ['status:re', [{ kind: 'value', instead: { key: 'status', value: 'reopened' } }]],
    ['-owner:nobody', [{ kind: 'value' }]],
    ['status:', [{ kind: 'empty' }]],
    ['opened:soon', [{ kind: 'date' }]],
    ['opened:2025-1', [{ kind: 'date' }]],
  ])('`%s` is said to be wrong, and never taken for words', (text, problems) => {
    const found = sample.filter(readQuery(text));
    expect(found.problems).toMatchObject(problems);
    if (!text.endsWith('status:') && !text.startsWith('-owner')) expect([...found.rows]).toEqual([]);
  });

  test('sorts', () => {
    const idsBy = (sort: (typeof SORTS)[number]) => [...sample.filter([], sort).rows];
    expect(SORTS.map(idsBy)).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [2, 0, 1],
      [0, 1, 2],
    ]);
    const many = listOf(
      Array.from({ length: 12 }, () => ({
        ...VALUES,
        status: 0,
        owner: 0,
        suite: 0,
        day: '2025-01-01',
        rate: null,
        line: '',
      })),
    );
    expect([...many.filter([], 'id').rows]).toEqual([...many.filter([]).rows]);
  });

  test('and its negation part the list', () => {
    fc.assert(
      fc.property(list, query, term, (list, query, one) => {
        const others = query.filter(({ key }) => key !== one.key || key === '');
        const parts = [one, { ...one, not: !one.not }].flatMap((part) => rowsOf(list, [...others, part]));
        expect(parts.sort((a, b) => a - b)).toEqual(rowsOf(list, others));
      }),
    );
  });

  test('counts for each value what choosing it gives', () => {
    fc.assert(
      fc.property(list, query, (list, query) => {
        const { counts } = list.filter(query);
        for (const [i, facet] of list.columns.facets.entries()) {
          for (const [value] of facet.values.entries()) {
            const toggled = toggle(query, facet, value);
            const chosen =
              choiceOf(toggled, facet, value) === 'wanted' ? toggled : toggle(toggled, facet, value);
            expect(choiceOf(chosen, facet, value)).toBe('wanted');
            const rows = rowsOf(list, chosen).filter((row) => facet.of[row] === value);
            expect(counts[i]?.[value]).toBe(rows.length);
          }
        }
      }),
    );
  });

  test('chosen and let go again is as if it had never been', () => {
    fc.assert(
      fc.property(list, query, (list, query) => {
        for (const facet of list.columns.facets) {
          for (const [value] of facet.values.entries()) {
            if (choiceOf(query, facet, value) !== undefined) continue;
            expect(rowsOf(list, toggle(toggle(query, facet, value), facet, value))).toEqual(
              rowsOf(list, query),
            );
          }
        }
      }),
    );
  });

  test('of a part of a list finds what both find', () => {
    fc.assert(
      fc.property(list, query, query, (list, scope, query) => {
        const inScope = list.filter(scope).rows;
        const part = list.pick(inScope);
        const both = rowsOf(list, query).filter((row) => inScope.includes(row));
        expect(rowsOf(part, query).map((row) => part.columns.id[row])).toEqual(
          both.map((row) => list.columns.id[row]),
        );
      }),
    );
  });

  test('sorts what it finds, and loses nothing', () => {
    fc.assert(
      fc.property(list, query, fc.constantFrom(...SORTS), (list, query, sort) => {
        const rows = [...list.filter(query, sort).rows];
        expect(rows.toSorted((a, b) => a - b)).toEqual(rowsOf(list, query));
      }),
    );
  });
});

describe('the words that were searched for', () => {
  test.each([
    ['AB-12 timed out', ['ab-12'], ['', 'AB-12', ' timed out']],
    ['src/a_test.go:88 (flaky)', ['a_test.go:88 (', '('], ['src/', 'a_test.go:88 (', 'flaky)']],
    ['Deadlock', [], ['Deadlock']],
  ])('stand out in %s', (text, said, parts) => {
    expect(splitAt(text, said)).toEqual(parts);
  });

  test('leave any text as it is, whatever their signs', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ minLength: 1 })), (text, said) => {
        expect(splitAt(text, said).join('')).toBe(text);
      }),
    );
  });
});
