import { describe, expect, it } from 'vitest';
import { derive } from '../../src/asof/derive.ts';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import type { Status } from '../../src/core/status.ts';
import type { Issue, Test } from '../../src/records/issue/issue.ts';
import type { Suite } from '../../src/records/suite/suite.ts';
import {
  buildBase,
  buildCause,
  buildDecision,
  buildFix,
  buildIssue,
  buildRun,
  buildSuite,
  buildTest,
  entry,
} from './build.ts';

function figuresOf(issues: readonly Issue[], suites?: readonly Suite[], asOf = '2026-01-31') {
  return derive(readAsOf(buildBase(issues, suites), asOf));
}

describe('breakdowns', () => {
  const impacts = ['low', undefined, 'odd', 'critical', 'low'];
  const issues = impacts.map((impact, index) =>
    buildIssue(`DS-FLAKY-00${index}`, impact === undefined ? {} : { impact }),
  );

  it('follow the order of the book, then others, then what has none', () => {
    expect([...figuresOf(issues).byImpact].map(([key, { value, of }]) => [key, value, of])).toEqual([
      ['critical', 1, 5],
      ['low', 2, 5],
      ['odd', 1, 5],
      ['', 1, 5],
    ]);
  });

  it('by pattern have the most frequent first, and issues without a standing cause last', () => {
    const withCause = (id: string, pattern: string, states = {}) =>
      buildIssue(id, { causes: [buildCause('cause', states, { pattern })] });
    const { byPattern } = figuresOf([
      withCause('DS-FLAKY-001', 'b'),
      withCause('DS-FLAKY-002', 'a'),
      withCause('DS-FLAKY-003', 'c'),
      withCause('DS-FLAKY-004', 'c'),
      withCause('DS-FLAKY-005', 'a', { refuted: '2026-01-05' }),
      buildIssue('DS-FLAKY-006'),
      buildIssue('DS-FLAKY-007'),
    ]);
    expect([...byPattern].map(([key, { value }]) => [key, value])).toEqual([
      ['c', 2],
      ['a', 1],
      ['b', 1],
      ['', 3],
    ]);
  });
});

describe('stable tests', () => {
  it('leave out suites without a known size, and count each test by its own status', () => {
    const partly = [entry('open', '2026-01-04'), entry('fixed', '2026-01-05', { tests: ['a'] })];
    const figures = figuresOf(
      [
        buildIssue('DS-FLAKY-001', { timeline: partly }, 'abc'),
        buildIssue('GW-FLAKY-001', { suite: 'gateway' }, 'ab'),
      ],
      [buildSuite(), buildSuite('gateway', { size: [], runs: [buildRun('first', '2026-01-05')] })],
    );
    expect(figures.testsUnresolved).toEqual({ unit: 'tests', value: 4, of: 5 });
    expect(figures.testsResolved.value).toBe(1);
    const suites = { known: 1, all: 2 };
    expect(figures.suiteSize).toEqual({ unit: 'tests', value: 157, suites });
    expect(figures.stable).toEqual({ unit: 'tests', value: 155, of: 157, suites });
  });

  it('are not known without any size', () => {
    const figures = figuresOf([buildIssue('DS-FLAKY-001')], [buildSuite('data-storage', { size: [] })]);
    expect(figures.stable).toBeUndefined();
    expect(figures.suiteSize).toBeUndefined();
  });

  it('are none of a suite that the book does not have', () => {
    const figures = derive(readAsOf(buildBase([buildIssue('DS-FLAKY-001')]), '2026-01-31'), 'nowhere');
    expect(figures.issues.value).toBe(0);
  });
});

