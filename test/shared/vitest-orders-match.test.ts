import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { astray, knownIssues, sortSeries, TRUTH, VARIANTS } from '../match/series.ts';
import { isShared, SHARED } from '../support/shared.ts';

const SERIES = join(SHARED, 'data', 'runs', 'vitest-orders');
const TRUTH_FILE = join(SERIES, 'truth.json');

const isThere = isShared(TRUTH_FILE);

describe.runIf(isThere)('the failures of a real series', () => {
  const { failures } = isThere
    ? (JSON.parse(readFileSync(TRUTH_FILE, 'utf8')) as {
        failures: { dir: string; test: string; issue: string }[];
      })
    : { failures: [] };

  it('are those that the table of the tests has', () => {
    const counted = TRUTH.map(({ test, issue }) => ({
      test,
      issue,
      failures: failures.filter((one) => one.test.split(/ :: | > /).at(-1) === test).length,
    }));
    expect(counted).toEqual(TRUTH);
    const issues = new Set(failures.map(({ issue }) => issue.replace('BUG-TOTALS', 'BUG-01')));
    expect(issues).toEqual(new Set(TRUTH.map(({ issue }) => issue)));
  });

  it.each(Object.entries(VARIANTS))(
    'go to the right issue, and none to a wrong one: a book %s',
    async (_, variant) => {
      const known = knownIssues().map(variant);
      for (const file of ['junit.xml', 'ctrf.json']) {
        const rows = await sortSeries(SERIES, file, known);
        expect(astray(rows)).toEqual([]);
        if (file === 'junit.xml') expect(rows).toHaveLength(failures.length);
        else expect(rows.length).toBeGreaterThan(30);
      }
    },
  );
});
