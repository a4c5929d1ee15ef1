import { describe, expect, it } from 'vitest';
import { derive } from '../../src/asof/derive.ts';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import type { Issue } from '../../src/records/issue/issue.ts';
import type { Suite } from '../../src/records/suite/suite.ts';
import { buildBase, buildFix, buildIssue, buildSuite, buildTask, entry } from './build.ts';

function planOf(issues: readonly Issue[], suites: readonly Suite[] = [buildSuite()], suite?: string) {
  return derive(readAsOf(buildBase(issues, suites), '2026-01-09'), suite).plan;
}

/** The pieces of work of all horizons, by key. */
function workOf(issues: readonly Issue[], suites?: readonly Suite[]): string[] {
  return planOf(issues, suites).flatMap(({ work }) =>
    work.map((piece) => (piece.kind === 'fix' ? piece.fix.key : `${piece.home.id}/${piece.task.id}`)),
  );
}

const fixes = [buildFix('filter', '30m')];
const fixed = [entry('fixed', '2026-01-05')];
const shared = { fixes: [buildFix('filter', undefined, { same: 'DS-FLAKY-004' })] };

describe('planned work', () => {
  it('is the planned fixes and the tasks of issues that are not closed', () => {
    const tasks = [buildTask('cleanup', '1h')];
    const closed = [entry('wont-fix', '2026-01-05', { why: 'Goes away' })];
    expect(
      workOf([
        buildIssue('DS-FLAKY-001', { fixes, tasks }),
        buildIssue('DS-FLAKY-002', { fixes, tasks, timeline: fixed }),
        buildIssue('DS-FLAKY-003', { fixes, tasks, timeline: closed }),
      ]),
    ).toEqual(['DS-FLAKY-001/filter', 'DS-FLAKY-002/filter', 'DS-FLAKY-001/cleanup', 'DS-FLAKY-002/cleanup']);
  });

  it('leaves out what is applied or done', () => {
    const timeline = [entry('mitigated', '2026-01-05', { fix: 'filter' })];
    const suite = buildSuite('data-storage', {
      tasks: [
        buildTask('done', '1d', { done: '2026-01-05' }),
        buildTask('later', '1d', { done: '2026-02-05' }),
      ],
    });
    expect(workOf([buildIssue('DS-FLAKY-001', { fixes, timeline })], [suite])).toEqual([
      'data-storage/later',
    ]);
  });

  it('has the horizons of the book in its order, then others, then none; empty ones are left out', () => {
    const horizons = [undefined, 'someday', 'long-term', 'immediate'];
    const many = horizons.map((horizon, index) =>
      buildFix(`fix-${index}`, '1h', horizon === undefined ? {} : { horizon }),
    );
    const plan = planOf([buildIssue('DS-FLAKY-001', { fixes: many })]);
    expect(plan.map(({ horizon }) => horizon)).toEqual(['immediate', 'long-term', 'someday', '']);
  });

  it('sums ranges by the working time of the book, and counts what has no estimate', () => {
    const many = [buildFix('a', '2h-4h'), buildFix('b', '1d'), buildFix('c')];
    const [plan] = planOf([buildIssue('DS-FLAKY-001', { fixes: many })]);
    expect(plan).toMatchObject({ effort: { lowMinutes: 600, highMinutes: 720 }, unestimated: 1 });
  });
});

