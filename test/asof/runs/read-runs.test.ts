import { describe, expect, it } from 'vitest';
import { redByFlake, wilson } from '../../../src/runs/verdict/statistics.ts';
import { bookAt } from '../../support/book.ts';
import { buildBase, buildIssue, buildTest, entry } from '../build.ts';
import { buildHistory, readHistory, readSuite, readTest } from './build-runs.ts';

const OTHERS = Object.fromEntries(['b', 'c', 'd', 'e', 'f'].map((name) => [`x > ${name}`, 'P'.repeat(60)]));

const kinds = (tests: Record<string, string>, parts = {}, source = {}) =>
  readSuite(buildHistory(tests, parts), { source }).runs.map(({ kind }) => kind);

describe('the history of a test', () => {
  it('counts executions, and nothing that did not run', () => {
    const history = readTest('PFSP~OUE.P');
    expect(history).toMatchObject({ runs: 6, failures: 3, flakyPasses: 1, skipped: 1, unfinished: 2 });
    expect(history.rate).toEqual(wilson(3, 6));
    expect(history).toMatchObject({ firstSeen: '2026-01-01T09:00:00Z', lastSeen: '2026-01-10T09:00:00Z' });
    expect(history).toMatchObject({
      firstFailure: '2026-01-02T09:00:00Z',
      lastFailure: '2026-01-08T09:00:00Z',
    });
  });

  it('is absent only between its first and its last run', () => {
    const history = readTest('..P..SP...');
    expect(history).toMatchObject({ absent: 2, runs: 2, skipped: 1 });
    expect(history).toMatchObject({ firstSeen: '2026-01-03T09:00:00Z', lastSeen: '2026-01-07T09:00:00Z' });
  });

  it('is not said to be absent from a run of which a part is missing', () => {
    expect(readTest('P...P', { 2: { partial: true } }).absent).toBe(2);
    expect(readTest('P.P.P', { 2: { partial: true } }).absent).toBe(2);
  });

  it('counts what a partial run shows', () => {
    expect(readTest('PFP', { 1: { partial: true } })).toMatchObject({ runs: 3, failures: 1 });
  });

  it('has neither branches nor infrastructure in it', () => {
    const { tests, observe } = readSuite(
      buildHistory({ a: 'PFFP', b: 'PFFP', c: 'PPFP' }, { 1: { branch: 'pr/1' } }),
    );
    expect(tests.get('a')).toMatchObject({ runs: 2, failures: 0, verdict: { kind: 'never-failed' } });
    expect(observe('a').map(({ reading, outcome }) => [reading.kind, outcome])).toEqual([
      ['counted', 'passed'],
      ['branch', 'failed'],
      ['infrastructure', 'failed'],
      ['counted', 'passed'],
    ]);
  });

  it('gives no signal where only a branch had the test', () => {
    const history = readTest('.P.', { 1: { branch: 'pr/1' } });
    expect(history).toMatchObject({ runs: 0, absent: 0, verdict: { kind: 'no-signal' } });
    expect(history?.firstSeen).toBeUndefined();
  });

  it('goes on under a new name that an alias or the timeline tells', () => {
    const history = buildHistory({ 'a > old': 'PPFP..', 'a > new': '....FP', ...cut(6) });
    const renamed = { ...buildTest('a'), name: 'a > old' };
    const issues = [
      buildIssue('X-1', { tests: [{ ...buildTest('a'), name: 'a > new', aliases: ['a > old'] }] }),
      buildIssue('X-2', {
        tests: [renamed],
        timeline: [entry('open', '2026-01-01'), entry('renamed', '2026-01-05', { to: 'a > new' })],
      }),
    ];
    for (const issue of issues) {
      const runs = readSuite(history, { issues: [issue] });
      expect(runs.tests.get(issue.id)).toMatchObject({
        names: ['a > new', 'a > old'],
        runs: 6,
        failures: 2,
        absent: 0,
      });
      expect(runs.tests.get(issue.id)?.verdict.kind).toBe('flaky');
      expect(
        runs
          .observe(issue.id)
          .map(({ outcome }) => outcome[0])
          .join(''),
      ).toBe('ppfpfp');
    }
  });

  it('takes the worse outcome where a run has a test under two names that an issue gives it', () => {
    const history = buildHistory({ 'a > one': 'PPSSF', 'a > two': 'PFPSP', ...cut(5) });
    const test = { ...buildTest('a'), name: 'a > one', aliases: ['a > two'] };
    const runs = readSuite(history, { issues: [buildIssue('X-1', { tests: [test] })] });
    expect(runs.tests.get('X-1')).toMatchObject({ runs: 4, failures: 2, skipped: 1 });
    expect(runs.observe('X-1').map(({ outcome }) => outcome)).toEqual([
      'passed',
      'failed',
      'passed',
      'skipped',
      'failed',
    ]);
  });

  it('has the newest of its names as key where it has no issue', () => {
    const [long, short] = ['f.js :: t > works', 'f.js :: works'];
    const keysOf = (rows: Record<string, string>) => [
      ...readSuite(buildHistory({ ...rows, ...cut(4) })).tests.keys(),
    ];
    expect(keysOf({ [long]: 'PP..', [short]: '..PP' })[0]).toBe(short);
    expect(keysOf({ [long]: '..PP', [short]: 'PP..' })[0]).toBe(long);
  });

  it('has the message of what went wrong in each run', () => {
    const { observe } = readSuite(buildHistory({ a: 'PF.', ...cut(3) }));
    expect(observe('a').map(({ message }) => message)).toEqual(['', 'failed on day 1', '']);
    expect(observe('unknown')).toEqual([]);
  });
});

