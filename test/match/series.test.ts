import { describe, expect, test } from 'vitest';
import { astray, knownIssues, nameless, SERIES, sortSeries, TRUTH, VARIANTS } from './series.ts';

const COUNT = TRUTH.reduce((sum, { failures }) => sum + failures, 0);

describe.each(Object.entries(VARIANTS))('a book %s', (_, variant) => {
  const known = knownIssues().map(variant);

  test('has every failure of the series, and each under its own issue', async () => {
    const rows = await sortSeries(SERIES, 'junit.xml', known);
    expect(rows).toHaveLength(COUNT);
    expect(astray(rows)).toEqual([]);
    for (const { test: name, failures } of TRUTH)
      expect(rows.filter((row) => row.test === name)).toHaveLength(failures);
  });

  test('has those of the other format too', async () => {
    const rows = await sortSeries(SERIES, 'ctrf.json', known);
    expect(rows.length).toBeGreaterThan(3);
    expect(astray(rows)).toEqual([]);
  });
});

describe('a book that names no test', () => {
  const known = knownIssues().map(nameless);

  test('knows its failures by their signatures', async () => {
    expect(
      astray(await sortSeries(SERIES, 'junit.xml', known.map(VARIANTS['with signatures only']))),
    ).toEqual([]);
  });

  test('knows them by their symptoms, but for a time limit, which may be anybody’s', async () => {
    const rows = await sortSeries(SERIES, 'junit.xml', known.map(VARIANTS['with symptoms only']));
    const lost = astray(rows);
    expect(new Set(lost.map(({ test: name }) => name))).toEqual(new Set(['settles within the deadline']));
    expect(lost.every(({ kind }) => kind === 'unknown')).toBe(true);
  });
});

describe('an issue that is missing from the book', () => {
  test.each(TRUTH)(
    'leaves the failures of “$test” unknown, and with no other',
    async ({ issue, test: name }) => {
      const known = knownIssues().filter((one) => one.issue.id !== issue);
      const rows = (await sortSeries(SERIES, 'junit.xml', known)).filter((row) => row.test === name);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter(({ kind }) => kind !== 'unknown')).toEqual([]);
    },
  );
});