describe('a planned fix that issues share', () => {
  it('is one piece of work with all of them', () => {
    const [plan] = planOf([buildIssue('DS-FLAKY-005', shared), buildIssue('DS-FLAKY-004', { fixes })]);
    expect(plan?.effort).toEqual({ lowMinutes: 30, highMinutes: 30 });
    const [piece] = plan?.work ?? [];
    expect(piece?.kind === 'fix' && piece.issues.map(({ issue }) => issue.id)).toEqual([
      'DS-FLAKY-004',
      'DS-FLAKY-005',
    ]);
  });

  it('has the fields of its owner, whichever issue comes first', () => {
    const overriding = { fixes: [buildFix('filter', '2h', { same: 'DS-FLAKY-004' })] };
    const [plan] = planOf([buildIssue('DS-FLAKY-001', overriding), buildIssue('DS-FLAKY-004', { fixes })]);
    expect(plan?.effort).toEqual({ lowMinutes: 30, highMinutes: 30 });
  });

  it('stays planned as long as an unresolved issue waits for it', () => {
    const applied = { fixes, timeline: [entry('fixed', '2026-01-05', { fix: 'filter' })] };
    const [plan] = planOf([buildIssue('DS-FLAKY-004', applied), buildIssue('DS-FLAKY-005', shared)]);
    const [piece] = plan?.work ?? [];
    expect(piece?.kind === 'fix' && piece.issues.map(({ issue }) => issue.id)).toEqual(['DS-FLAKY-005']);
    const resolved = { ...shared, timeline: fixed };
    expect(workOf([buildIssue('DS-FLAKY-004', applied), buildIssue('DS-FLAKY-005', resolved)])).toEqual([]);
  });

  it('counts in each suite that has an issue of it', () => {
    const issues = [
      buildIssue('DS-FLAKY-004', { fixes }),
      buildIssue('GW-FLAKY-001', { ...shared, suite: 'gateway' }),
    ];
    const suites = [buildSuite(), buildSuite('gateway')];
    const sums = ['data-storage', 'gateway', undefined].map(
      (suite) => planOf(issues, suites, suite)[0]?.effort.lowMinutes,
    );
    expect(sums).toEqual([30, 30, 30]);
  });
});

describe('what planned work is expected to give', () => {
  const expectedOf = (issues: readonly Issue[], suites?: readonly Suite[]) =>
    derive(readAsOf(buildBase(issues, suites), '2026-01-09')).expected.map(
      ({ fix, tests, stable, masked }) => [fix.id, tests.length, stable.value, masked.value],
    );

  it('masks nothing that an earlier fix has made stable', () => {
    const many = [
      buildFix('streams', '1h', { horizon: 'immediate' }),
      buildFix('serial', '1h', { horizon: 'long-term', kind: 'mitigation' }),
    ];
    expect(expectedOf([buildIssue('DS-FLAKY-003', { fixes: many }, 'ab')])).toEqual([
      ['streams', 2, 157, 0],
      ['serial', 0, 157, 0],
    ]);
  });

  it('masks what a mitigation hides, and makes none of it stable', () => {
    const serial = [buildFix('serial', '1h', { kind: 'mitigation' })];
    expect(expectedOf([buildIssue('DS-FLAKY-003', { fixes: serial }, 'ab')])).toEqual([
      ['serial', 2, 155, 2],
    ]);
  });

  it('counts the unresolved tests of an issue only, and a mitigated one is unresolved', () => {
    const timeline = [entry('mitigated', '2026-01-04'), entry('fixed', '2026-01-05', { tests: ['a'] })];
    expect(expectedOf([buildIssue('DS-FLAKY-003', { fixes, timeline }, 'ab')])).toEqual([
      ['filter', 1, 157, 0],
    ]);
  });

  it('begins with the tests that a mitigation or quarantine hides already', () => {
    const timeline = [entry('mitigated', '2026-01-04'), entry('quarantined', '2026-01-05', { tests: ['a'] })];
    const issues = [buildIssue('DS-FLAKY-003', { timeline }, 'ab'), buildIssue('DS-FLAKY-004', { fixes })];
    expect(derive(readAsOf(buildBase(issues), '2026-01-09')).masked).toMatchObject({ value: 2, of: 157 });
    expect(expectedOf(issues)).toEqual([['filter', 1, 155, 2]]);
  });

  it('has no step for a fix that concerns resolved issues only', () => {
    expect(expectedOf([buildIssue('DS-FLAKY-003', { fixes, timeline: fixed })])).toEqual([]);
  });

  it('has no step where the size is not known', () => {
    expect(
      expectedOf([buildIssue('DS-FLAKY-003', { fixes })], [buildSuite('data-storage', { size: [] })]),
    ).toEqual([]);
  });
});
