import { describe, expect, test } from 'vitest';
import type { FixConfidence } from '../../src/confirm/measure-fixes.ts';
import { measureFixes } from '../../src/confirm/measure-fixes.ts';
import { createLook } from '../../src/match/match.ts';
import type { Issue } from '../../src/records/issue/issue.ts';
import type { MeasuredRun } from '../../src/records/runs/run-schema.ts';
import { buildBase, buildBook, buildIssue, buildSuite, buildTest, entry } from '../asof/build.ts';
import { bookAt } from '../support/book.ts';
import { dayOf, historyOf, noonOf, SIGNATURE } from './run-marks.ts';

const NAME = 'orders.test.js :: orders > race';
const OPEN = entry('open', '2025-12-01');

interface Given {
  readonly timeline?: Issue['timeline'];
  readonly issue?: Partial<Issue>;
  readonly parts?: (index: number) => Partial<MeasuredRun>;
  readonly timeZone?: string;
  readonly asOf?: string;
}

/** All claims of one issue against one history; the fix is claimed at the end of the day before the mark `|`. */
function measureAll(marks: Readonly<Record<string, string>>, given: Given = {}): readonly FixConfidence[] {
  const rows = Object.entries(marks);
  const claimedAt = rows[0]?.[1].indexOf('|') ?? -1;
  const history = historyOf(
    Object.fromEntries(rows.map(([name, row]) => [name, row.replace('|', '')])),
    given.parts,
  );
  const issue = buildIssue('DS-FLAKY-001', {
    tests: rows.map(([name], i) => ({ ...buildTest('abc'[i] ?? ''), name })),
    signatures: [SIGNATURE],
    timeline: given.timeline ?? [OPEN, entry('fixed', dayOf(claimedAt - 1))],
    ...given.issue,
  });
  const { timeZone = 'UTC' } = given;
  const base = buildBase([issue], [buildSuite()], buildBook({ timeZone }));
  const book = bookAt({ kb: base, runs: new Map([['data-storage', history]]) }, given.asOf ?? '2027-12-31');
  const reading = book.issue(issue.id);
  const runs = book.suiteRuns('data-storage');
  if (!reading || !runs) throw new Error('nothing to measure');
  return measureFixes(reading, runs, createLook({ issue, symptoms: [] }), timeZone);
}

function measure(row: string, given: Given = {}): FixConfidence {
  const [first] = measureAll({ [NAME]: row }, given);
  if (!first) throw new Error('no claim');
  return first;
}

/** `x` failures spread over `n` runs. */
function failing(x: number, n: number): string {
  const step = Math.floor(n / x);
  return Array.from({ length: n }, (_, i) => (i % step === 1 && Math.floor(i / step) < x ? 'F' : '.')).join(
    '',
  );
}

const passing = (count: number) => '.'.repeat(count);

describe('the checked values of the statistics', () => {
  test.each([
    { x: 1, n: 20, passes: 20, luck: 0.5, needed: 380 },
    { x: 3, n: 50, passes: 83, luck: 0.051134, needed: 84 },
    { x: 3, n: 50, passes: 84, luck: 0.049989, needed: 84 },
    { x: 5, n: 50, passes: 40, luck: 0.048209, needed: 40 },
    { x: 2, n: 20, passes: 60, luck: 0.060127, needed: 68 },
  ])('$passes passes after $x of $n', ({ x, n, passes, ...figures }) => {
    const fix = measure(`${failing(x, n)}|${passing(passes)}`);
    expect(fix).toMatchObject({ before: { failures: x, runs: n }, blocks: { failures: x, runs: n }, passes });
    expect(fix.luck).toBeCloseTo(figures.luck, 6);
    expect(fix.needed).toBe(figures.needed);
  });

  test('a row of failures counts as one', () => {
    expect(measure('........FFF.F.F|.')).toMatchObject({
      before: { failures: 5, runs: 15 },
      blocks: { failures: 3, runs: 13 },
      needed: 21,
    });
  });

  test('an older commit that runs again stands where it was first run', () => {
    const old = 'beef'.repeat(10);
    const parts = (i: number) => (i === 1 || i === 4 ? { commit: old } : {});
    // In time these are two rows of failures.
    expect(measure('.F..F.F....|.', { parts }).blocks).toEqual({ failures: 2, runs: 10 });
  });

  test('interval', () => {
    const { before } = measure(`${failing(3, 50)}|.`);
    expect([before?.low, before?.high].map((end) => ((end ?? 0) * 100).toFixed(1))).toEqual(['2.1', '16.2']);
  });
});