describe('times', () => {
  const settledAfter = (id: string, day: string) =>
    buildIssue(id, {
      timeline: [entry('open', '2026-01-04'), entry('fixed', day), entry('verified', '2026-01-30')],
    });

  it('have the oldest unresolved issue and the oldest open decision', () => {
    const decisions = [buildDecision('x', { asked: '2026-01-21' }), buildDecision('undated')];
    const figures = figuresOf([
      buildIssue('DS-FLAKY-001', { decisions }),
      buildIssue('DS-FLAKY-002', { timeline: [entry('open', '2026-01-11')] }),
    ]);
    expect(figures.oldestUnresolvedDays).toEqual({ unit: 'days', value: 27 });
    expect(figures.oldestDecisionDays).toEqual({ unit: 'days', value: 10 });
    expect(figures.medianTimeToFixDays).toBeUndefined();
  });

  it('have the median time to fix, which a later verification leaves alone', () => {
    const issues = [
      settledAfter('DS-FLAKY-001', '2026-01-05'),
      settledAfter('DS-FLAKY-002', '2026-01-06'),
      settledAfter('DS-FLAKY-003', '2026-01-24'),
    ];
    expect(figuresOf(issues).medianTimeToFixDays).toEqual({ unit: 'days', value: 2, of: 3 });
    expect(figuresOf(issues.slice(0, 2)).medianTimeToFixDays).toEqual({ unit: 'days', value: 1.5, of: 2 });
  });

  it('name the mitigations whose end has passed while they are the present status', () => {
    const until = { until: '2026-01-10' };
    const issues = [
      buildIssue('DS-FLAKY-001', { timeline: [entry('quarantined', '2026-01-05', until)] }),
      buildIssue('DS-FLAKY-002', {
        timeline: [entry('mitigated', '2026-01-05', until), entry('fixed', '2026-01-06')],
      }),
    ];
    expect(figuresOf(issues).mitigationsPastUntil).toMatchObject([
      { issue: 'DS-FLAKY-001', word: 'quarantined', until: '2026-01-10', days: 21 },
    ]);
    expect(figuresOf(issues, undefined, '2026-01-10').mitigationsPastUntil).toEqual([]);
  });
});

describe('tests that several issues name', () => {
  const named = (id: string, name: string | undefined, parts: Partial<Test> = {}, word: Status = 'open') =>
    buildIssue(id, {
      tests: [{ ...buildTest('a'), ...(name === undefined ? {} : { name }), ...parts }],
      timeline: [entry(word, '2026-01-05')],
    });

  it('count once by their name, a former name or their line, with the least settled status', () => {
    const issues = [
      named('DS-FLAKY-001', 'shop > pays', { at: 'a_test.go:7' }),
      named('DS-FLAKY-002', 'shop > pays', {}, 'superseded'),
      named('DS-FLAKY-003', 'shop > pays twice', { aliases: ['shop > pays'] }, 'fixed'),
      named('DS-FLAKY-004', undefined, { at: 'a_test.go:7' }),
      named('DS-FLAKY-005', undefined, { at: 'a_test.go:9' }),
      named('DS-FLAKY-006', undefined, { at: 'a_test.go:9' }, 'fixed'),
    ];
    const { testsAffected, testsUnresolved, testsClosed, stable } = figuresOf(issues);
    expect([testsAffected.value, testsUnresolved.value, testsClosed.value]).toEqual([2, 2, 0]);
    expect(stable).toEqual({ unit: 'tests', value: 155, of: 157 });
  });

  it('are several where only the file or the line of named ones is the same', () => {
    const issues = [
      named('DS-FLAKY-001', undefined, { at: 'a_test.go' }),
      named('DS-FLAKY-002', undefined, { at: 'a_test.go' }),
      named('DS-FLAKY-003', 'case 1', { at: 'a_test.go:9' }),
      named('DS-FLAKY-004', 'case 2', { at: 'a_test.go:9' }),
      named('DS-FLAKY-005', undefined, { at: 'a_test.go:9' }),
    ];
    expect(figuresOf(issues).testsAffected.value).toBe(5);
  });

  it('are stable once each issue that names them is covered', () => {
    const fixed = (id: string) => ({
      ...named(id, 'shop > pays'),
      fixes: [buildFix(`fix-${id.slice(-1)}`, '1h')],
    });
    const { expected } = figuresOf([fixed('DS-FLAKY-001'), fixed('DS-FLAKY-002')]);
    expect(expected.map(({ stable }) => stable.value)).toEqual([156, 157]);
  });
});

