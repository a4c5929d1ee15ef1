import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wilson } from '../../../src/runs/verdict/statistics.ts';
import { ROOT } from '../../support/book.ts';
import { BRANCH_RUNS } from './orders-truth.ts';
import { readOrders } from './series.ts';

const SERIES = join(ROOT, 'test/fixtures/vitest-orders');

describe('a real series of twenty runs', () => {
  const runs = readOrders(SERIES);
  const verdicts = Object.fromEntries([...runs.tests].map(([key, { verdict }]) => [key, verdict]));

  it.each([
    ['ORD-01', 18, 5, 4],
    ['ORD-02', 18, 5, 3],
    ['ORD-03', 18, 3, 3],
    ['ORD-04', 17, 5, 4],
  ])('%s flakes: of %i runs %i failed, in %i blocks', (key, of, failures, blocks) => {
    expect(verdicts[key]).toEqual({ kind: 'flaky', because: 'separate-failures', blocks });
    expect(runs.tests.get(key)).toMatchObject({
      runs: of,
      failures,
      rate: wilson(failures, of),
      setAside: 0,
    });
  });

  it('a test that always fails is broken', () => {
    expect(verdicts['BUG-TOTALS']).toMatchObject({ kind: 'broken', block: { length: 17 } });
  });

  it('a test that failed until it was mended had a regression', () => {
    const block = { from: '2026-01-10T09:00:00Z', to: '2026-01-12T09:00:00Z', length: 2 };
    expect(verdicts['REG-31']).toMatchObject({ kind: 'regression', isOver: true, block });
  });

  it('a set-up that failed is infrastructure, and what it kept from running was skipped', () => {
    expect(verdicts['vt/report.test.js :: report']).toEqual({ kind: 'infrastructure', tests: 3 });
    expect(runs.tests.get('ORD-04')?.skipped).toBe(1);
  });

  it('all others never failed, or never ran', () => {
    const others = Object.entries(verdicts).filter(
      ([, { kind }]) => kind === 'never-failed' || kind === 'no-signal',
    );
    expect(others.map(([key, { kind }]) => `${key.split(' > ').at(-1)}: ${kind}`)).toEqual([
      'ORD-05: never-failed',
      'ORD-06: never-failed',
      'keeps order: never-failed',
      'currency EUR has 2 decimals: never-failed',
      'currency a "quoted" <name> & more has 1 decimals: never-failed',
      'handles returns: no-signal',
      'rejects oversell: never-failed',
      'waits for docker: no-signal',
      'totals: never-failed',
    ]);
  });

  it('a renamed test keeps its history', () => {
    const observed = runs.observe('ORD-04').map(({ outcome }) => outcome[0]);
    expect(observed.join('')).toBe('pppfpppppppspfpffpff');
    expect(runs.tests.get('ORD-04')?.names).toHaveLength(2);
    expect(runs.neverSeen.size).toBe(0);
  });

  it('branches are told apart, and every counted run is red for the broken test', () => {
    const branches = runs.runs.flatMap(({ kind }, i) => (kind === 'branch' ? [i] : []));
    expect(branches).toEqual(BRANCH_RUNS);
    expect(runs.red).toEqual(wilson(18, 18));
    expect(runs.groups).toEqual([]);
  });

  it('says less at an earlier date', () => {
    const earlier = readOrders(SERIES, 'junit.xml', '2026-01-11');
    expect(earlier.runs).toHaveLength(8);
    expect(earlier.tests.get('REG-31')?.verdict.kind).toBe('failed-once');
    expect([...earlier.neverSeen]).toEqual([
      ['ORD-04', 'vt/report.test.js :: report > renders the header row'],
    ]);
  });
});