describe('a claim', () => {
  const BEFORE = failing(3, 50);

  test('is supported by as many passes as luck does not give, and by no fewer', () => {
    expect(measure(`${BEFORE}|${passing(83)}`)).toMatchObject({
      standing: 'gathering',
      passes: 83,
      days: 83,
    });
    expect(measure(`${BEFORE}|${passing(84)}`)).toMatchObject({
      standing: 'supported',
      relapses: [],
      lastPass: { run: 'run-134', at: noonOf(133) },
    });
  });

  test('is not supported by the passes of one day', () => {
    const oneDay = (i: number) =>
      i < 50
        ? {}
        : {
            at: `${dayOf(50)}T${10 + Math.floor((i - 50) / 60)}:${String((i - 50) % 60).padStart(2, '0')}:00Z`,
          };
    expect(measure(`${BEFORE}|${passing(90)}`, { parts: oneDay })).toMatchObject({
      standing: 'gathering',
      passes: 90,
      days: 1,
    });
  });

  test.each(['F', 'E', 'f'])(
    'is contradicted by one such failure, however many passes there are: %s',
    (mark) => {
      const fix = measure(`${BEFORE}|${passing(70)}${mark}${passing(70)}`);
      expect(fix).toMatchObject({
        standing: 'contradicted',
        passes: 140,
        relapses: [{ run: 'run-121', at: noonOf(120), message: 'the cart lost an item, found: 0' }],
        needed: 84,
      });
      // Of 4 failures 3 or more fall among the first 50 of 191 runs.
      expect(fix.luck).toBeCloseTo(0.056, 3);
    },
  );

  test('is neither supported nor contradicted by other failures', () => {
    expect(measure(`${BEFORE}|${'X'.repeat(60)}`)).toMatchObject({
      standing: 'gathering',
      passes: 0,
      otherFailures: 60,
      luck: 1,
    });
    expect(measure(`${failing(3, 48)}XX|${passing(50)}`).before).toMatchObject({ failures: 3, runs: 50 });
  });

  test('has all failures for its own where the issue describes none', () => {
    const issue = { signatures: [] };
    expect(measure(`${failing(3, 48)}XX|.X`, { issue })).toMatchObject({
      standing: 'contradicted',
      before: { failures: 5, runs: 50 },
      otherFailures: 0,
    });
  });

  test('without descriptions is not weighed by a block of failures that only a regression explains', () => {
    const regression = `${failing(3, 50)}${'X'.repeat(20)}`;
    const undescribed = measure(`${regression}|${passing(20)}`, { issue: { signatures: [] } });
    expect(undescribed).toMatchObject({ before: { failures: 3, runs: 50 }, standing: 'gathering' });
    // Described, they are failures of another kind.
    expect(measure(`${regression}|.`).before).toMatchObject({ failures: 3, runs: 70 });
  });

  test.each(['', 's'.repeat(30), '-'.repeat(30), 'u'.repeat(30)])(
    'without a run since has no signal: %j',
    (since) => {
      const fix = measure(`${BEFORE}|${since}`);
      expect(fix).toMatchObject({
        standing: 'no-signal',
        passes: 0,
        days: 0,
        before: { failures: 3, runs: 50 },
      });
      expect(fix.lastPass).toBeUndefined();
    },
  );

  test.each([
    ['runs of other branches', { branch: 'feature' }],
    ['runs in which nearly all failed', { outcomes: 'all' }],
  ])('gets no signal from %s', (_, kind) => {
    const parts = (i: number): Partial<MeasuredRun> => {
      if (i < 50) return {};
      if (!('outcomes' in kind)) return kind;
      const failed = Array.from({ length: 12 }, (__, n) => `others.test.js :: always passes ${n}`);
      return {
        passed: 1,
        failed: 12,
        outcomes: failed.sort().map((name) => ({
          test: name,
          outcome: 'failed',
          attempts: 1,
          message: 'the cart lost an item, found: 0',
        })),
      };
    };
    expect(measure(`${BEFORE}|${passing(60)}`, { parts }).standing).toBe('no-signal');
  });

  test('without a failure before it cannot be weighed', () => {
    for (const before of [passing(157), '-', `${passing(20)}X`]) {
      const fix = measure(`${before}|${passing(60)}`);
      expect(fix).toMatchObject({ standing: 'unmeasured', passes: 60 });
      for (const figure of ['luck', 'needed', 'blocks'] as const) expect(fix[figure]).toBeUndefined();
    }
    expect(measure(`${passing(157)}|.`).before).toMatchObject({ failures: 0, runs: 157 });
    expect(measure('-|.').before).toBeUndefined();
  });

  test('after one failure in a few runs cannot be weighed, nor after one row of them', () => {
    for (const before of ['F..', failing(1, 19), 'FFF...'])
      expect(measure(`${before}|${passing(400)}`).standing).toBe('unmeasured');
    expect(measure(`${failing(1, 20)}|${passing(380)}`).standing).toBe('supported');
  });

  test('counts what lies before the date of reading', () => {
    const row = `${BEFORE}|${passing(90)}F`;
    expect(measure(row, { asOf: dayOf(133) })).toMatchObject({ standing: 'supported', passes: 84 });
    expect(measure(row).standing).toBe('contradicted');
  });

  test('is none where the test is not said to be mended', () => {
    const open = [OPEN, entry('fixed', dayOf(2)), entry('reopened', dayOf(4))];
    expect(measureAll({ [NAME]: 'F.|..F.' }, { timeline: open })).toEqual([]);
  });
});

