import { describe, expect, test } from 'vitest';
import {
  astray,
  FOREIGN,
  issueOf,
  knownIssues,
  nameless,
  SERIES,
  sortSeries,
  TRUTH,
  VARIANTS,
} from './series.ts';

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

describe.each(['junit.xml', 'ctrf.json'])('a foreign failure in a test of the series, from %s', (file) => {
  const described = ['as written', 'with signatures only', 'with symptoms only'] as const;

  test.each(described)('is not known to a book %s', async (variant) => {
    const known = knownIssues().map(VARIANTS[variant]);
    for (const foreign of FOREIGN) {
      const whole = await sortSeries(SERIES, file, known, () => foreign);
      const inFront = await sortSeries(
        SERIES,
        file,
        known,
        () => `${foreign}\n    at run (src/ledger.ts:3:1)`,
      );
      expect([...whole, ...inFront].filter(({ kind }) => kind === 'known')).toEqual([]);
    }
  });
});

describe('a book that names no test', () => {
  const known = knownIssues().map(nameless);

  test('knows its failures by their signatures', async () => {
    expect(
      astray(await sortSeries(SERIES, 'junit.xml', known.map(VARIANTS['with signatures only']))),
    ).toEqual([]);
  });

  test('is told which issues they are like by their symptoms, and which they are by words of their own', async () => {
    const rows = await sortSeries(SERIES, 'junit.xml', known.map(VARIANTS['with symptoms only']));
    expect(rows.filter(({ test: name, issues }) => issues[0] !== issueOf(name))).toEqual([]);
    const kinds = new Map(rows.map(({ test: name, kind }) => [name, kind]));
    expect(Object.fromEntries(kinds)).toEqual({
      'currency JPY has 0 decimals': 'like',
      'first response wins': 'like',
      'is always broken': 'like',
      'renders header': 'like',
      'renders the header row': 'known',
      report: 'known',
      'reserves the last item': 'like',
      'settles within the deadline': 'like',
    });
  });
});

describe('an issue that is missing from the book', () => {
  test.each(TRUTH)('leaves the failures of “$test” new, and with no other', async ({ issue, test: name }) => {
    const known = knownIssues().filter((one) => one.issue.id !== issue);
    const rows = (await sortSeries(SERIES, 'junit.xml', known)).filter((row) => row.test === name);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ kind }) => kind !== 'new')).toEqual([]);
  });
});