describe('the size of a suite', () => {
  const sizes = (...tests: number[]) => [
    buildSuite('data-storage', { size: tests.map((count) => ({ date: '2026-01-04', tests: count })) }),
  ];
  const three = ['001', '002', '003'].map((id) => buildIssue(`DS-FLAKY-${id}`));

  it('makes no figure where issues name more tests', () => {
    const { stable, suiteSize, masked, expected } = figuresOf(three, sizes(2));
    expect([stable, suiteSize, masked, expected]).toEqual([undefined, undefined, undefined, []]);
    expect(figuresOf(three, sizes(3)).stable).toEqual({ unit: 'tests', value: 0, of: 3 });
  });

  it('is that of the newest run where none is noted', () => {
    const runs = [
      { ...buildRun('old', '2026-01-04'), of: 140 },
      { ...buildRun('new', '2026-01-05'), of: 150 },
      buildRun('newest', '2026-01-06'),
    ];
    const suite = buildSuite('data-storage', { size: [], runs });
    const size = readAsOf(buildBase([], [suite]), '2026-01-09').suites.get('data-storage')?.size;
    expect(size).toEqual({ date: '2026-01-05', tests: 150, run: 'new' });
  });

  it('is summed over the suites whose size is known, and says so', () => {
    const noted = { size: [], runs: [buildRun('first', '2026-01-05')] };
    const suites = [...sizes(10), buildSuite('gateway', noted)];
    const figures = derive(readAsOf(buildBase(three, suites), '2026-01-09'));
    expect(figures.stable).toEqual({ unit: 'tests', value: 7, of: 10, suites: { known: 1, all: 2 } });
  });
});

describe('what fell', () => {
  it('counts each shared fix once', () => {
    const timeline = [entry('fixed', '2026-01-05', { fix: 'filter' }), entry('reopened', '2026-01-06')];
    const figures = figuresOf([
      buildIssue('DS-FLAKY-004', { fixes: [buildFix('filter'), buildFix('schemas')], timeline }),
      buildIssue('DS-FLAKY-005', {
        fixes: [buildFix('filter', undefined, { same: 'DS-FLAKY-004' })],
        timeline,
      }),
    ]);
    expect(figures.fixesFallen).toEqual({ unit: 'claims', value: 1, of: 1 });
    expect(figures.fixesApplied).toEqual({ unit: 'fixes', value: 1, of: 2 });
  });

  it('counts claims that name a commit or nothing', () => {
    const timeline = [
      entry('open', '2026-01-04'),
      entry('fixed', '2026-01-05', { commit: '4512e87' }),
      entry('reopened', '2026-01-09'),
      entry('fixed', '2026-01-12'),
      entry('reopened', '2026-01-20'),
      entry('fixed', '2026-01-21'),
    ];
    const figures = figuresOf([buildIssue('DS-FLAKY-001', { timeline })]);
    expect(figures.fixesFallen).toEqual({ unit: 'claims', value: 2, of: 3 });
  });

  it('leaves out what was taken back', () => {
    const timeline = [
      entry('mitigated', '2026-01-05', { fix: 'serial' }),
      entry('fixed', '2026-01-06', { fix: 'queues' }),
      entry('reverted', '2026-01-07', { fix: 'serial' }),
      entry('reopened', '2026-01-08'),
    ];
    const fixes = [buildFix('serial', undefined, { kind: 'mitigation' }), buildFix('queues')];
    const figures = figuresOf([buildIssue('DS-FLAKY-001', { fixes, timeline })]);
    expect(figures.fixesFallen).toEqual({ unit: 'claims', value: 1, of: 2 });
  });

  it('counts the issues whose first cause did not stand', () => {
    const causes = [buildCause('a', { proposed: '2026-01-03', refuted: '2026-01-05' }), buildCause('b')];
    const figures = figuresOf([
      buildIssue('DS-FLAKY-001', { causes }),
      buildIssue('DS-FLAKY-002', { causes: causes.toReversed() }),
      buildIssue('DS-FLAKY-003'),
    ]);
    expect(figures.firstDiagnosesFallen).toEqual({ unit: 'issues', value: 2, of: 2 });
  });
});