describe('the moment of a claim', () => {
  /** Four runs around midnight of January 2 in New York, which is five o'clock in UTC. */
  const TIMES = [
    '2026-01-01T20:00:00Z',
    '2026-01-03T04:59:59Z',
    '2026-01-03T05:00:00Z',
    '2026-01-03T20:00:00Z',
  ];
  const parts = (i: number) => ({ at: TIMES[i] ?? '' });

  test('is the end of its day in the zone of the book', () => {
    const timeline = [OPEN, entry('fixed', '2026-01-02')];
    const inZone = (timeZone: string) => measure('FF..', { timeline, parts, timeZone });
    expect(inZone('America/New_York')).toMatchObject({
      before: { failures: 2, runs: 2 },
      passes: 2,
      days: 1,
    });
    expect(inZone('UTC')).toMatchObject({
      before: { failures: 1, runs: 1 },
      standing: 'contradicted',
      passes: 2,
    });
    // In Tokyo January 2 ends at 15:00 in UTC, and the last run lies on January 4.
    expect(measure('F...', { timeline, parts, timeZone: 'Asia/Tokyo' })).toMatchObject({
      passes: 3,
      days: 2,
    });
  });

  test('is the end of a day of 23 hours, and of one of 25', () => {
    const around = (end: number) => (i: number) => ({
      at: new Date(end - 1000 + i * 1000).toISOString().replace('.000', ''),
    });
    // Summer time began in New York on March 8 of 2026, and ended on November 1.
    for (const [day, end] of [
      ['2026-03-08', Date.UTC(2026, 2, 9, 4)],
      ['2026-11-01', Date.UTC(2026, 10, 2, 5)],
    ] as const) {
      const timeline = [OPEN, entry('fixed', day)];
      const fix = measure('F.', { timeline, parts: around(end), timeZone: 'America/New_York' });
      expect(fix).toMatchObject({ before: { failures: 1, runs: 1 }, passes: 1 });
    }
  });

  test('is exact where it has a time', () => {
    const timeline = [OPEN, entry('fixed', '2026-01-03T00:00-05:00')];
    // The run of that very second is not later.
    expect(measure('F.F.', { timeline, parts })).toMatchObject({
      before: { failures: 2, runs: 3 },
      passes: 1,
    });
  });

  test('does not matter to a run of the very commit that it names', () => {
    const commit = 'c0ffee1234'.padEnd(40, '0');
    const at = (i: number) => (i === 1 ? { commit } : {});
    for (const named of [commit, 'c0ffee1', 'C0FFEE12']) {
      const timeline = [OPEN, entry('fixed', dayOf(3), { commit: named })];
      expect(measure('F.F...', { timeline, parts: at }).before).toMatchObject({ failures: 2, runs: 3 });
    }
    const timeline = [OPEN, entry('fixed', dayOf(3), { commit: 'c0ffee' })];
    expect(measure('F.F...', { timeline, parts: at }).before).toMatchObject({ failures: 2, runs: 4 });
  });
});