/** Tests that pass in a number of runs. */
function cut(runs: number): Record<string, string> {
  return Object.fromEntries(Object.keys(OTHERS).map((name) => [name, 'P'.repeat(runs)]));
}

describe('a set-up that is reported as a test', () => {
  const rows = {
    'r.js :: report': '..F.',
    'r.js :: report > totals': 'PPSP',
    'r.js :: report > a > b': 'PPSF',
    ...cut(4),
  };

  it('is infrastructure, with the number of tests under it', () => {
    const history = readSuite(buildHistory(rows)).tests.get('r.js :: report');
    expect(history?.verdict).toEqual({ kind: 'infrastructure', tests: 2 });
    expect(history?.rate).toBeUndefined();
  });

  it('turns its run red, but is no flake', () => {
    const runs = readSuite(buildHistory({ ...rows, 'r.js :: report': '.FF.' }));
    expect(runs.red).toMatchObject({ failures: 3, runs: 4 });
    expect([runs.redByFlake, runs.groups]).toEqual([0, []]);
  });

  it('makes a run infrastructure in which nothing else ran', () => {
    expect(kinds({ 's > a': 'PSP', 's > b': 'PSP', s: '.F.' })).toEqual([
      'counted',
      'infrastructure',
      'counted',
    ]);
  });

  it('is a test after all where it ever passed', () => {
    const runs = readSuite(buildHistory({ ...rows, 'r.js :: report': 'P.F.' }));
    expect(runs.tests.get('r.js :: report')).toMatchObject({
      runs: 2,
      failures: 1,
      verdict: { kind: 'failed-once' },
    });
  });

  it('is a test, too, where it passed on retry', () => {
    const runs = readSuite(buildHistory({ ...rows, 'r.js :: report': '.~F.' }));
    expect(runs.tests.get('r.js :: report')?.verdict.kind).toBe('flaky');
  });

  it('is no test that another one sets up', () => {
    const nested = { s: '.F.', 's > inner': '.F.', 's > inner > a': 'PSP', ...cut(3) };
    const { tests } = readSuite(buildHistory(nested));
    expect(tests.get('s')?.verdict).toEqual({ kind: 'infrastructure', tests: 1 });
    expect(tests.get('s > inner')?.verdict).toEqual({ kind: 'infrastructure', tests: 1 });
  });

  it('is none in another file', () => {
    const { 'r.js :: report': row, ...others } = rows;
    const runs = readSuite(buildHistory({ ...others, 'other.js :: report': row }));
    expect(runs.tests.get('other.js :: report')?.verdict.kind).toBe('failed-once');
  });
});

