import { describe, expect, it } from 'vitest';
import { derive } from '../../src/asof/derive.ts';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import { buildBase, buildDecision, buildIssue, buildSuite, buildTask, entry } from './build.ts';

const question = buildDecision('shutdown', {
  asked: '2026-01-05',
  due: '2026-01-08',
  answered: '2026-01-12',
  chosen: 'serial-marker',
  why: 'It is cheap',
});
const base = buildBase([buildIssue('DS-FLAKY-003', { decisions: [question] })]);
const readQuestion = (asOf: string) => readAsOf(base, asOf).decisions[0];

describe('a decision as of a date', () => {
  it('is absent until it is asked', () => {
    expect(readQuestion('2026-01-04')).toBeUndefined();
  });

  it('is open until it is answered, and does not tell its answer', () => {
    const open = readQuestion('2026-01-11');
    expect(open).toMatchObject({ key: 'DS-FLAKY-003/shutdown', state: 'open', ageDays: 6, overdue: true });
    expect(open?.decision).toEqual(buildDecision('shutdown', { asked: '2026-01-05', due: '2026-01-08' }));
  });

  it('is overdue only after the due day', () => {
    expect(readQuestion('2026-01-08')?.overdue).toBe(false);
    expect(readQuestion('2026-01-09')?.overdue).toBe(true);
  });

  it('stops ageing with its answer', () => {
    const answered = readQuestion('2026-02-01');
    expect(answered).toMatchObject({ state: 'answered', ageDays: 7, overdue: false });
    expect(answered?.decision).toEqual(question);
  });

  it('dates the issues that it is about, by its question and its answer', () => {
    const about = { ...question, about: ['DS-FLAKY-001'] };
    const suite = buildSuite('data-storage', { decisions: [about] });
    const asked = (asOf: string) =>
      readAsOf(buildBase([buildIssue('DS-FLAKY-001')], [suite]), asOf).issues.get('DS-FLAKY-001')?.updated;
    expect([asked('2026-01-04'), asked('2026-01-11'), asked('2026-02-01')]).toEqual([
      '2026-01-04',
      '2026-01-05',
      '2026-01-12',
    ]);
  });

  it('has no age without a date, and exists with its issue', () => {
    const undated = buildIssue('DS-FLAKY-003', { decisions: [buildDecision('x')] });
    const [decision] = readAsOf(buildBase([undated]), '2026-01-04').decisions;
    expect(decision).toMatchObject({ state: 'open', overdue: false });
    expect(decision?.ageDays).toBeUndefined();
    expect(readAsOf(buildBase([undated]), '2026-01-03').decisions).toEqual([]);
  });
});

describe('a decision about several issues', () => {
  const own = buildDecision('own', { about: ['DS-FLAKY-001', 'DS-FLAKY-404'] });
  const suites = [
    buildSuite('data-storage', { decisions: [buildDecision('priority', { about: ['DS-FLAKY-001'] })] }),
  ];
  const issues = [
    buildIssue('DS-FLAKY-001', { decisions: [buildDecision('first')] }),
    buildIssue('DS-FLAKY-003', { decisions: [own] }),
  ];
  const snapshot = readAsOf(buildBase(issues, suites), '2026-01-09');

  it('shows on its home and on those issues that exist', () => {
    expect(snapshot.decisions.map(({ key, issues: on }) => [key, on])).toEqual([
      ['DS-FLAKY-001/first', ['DS-FLAKY-001']],
      ['DS-FLAKY-003/own', ['DS-FLAKY-003', 'DS-FLAKY-001']],
      ['data-storage/priority', ['DS-FLAKY-001']],
    ]);
    expect(snapshot.issues.get('DS-FLAKY-001')?.decisions.map(({ key }) => key)).toEqual([
      'DS-FLAKY-001/first',
      'DS-FLAKY-003/own',
      'data-storage/priority',
    ]);
    expect(snapshot.suites.get('data-storage')?.decisions.map(({ key }) => key)).toEqual([
      'data-storage/priority',
    ]);
  });

  it('counts once', () => {
    expect(derive(snapshot, 'data-storage').decisionsOpen).toEqual({ unit: 'decisions', value: 3, of: 3 });
    expect(derive(snapshot).decisionsOpen.value).toBe(3);
  });
});

describe('suites and tasks as of a date', () => {
  const suite = buildSuite('data-storage', {
    size: [
      { date: '2026-01-09', tests: 160 },
      { date: '2026-01-04', tests: 150 },
      { date: '2026-01-04', tests: 157 },
    ],
    runs: [
      { id: 'late', date: '2026-01-09', after: [], failures: [], with: {} },
      { id: 'early', date: '2026-01-04', after: [], failures: [], with: {} },
    ],
    tasks: [buildTask('audit', '1w', { done: '2026-01-09' })],
  });
  const issue = buildIssue('DS-FLAKY-001', { timeline: [entry('open', '2026-01-04')] });
  const readSuite = (asOf: string) => readAsOf(buildBase([issue], [suite]), asOf).suites.get('data-storage');

  it('have the newest size and the runs up to the date', () => {
    expect(readSuite('2026-01-03')?.size).toBeUndefined();
    expect(readSuite('2026-01-04')?.size?.tests).toBe(157);
    expect(readSuite('2026-01-09')?.size?.tests).toBe(160);
    expect(readSuite('2026-01-08')?.suite.runs.map(({ id }) => id)).toEqual(['early']);
    expect(readSuite('2026-01-09')?.suite.runs.map(({ id }) => id)).toEqual(['late', 'early']);
  });

  it('have their tasks undone until they are', () => {
    expect(readSuite('2026-01-08')?.suite.tasks[0]?.done).toBeUndefined();
    expect(readSuite('2026-01-09')?.suite.tasks[0]?.done).toBe('2026-01-09');
  });
});