test('a commit older than the named one that runs again is no relapse, and no pass', () => {
  const old = 'beef'.repeat(10);
  const parts = (i: number) => (i === 1 || i === 5 || i === 6 ? { commit: old } : {});
  const timeline = (commit?: string) => [OPEN, entry('fixed', dayOf(3), commit ? { commit } : {})];
  // Run 2 has the commit of the fix.
  const fixed = (2).toString(16).padStart(40, 'a');
  expect(measure('FF...F..', { timeline: timeline(fixed), parts })).toMatchObject({
    before: { failures: 3, runs: 5 },
    relapses: [],
    passes: 3,
  });
  expect(measure('FF...F..', { timeline: timeline(), parts }).standing).toBe('contradicted');
  expect(measure('FF...F..', { timeline: timeline('c'.repeat(40)), parts }).standing).toBe('contradicted');
});

describe('a test that was mended before', () => {
  test('is weighed by its lower rate: since then', () => {
    // Half of the runs failed; after a fix that helped in part one of ten.
    const timeline = [
      OPEN,
      entry('fixed', dayOf(9)),
      entry('reopened', dayOf(19)),
      entry('fixed', dayOf(19)),
    ];
    expect(measure(`${'F.'.repeat(5)}${passing(9)}F..`, { timeline })).toMatchObject({
      before: { failures: 1, runs: 10 },
      passes: 2,
    });
  });

  test('is weighed by its lower rate: in all', () => {
    // One of fifty failed; a fix that did nothing fell after two runs.
    const timeline = [
      OPEN,
      entry('fixed', dayOf(49)),
      entry('reopened', dayOf(51)),
      entry('fixed', dayOf(51)),
    ];
    expect(measure(`${failing(1, 50)}.F..`, { timeline }).before).toMatchObject({ failures: 2, runs: 52 });
  });

  test('is weighed by all runs where it fell without a measured failure', () => {
    const timeline = [
      OPEN,
      entry('fixed', dayOf(9)),
      entry('reopened', dayOf(14)),
      entry('fixed', dayOf(14)),
    ];
    expect(measure(`F${passing(17)}`, { timeline }).before).toMatchObject({ failures: 1, runs: 15 });
  });

  test('is weighed from a partial fix on too', () => {
    const timeline = [OPEN, entry('partly-fixed', dayOf(9)), entry('fixed', dayOf(29))];
    expect(measure(`${'F.'.repeat(5)}${failing(1, 20)}.`, { timeline }).before).toMatchObject({
      failures: 1,
      runs: 20,
    });
  });

  test('claims anew with a second fix', () => {
    const timeline = [OPEN, entry('fixed', dayOf(1)), entry('fixed', dayOf(4))];
    expect(measure('F...F...', { timeline })).toMatchObject({ claimed: dayOf(4), relapses: [], passes: 3 });
  });
});