describe('a run', () => {
  it('is of a branch unless it is the one that the suite names, else main or master', () => {
    const branches = ['main', 'master', '', 'dev', 'refs/heads/main'];
    const parts = Object.fromEntries(branches.map((branch, i) => [i, { branch }]));
    const tests = { a: 'PPPPP', b: 'PPPPP' };
    const isBranch = (source: object) => kinds(tests, parts, source).map((kind) => kind === 'branch');
    expect(isBranch({})).toEqual([false, false, false, true, false]);
    expect(isBranch({ branch: 'dev' })).toEqual([true, true, false, false, true]);
  });

  it('is infrastructure where more than 80 % of what ran failed', () => {
    const rows = (failed: number) =>
      Object.fromEntries(
        Array.from({ length: 10 }, (_, i) => [`t${i}`, i < failed ? (i % 2 ? 'E' : 'F') : 'P']),
      );
    expect(kinds({ ...rows(8), skipped: 'S' })).toEqual(['counted']);
    expect(kinds({ ...rows(9), skipped: 'S' })).toEqual(['infrastructure']);
  });

  it('is not infrastructure for one failure of one test', () => {
    expect(kinds({ a: 'F', b: 'S' })).toEqual(['counted']);
  });

  it('is infrastructure where nothing ran and a set-up failed', () => {
    const setup = [{ suite: 'db', message: 'refused' }];
    expect(kinds({ a: 'SS' }, { 1: { setup } })).toEqual(['counted', 'infrastructure']);
    expect(kinds({ a: 'P' }, { 0: { setup } })).toEqual(['counted']);
  });

  it('is partial where a file was cut off or tests did not end', () => {
    const { runs } = readSuite(buildHistory({ a: 'PPP', b: 'PUP' }, { 2: { partial: true } }));
    expect(runs.map(({ isPartial }) => isPartial)).toEqual([false, true, true]);
  });

  it('that is whole is red or green; partial ones, and those in which nothing ran, are neither', () => {
    const rows = { a: 'PFE~FSFP', b: 'PPPPUSPP', c: 'PPPPPSPP' };
    const { red } = readSuite(
      buildHistory(rows, { 6: { partial: true }, 7: { setup: [{ suite: 'x', message: '' }] } }),
    );
    expect(red).toEqual(wilson(3, 5));
  });

  it('has no colour where none can be told', () => {
    expect(readSuite(buildHistory({ a: 'SU' })).red).toBeUndefined();
  });

  it('whose roster is missing has the tests that it tells of', () => {
    const history = buildHistory({ a: 'PFP', b: 'PPP', c: 'PPP' });
    const runs = readSuite({ ...history, runs: history.runs.map((run) => ({ ...run, roster: 'gone' })) });
    expect([...runs.tests.keys()]).toEqual(['a']);
    expect(runs.tests.get('a')).toMatchObject({ runs: 1, failures: 1 });
  });
});

describe('a suite', () => {
  it('without a run as of the date has no figures', () => {
    const history = buildHistory({ a: 'PP' });
    expect(readHistory(history, { asOf: '2025-12-31' })).toBeUndefined();
    expect(readHistory({ runs: [], rosters: new Map() })).toBeUndefined();
    expect(readHistory(history, { asOf: '2026-01-01' })?.runs).toHaveLength(1);
    expect(readHistory(history, { asOf: '2026-01-02T08:59Z' })?.runs).toHaveLength(1);
    expect(readHistory(history, { asOf: '2026-01-02T09:00Z' })?.runs).toHaveLength(2);
  });

  it('is read once for a book at a date', () => {
    const runs = new Map([['data-storage', buildHistory({ a: 'P' })]]);
    const book = bookAt({ kb: buildBase([]), runs }, '2026-02-01');
    expect(book.suiteRuns('data-storage')).toBe(book.suiteRuns('data-storage'));
    expect(book.suiteRuns('gateway')).toBeUndefined();
  });

  it('is red by flakes alone as often as its flaky tests fail', () => {
    const runs = readSuite(
      buildHistory({ ...cut(10), a: 'PFPFPPPPPP', r: 'P~PPPPPPPP', once: 'PPFPPPPPPP' }),
    );
    expect(runs.redByFlake).toBeCloseTo(redByFlake([0.2, 0]), 12);
  });

  it('tells the names of issue tests that no run showed', () => {
    const issue = buildIssue('X-1', {
      tests: [
        { ...buildTest('a'), name: 'x > b' },
        { ...buildTest('b'), name: 'x > gone' },
      ],
    });
    const runs = readSuite(buildHistory({ ...cut(1) }), { issues: [issue] });
    expect([...runs.neverSeen]).toEqual([['X-1b', 'x > gone']]);
    expect([runs.keyOf('x > b'), runs.keyOf('b'), runs.keyOf('nothing')]).toEqual([
      'X-1a',
      'X-1a',
      undefined,
    ]);
  });

  it('tells the names of issue tests that fit several tests, and gives them to none', () => {
    const issue = buildIssue('X-1', { tests: [{ ...buildTest('a'), name: 'works' }] });
    const runs = readSuite(buildHistory({ 'a > works': 'P', 'b > works': 'F', ...cut(1) }), {
      issues: [issue],
    });
    expect([[...(runs.ambiguous ?? [])], runs.neverSeen.size]).toEqual([[['X-1', 'works']], 0]);
    expect([...runs.tests.values()].flatMap(({ issues }) => issues)).toEqual([]);
  });

  it('may have an issue for a set-up', () => {
    const rows = { report: '.F.', 'report > totals': 'PSP', ...cut(3) };
    const issue = buildIssue('ENV-1', { tests: [{ ...buildTest('a'), name: 'report' }] });
    const { tests, neverSeen } = readSuite(buildHistory(rows), { issues: [issue] });
    expect(tests.get('ENV-1')).toMatchObject({
      names: ['report'],
      verdict: { kind: 'infrastructure', tests: 1 },
    });
    expect(neverSeen.size).toBe(0);
  });

  it('reads hostile names', () => {
    const names = ['__proto__', 'constructor', 'toString > valueOf', ' :: ', ' > ', '<script>'];
    const runs = readSuite(
      buildHistory(
        Object.fromEntries([
          ...names.map((name) => [`h ${name}`, 'PFPF']),
          ...Object.entries(cut(4)),
          ['__proto__x', 'PFPF'],
        ]),
      ),
    );
    for (const name of names) expect(runs.tests.get(`h ${name}`)).toMatchObject({ runs: 4, failures: 2 });
  });
});