describe('a verified test', () => {
  const BEFORE = failing(3, 50);
  const claims = [OPEN, entry('fixed', dayOf(49)), entry('verified', dayOf(98))];

  test('counts from its fix on', () => {
    expect(measure(`${BEFORE}${passing(84)}`, { timeline: claims })).toMatchObject({
      word: 'verified',
      claimed: dayOf(49),
      passes: 84,
      standing: 'supported',
    });
  });

  test('is contradicted by a later failure', () => {
    expect(measure(`${BEFORE}${passing(50)}F`, { timeline: claims }).standing).toBe('contradicted');
  });

  test('that failed before it was verified was judged then: it counts from there', () => {
    expect(measure(`${BEFORE}.F${passing(48)}`, { timeline: claims })).toMatchObject({
      claimed: dayOf(98),
      standing: 'gathering',
      passes: 1,
      before: { failures: 1, runs: 49 },
    });
  });

  test('without runs since is verified by nobody', () => {
    expect(measure(BEFORE, { timeline: claims }).standing).toBe('no-signal');
  });
});

describe('an issue of several tests', () => {
  test('has a claim for each of those that are mended', () => {
    const rows = {
      'a.js :: one': `F.F.|${passing(20)}F`,
      'a.js :: two': `F.F.|${passing(21)}`,
      'a.js :: three': 'FFFF|F',
    };
    const timeline = [OPEN, entry('fixed', dayOf(3), { tests: ['a', 'b'] })];
    const fixes = measureAll(rows, { timeline });
    expect(fixes.map(({ testId, letter, standing }) => [testId, letter, standing])).toEqual([
      ['DS-FLAKY-001a', 'a', 'contradicted'],
      ['DS-FLAKY-001b', 'b', 'supported'],
    ]);
  });

  test('keeps the runs of a test that was renamed', () => {
    const rows = {
      'a.js :: old name': `${failing(3, 50)}|`,
      'a.js :: new name': `${'-'.repeat(50)}${passing(84)}`,
    };
    const issue = { tests: [{ ...buildTest('a'), name: 'a.js :: new name', aliases: ['a.js :: old name'] }] };
    expect(measureAll(rows, { issue })).toMatchObject([
      { testId: 'DS-FLAKY-001', before: { failures: 3, runs: 50 }, standing: 'supported' },
    ]);
  });
});

describe('a test of Go and its subtests', () => {
  const issue = { tests: [{ ...buildTest('a'), name: 'TestAdd' }] };
  const names = ['shop :: TestAdd', 'shop :: TestAdd > two', 'shop :: TestAdd > three'];
  const rows = (...marks: readonly string[]) =>
    Object.fromEntries(names.map((name, i) => [name, marks[i] ?? marks[0] ?? '']));

  test('are one: where a subtest fails, the fix of the test did not hold', () => {
    const before = failing(3, 20);
    const [fix] = measureAll(rows(`${passing(20)}|...-.`, `${before}|...F.`), { issue });
    expect(fix).toMatchObject({ before: { failures: 3, runs: 20 }, passes: 4, standing: 'contradicted' });
  });

  test('are repeated side by side: a round is one execution', () => {
    const repeated = (index: number) => ({
      ...(index === 20 && { repeats: names.map((test) => ({ test, runs: 30, failures: 0 })) }),
    });
    const [fix] = measureAll(rows(`${failing(3, 20)}|.`), { issue, parts: repeated });
    expect(fix).toMatchObject({ passes: 30, standing: 'gathering' });
  });
});