describe('tests that flake together', () => {
  const rows = {
    ...OTHERS,
    a: 'PPFPPPPFPPPPFPPPPPPPPPFPPPPPPPPPPPPPPPPPFPPP',
    b: 'PPFPPPPFPPPPFPPPPPPPPPFPPPPPPPPPPPPPPPPPPPPP',
    c: 'PPPPPPPFPPPPFPPPPPPPPPFPPPPPPPPPPPPPPPPPPPPP',
    alone: 'PFPPPPPPPPFPPPPPPPPPPPPPPPPPFPPPPPPPPPPPPPPP',
  };

  it('are a group, with the runs in which they did', () => {
    expect(readSuite(buildHistory(rows)).groups).toEqual([{ tests: ['a', 'b', 'c'], together: 4, runs: 5 }]);
  });

  it('are none where chance does the same', () => {
    const often = { ...OTHERS, a: 'FFPFFPFFPFFPFFPFFPFF', b: 'FPFFFPFPFFFFFFFPFFFP' };
    expect(readSuite(buildHistory(often)).groups).toEqual([]);
  });

  it('need two common failures', () => {
    const rare = { ...OTHERS, a: `FPPPPPPPPF${'P'.repeat(50)}`, b: `FPPPFPPPPP${'P'.repeat(50)}` };
    expect(readSuite(buildHistory(rare)).groups).toEqual([]);
    const once = `${'P'.repeat(50)}~${'P'.repeat(70)}`;
    const others = Object.fromEntries(Object.keys(OTHERS).map((name) => [name, 'P'.repeat(121)]));
    expect(readSuite(buildHistory({ ...others, a: once, b: once })).groups).toEqual([]);
  });

  it('need half of the runs in which they failed, however unlikely that is by chance', () => {
    const within = { ...OTHERS, a: 'PPF'.repeat(20), b: 'PPFPPPPPPPPP'.repeat(5) };
    const runs = readSuite(buildHistory(within));
    expect([runs.tests.get('a')?.failures, runs.tests.get('b')?.failures]).toEqual([20, 5]);
    expect(runs.groups).toEqual([]);
    const half = { ...OTHERS, a: 'PPF'.repeat(20), b: 'PPFPPF'.repeat(5).padEnd(60, 'P') };
    expect(readSuite(buildHistory(half)).groups).toHaveLength(1);
  });

  it('are looked at only in the runs that both had', () => {
    const apart = { ...OTHERS, a: 'FPPPFFPPF.PP', b: 'FPPP.FPPFPPP' };
    expect(readSuite(buildHistory(apart)).groups).toEqual([{ tests: ['a', 'b'], together: 3, runs: 4 }]);
    const common = { ...OTHERS, a: 'PFFFPP.PFFF.F', b: 'PFFFPPFPFFPPF' };
    expect(readSuite(buildHistory(common)).groups).toEqual([]);
  });

  it('are not those that a regression breaks together', () => {
    const flaky = (at: number) =>
      `${'P'.repeat(at)}F${'P'.repeat(19 - at)}F${'P'.repeat(15)}FFFFFFFF${'P'.repeat(10)}`;
    const runs = readSuite(buildHistory({ ...OTHERS, a: flaky(3), b: flaky(9) }));
    expect(runs.tests.get('a')?.setAside).toBe(8);
    expect(runs.groups).toEqual([]);
  });
});

it('names that one tool gives to tests of one commit are different tests, whichever runs choose them', () => {
  const nights = { 1: { commit: 'c0' }, 3: { commit: 'c2' } };
  const others = Object.fromEntries(['b', 'c', 'd', 'e'].map((name) => [`other > ${name}`, 'PPPP']));
  const rows = { 'f.js :: works': 'P.P.', 'f.js :: admin > works': '.F.F', ...others };
  const { tests } = readSuite(buildHistory(rows, nights));
  expect(tests.get('f.js :: works')?.verdict.kind).toBe('never-failed');
  expect(tests.get('f.js :: admin > works')?.verdict.kind).toBe('broken');
});
