import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { derive } from '../../src/asof/derive.ts';
import type { Figure } from '../../src/asof/figures.ts';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import type { IssueReading } from '../../src/asof/snapshot.ts';
import type { KnowledgeBase } from '../../src/records/knowledge-base.ts';
import { openTestBook, ROOT, readFiles } from '../support/book.ts';

const openHistory = (name: string, asOf: string) =>
  openTestBook(readFiles(join(ROOT, 'test/fixtures', name)), asOf);
const { kb, findings } = openHistory('history', '2026-05-14');
const second = openHistory('second-history', '2026-05-05');
const third = openHistory('third-history', '2022-09-14');

/** What a person knows who has the story at hand, and no program. Issues by number; what is not there did not exist. */
interface Truth {
  /** A status; then the leading cause where there is one; then what still holds it off, and what is overdue, in days. */
  readonly issues: Readonly<Record<string, string>>;
  /** The work ahead, in the order of the plan. */
  readonly next: readonly string[];
  readonly applied: string;
  readonly fallen: string;
  readonly affected: number;
  readonly unresolved: number;
  readonly stable: string;
  readonly masked: number;
}

// Worked out by hand from the records of `fixtures/history`. Never renew it from what the program says.
const HISTORY: Readonly<Record<string, Truth>> = {
  // The run id was tried, and failed: nothing is planned. Nobody has thought of another fix.
  '2026-01-03': {
    issues: { 2: 'open, overbroad-cleanup' },
    next: [],
    applied: '0 of 1',
    fallen: '0 of 0',
    affected: 1,
    unresolved: 1,
    stable: '156 of 157',
    masked: 0,
  },
  // 001 is fixed in this minute, 002 in the next one.
  '2026-01-04T11:20-05:00': {
    issues: { 1: 'fixed, async-wait', 2: 'open, overbroad-cleanup' },
    next: [],
    applied: '1 of 2',
    fallen: '0 of 1',
    affected: 2,
    unresolved: 1,
    stable: '156 of 157',
    masked: 0,
  },
  // 003 was opened five minutes ago: no cause, no fix, and one test.
  '2026-01-04T11:55-05:00': {
    issues: { 1: 'fixed, async-wait', 2: 'fixed, overbroad-cleanup', 3: 'open' },
    next: ['2/schema-isolation'],
    applied: '2 of 4',
    fallen: '0 of 2',
    affected: 3,
    unresolved: 1,
    stable: '156 of 157',
    masked: 0,
  },
  // The handler is thought of in this minute; the serial marker is set in the next one.
  '2026-01-04T17:20Z': {
    issues: {
      1: 'fixed, async-wait',
      2: 'fixed, overbroad-cleanup',
      3: 'triaged, shared-state',
      4: 'open, eventual-consistency',
      5: 'open, eventual-consistency',
    },
    next: [
      '3/serial-marker',
      '3/handler',
      '4/filter-by-run',
      '2/schema-isolation',
      '3/unique-streams',
      '4/process-schemas',
    ],
    applied: '2 of 9',
    fallen: '0 of 2',
    affected: 5,
    unresolved: 3,
    stable: '154 of 157',
    masked: 0,
  },
  '2026-01-04': {
    issues: {
      1: 'fixed, async-wait',
      2: 'fixed, overbroad-cleanup',
      3: 'mitigated, shared-state',
      4: 'open, eventual-consistency',
      5: 'open, eventual-consistency',
    },
    next: [
      '3/handler',
      '4/filter-by-run',
      '2/schema-isolation',
      '3/unique-streams',
      '4/process-schemas',
      'audit',
    ],
    applied: '3 of 9',
    fallen: '0 of 3',
    affected: 5,
    unresolved: 3,
    stable: '154 of 157',
    masked: 1,
  },
  // The first cause of 004 and 005 was refuted this morning; 005 is superseded in half an hour.
  '2026-01-06T10:30-05:00': {
    issues: {
      1: 'fixed, async-wait',
      2: 'fixed, overbroad-cleanup',
      3: 'mitigated, shared-state',
      4: 'quarantined, unscoped-assertion',
      5: 'open',
    },
    next: [
      '3/handler',
      '4/filter-by-run',
      '2/schema-isolation',
      '3/unique-streams',
      '4/process-schemas',
      'audit',
    ],
    applied: '3 of 9',
    fallen: '0 of 3',
    affected: 5,
    unresolved: 3,
    stable: '154 of 157',
    masked: 2,
  },
  // The fix of 001 fell; the next one comes in a minute. The quarantine holds to the end of the day.
  '2026-01-20T09:59-05:00': {
    issues: {
      1: 'reopened, async-wait',
      2: 'fixed, overbroad-cleanup',
      3: 'mitigated, shared-state',
      4: 'quarantined, unscoped-assertion',
      5: 'superseded',
    },
    next: [
      '3/handler',
      '4/filter-by-run',
      '1/read-own-writes',
      '2/schema-isolation',
      '3/unique-streams',
      '4/process-schemas',
      'audit',
    ],
    applied: '3 of 10',
    fallen: '1 of 3',
    affected: 5,
    unresolved: 3,
    stable: '154 of 157',
    masked: 2,
  },
  // 006 names the test of 004 under its older name, and one more.
  '2026-01-25': {
    issues: {
      1: 'fixed, async-wait',
      2: 'fixed, overbroad-cleanup',
      3: 'mitigated, shared-state',
      4: 'quarantined, unscoped-assertion, 5 days over',
      5: 'superseded',
      6: 'open, unscoped-assertion',
    },
    next: [
      '3/handler',
      '4/filter-by-run',
      '2/schema-isolation',
      '3/unique-streams',
      '3/wait-group',
      '4/process-schemas',
      'audit',
    ],
    applied: '4 of 11',
    fallen: '1 of 4',
    affected: 6,
    unresolved: 3,
    stable: '154 of 157',
    masked: 1,
  },
  // It is February 15 in UTC when 007 is opened; nobody knows a cause until midnight.
  '2026-02-14': {
    issues: {
      1: 'verified, async-wait',
      2: 'fixed, overbroad-cleanup',
      3: 'mitigated, shared-state',
      4: 'fixed, unscoped-assertion',
      5: 'superseded',
      6: 'fixed, unscoped-assertion',
      7: 'open',
    },
    next: [
      '3/handler',
      '2/schema-isolation',
      '3/unique-streams',
      '3/wait-group',
      '4/process-schemas',
      'audit',
    ],
    applied: '5 of 11',
    fallen: '1 of 6',
    affected: 7,
    unresolved: 2,
    stable: '155 of 157',
    masked: 1,
  },
  // The suite has grown. The day has 23 hours.
  '2026-03-08': {
    issues: {
      1: 'verified, async-wait',
      2: 'fixed, overbroad-cleanup',
      3: 'mitigated, shared-state, 8 days over',
      4: 'fixed, unscoped-assertion',
      5: 'superseded',
      6: 'fixed, unscoped-assertion',
      7: 'mitigated, time-dependence',
    },
    next: [
      '3/handler',
      '2/schema-isolation',
      '3/unique-streams',
      '3/wait-group',
      '4/process-schemas',
      'audit',
    ],
    applied: '6 of 12',
    fallen: '1 of 7',
    affected: 7,
    unresolved: 2,
    stable: '159 of 161',
    masked: 1,
  },
  // The fix of 003 is in, and the serial marker is still there.
  '2026-03-15T10:00-04:00': {
    issues: {
      1: 'verified, async-wait',
      2: 'fixed, overbroad-cleanup',
      3: 'fixed, shared-state',
      4: 'fixed, unscoped-assertion',
      5: 'superseded',
      6: 'fixed, unscoped-assertion',
      7: 'mitigated, time-dependence',
    },
    next: ['3/handler', '2/schema-isolation', '3/wait-group', '4/process-schemas', 'audit'],
    applied: '7 of 12',
    fallen: '1 of 8',
    affected: 7,
    unresolved: 1,
    stable: '160 of 161',
    masked: 1,
  },
  // All markers are deleted; that is no fix that fell.
  '2026-03-15T10:01-04:00': {
    issues: {
      1: 'verified, async-wait',
      2: 'fixed, overbroad-cleanup',
      3: 'fixed, shared-state',
      4: 'fixed, unscoped-assertion',
      5: 'superseded',
      6: 'fixed, unscoped-assertion',
      7: 'mitigated, time-dependence',
    },
    next: ['3/handler', '2/schema-isolation', '3/wait-group', '4/process-schemas', 'audit'],
    applied: '6 of 12',
    fallen: '1 of 8',
    affected: 7,
    unresolved: 1,
    stable: '160 of 161',
    masked: 1,
  },
  // 003 has a second test; the commit that was to fix 006 fell; the audit is done.
  '2026-05-01': {
    issues: {
      1: 'verified, async-wait',
      2: 'fixed, overbroad-cleanup',
      3: 'open, shared-state',
      4: 'fixed, unscoped-assertion',
      5: 'superseded',
      6: 'investigating, data-race',
      7: 'mitigated, time-dependence, 1 days over',
    },
    next: ['3/handler', '2/schema-isolation', '3/wait-group', '4/process-schemas'],
    applied: '6 of 12',
    fallen: '2 of 8',
    affected: 8,
    unresolved: 3,
    stable: '158 of 161',
    masked: 0,
  },
  // A change is open for the second test of 003. The suite has lost a test.
  '2026-05-14': {
    issues: {
      1: 'verified, async-wait',
      2: 'fixed, overbroad-cleanup',
      3: 'fix-proposed, shared-state',
      4: 'fixed, unscoped-assertion',
      5: 'superseded',
      6: 'investigating, data-race',
      7: 'mitigated, time-dependence, 14 days over',
    },
    next: ['3/handler', '2/schema-isolation', '3/wait-group', '4/process-schemas', '3/request-gate'],
    applied: '6 of 13',
    fallen: '2 of 8',
    affected: 8,
    unresolved: 3,
    stable: '157 of 160',
    masked: 0,
  },
};

// Worked out by hand from the records of `fixtures/second-history`, before the program saw them.
const SECOND_HISTORY: Readonly<Record<string, Truth>> = {
  // A list without dates tells of the first one.
  '2026-01-13': {
    issues: { 1: 'open' },
    next: ['tidy'],
    applied: '0 of 0',
    fallen: '0 of 0',
    affected: 1,
    unresolved: 1,
    stable: '39 of 40',
    masked: 0,
  },
  '2026-01-19': {
    issues: { 1: 'open, order', 2: 'open', 4: 'open' },
    next: ['2/freeze', 'tidy'],
    applied: '0 of 1',
    fallen: '0 of 0',
    affected: 4,
    unresolved: 4,
    stable: '36 of 40',
    masked: 0,
  },
  // The retry was tried, and failed.
  '2026-01-31': {
    issues: { 1: 'open, order', 2: 'open', 3: 'open', 4: 'open' },
    next: ['2/freeze', 'tidy'],
    applied: '0 of 2',
    fallen: '0 of 0',
    affected: 5,
    unresolved: 5,
    stable: '35 of 40',
    masked: 0,
  },
  '2026-02-05': {
    issues: { 1: 'mitigated, order', 2: 'open', 3: 'quarantined', 4: 'open' },
    next: ['audit', '2/freeze', 'tidy'],
    applied: '1 of 4',
    fallen: '0 of 1',
    affected: 5,
    unresolved: 5,
    stable: '35 of 40',
    masked: 2,
  },
  // One of two tests is fixed.
  '2026-02-11': {
    issues: { 1: 'mitigated, order', 2: 'open, clock', 3: 'quarantined', 4: 'open' },
    next: ['audit', '2/freeze', 'tidy'],
    applied: '2 of 5',
    fallen: '0 of 2',
    affected: 5,
    unresolved: 4,
    stable: '36 of 40',
    masked: 2,
  },
  // 005 and 006 name one test.
  '2026-02-17': {
    issues: { 1: 'mitigated, order', 2: 'open, clock', 3: 'quarantined', 4: 'open', 5: 'open', 6: 'open' },
    next: ['audit', '2/freeze', 'tidy'],
    applied: '2 of 5',
    fallen: '0 of 2',
    affected: 6,
    unresolved: 5,
    stable: '35 of 40',
    masked: 2,
  },
  '2026-02-21': {
    issues: {
      1: 'mitigated, lock-wait',
      2: 'open, clock',
      3: 'quarantined',
      4: 'open',
      5: 'superseded',
      6: 'open',
    },
    next: ['1/lock', 'audit', '2/freeze', 'tidy'],
    applied: '2 of 6',
    fallen: '0 of 2',
    affected: 6,
    unresolved: 5,
    stable: '35 of 40',
    masked: 2,
  },
  // Two promises are past their dates.
  '2026-03-03': {
    issues: {
      1: 'mitigated, lock-wait, 2 days over',
      2: 'partly-fixed, clock',
      3: 'quarantined, 3 days over',
      4: 'open',
      5: 'superseded',
      6: 'investigating',
    },
    next: ['1/lock', 'audit', '2/freeze', 'tidy'],
    applied: '3 of 7',
    fallen: '0 of 3',
    affected: 6,
    unresolved: 5,
    stable: '35 of 40',
    masked: 0,
  },
  // The mitigation was taken back, and a change is open.
  '2026-03-10': {
    issues: {
      1: 'fix-proposed, lock-wait',
      2: 'partly-fixed, clock',
      3: 'quarantined, 10 days over',
      4: 'open',
      5: 'superseded',
      6: 'investigating',
    },
    next: ['1/lock', 'audit', '2/freeze', 'tidy'],
    applied: '2 of 7',
    fallen: '0 of 3',
    affected: 6,
    unresolved: 5,
    stable: '35 of 40',
    masked: 0,
  },
  '2026-03-20': {
    issues: {
      1: 'fixed, lock-wait',
      2: 'partly-fixed, clock',
      3: 'moved',
      4: 'open',
      5: 'superseded',
      6: 'investigating',
    },
    next: ['audit', '2/freeze', 'tidy'],
    applied: '3 of 7',
    fallen: '0 of 4',
    affected: 6,
    unresolved: 3,
    stable: '37 of 40',
    masked: 0,
  },
  // The fix fell, and the suite has grown.
  '2026-04-02': {
    issues: {
      1: 'reopened, lock-wait',
      2: 'partly-fixed, clock',
      3: 'moved',
      4: 'open',
      5: 'superseded',
      6: 'investigating',
    },
    next: ['audit', '2/freeze', 'tidy'],
    applied: '3 of 7',
    fallen: '1 of 4',
    affected: 6,
    unresolved: 4,
    stable: '40 of 44',
    masked: 0,
  },
  '2026-04-21': {
    issues: {
      1: 'fixed, lock-wait',
      2: 'fixed, clock',
      3: 'moved',
      4: 'stale',
      5: 'superseded',
      6: 'investigating',
    },
    next: ['2/freeze', 'tidy'],
    applied: '3 of 7',
    fallen: '1 of 5',
    affected: 6,
    unresolved: 1,
    stable: '43 of 44',
    masked: 0,
  },
  '2026-05-05': {
    issues: {
      1: 'verified, lock-wait',
      2: 'fixed, clock',
      3: 'moved',
      4: 'stale',
      5: 'superseded',
      6: 'investigating',
    },
    next: ['2/freeze', 'tidy'],
    applied: '3 of 7',
    fallen: '1 of 5',
    affected: 6,
    unresolved: 1,
    stable: '43 of 44',
    masked: 0,
  },
};

// Worked out by hand from the records of `fixtures/third-history`, which follow public threads about the tests of a
// JavaScript runtime: what holds a test off stays while people look for the cause, and a job has no test.
const THIRD_HISTORY: Readonly<Record<string, Truth>> = {
  '2022-04-24': {
    issues: { 1: 'fix-proposed, squared' },
    next: ['1/scale-once'],
    applied: '0 of 1',
    fallen: '0 of 0',
    affected: 2,
    unresolved: 2,
    stable: '3298 of 3300',
    masked: 0,
  },
  '2022-04-25': {
    issues: { 1: 'fixed, squared' },
    next: [],
    applied: '1 of 1',
    fallen: '0 of 1',
    affected: 2,
    unresolved: 0,
    stable: '3300 of 3300',
    masked: 0,
  },
  // It fell, and three days later a mark is thought of.
  '2022-04-30': {
    issues: { 1: 'fix-proposed, slow-machines' },
    next: ['1/mark', '1/consistent'],
    applied: '1 of 3',
    fallen: '1 of 1',
    affected: 2,
    unresolved: 2,
    stable: '3298 of 3300',
    masked: 0,
  },
  '2022-05-10': {
    issues: { 1: 'quarantined, slow-machines', 5: 'mitigated' },
    next: ['1/consistent'],
    applied: '2 of 4',
    fallen: '1 of 2',
    affected: 2,
    unresolved: 2,
    stable: '3298 of 3300',
    masked: 2,
  },
  // The job is still retried while a change is open; that was to end three days ago.
  '2022-06-18': {
    issues: { 1: 'fixed, slow-machines', 2: 'fix-proposed', 5: 'fix-proposed, still mitigated, 3 days over' },
    next: ['2/simplify', '5/disk'],
    applied: '3 of 6',
    fallen: '1 of 3',
    affected: 3,
    unresolved: 1,
    stable: '3299 of 3300',
    masked: 0,
  },
  '2022-06-30': {
    issues: { 1: 'fixed, slow-machines', 2: 'quarantined', 3: 'fix-proposed', 5: 'fixed' },
    next: ['3/test-only', '2/simplify'],
    applied: '4 of 8',
    fallen: '1 of 4',
    affected: 4,
    unresolved: 2,
    stable: '3298 of 3300',
    masked: 1,
  },
  // The question of this morning names two fixes. The repair of the test was tried, and failed.
  '2022-07-01T12:00Z': {
    issues: { 1: 'fixed, slow-machines', 2: 'quarantined', 3: 'fix-proposed', 5: 'fixed' },
    next: ['3/revert', '3/close-idle', '2/simplify'],
    applied: '4 of 10',
    fallen: '1 of 4',
    affected: 4,
    unresolved: 2,
    stable: '3298 of 3300',
    masked: 1,
  },
  '2022-07-01': {
    issues: { 1: 'fixed, slow-machines', 2: 'quarantined', 3: 'fixed', 4: 'open', 5: 'fixed' },
    next: ['2/simplify'],
    applied: '5 of 10',
    fallen: '1 of 5',
    affected: 5,
    unresolved: 2,
    stable: '3348 of 3350',
    masked: 1,
  },
  // Two more tests were found an hour ago. The fix of today is dated by its day, which has not ended.
  '2022-07-22T10:00Z': {
    issues: {
      1: 'fixed, slow-machines',
      2: 'investigating, still quarantined',
      3: 'fixed',
      4: 'open, still quarantined',
      5: 'reopened',
    },
    next: ['2/simplify'],
    applied: '5 of 11',
    fallen: '3 of 5',
    affected: 7,
    unresolved: 4,
    stable: '3346 of 3350',
    masked: 2,
  },
  '2022-07-23': {
    issues: {
      1: 'fixed, slow-machines',
      2: 'investigating, still quarantined',
      3: 'fixed',
      4: 'open, still quarantined',
      5: 'reopened',
    },
    next: ['4/mark-second', '4/null-check', '2/simplify'],
    applied: '5 of 13',
    fallen: '3 of 5',
    affected: 7,
    unresolved: 4,
    stable: '3346 of 3350',
    masked: 2,
  },
  // Of the three tests one failed again. The second mark was never made.
  '2022-08-10': {
    issues: {
      1: 'fixed, slow-machines',
      2: 'fix-proposed, interval, still quarantined, 10 days over',
      3: 'fixed',
      4: 'reopened',
      5: 'reopened',
    },
    next: ['2/tolerance', '2/simplify'],
    applied: '6 of 14',
    fallen: '4 of 6',
    affected: 7,
    unresolved: 2,
    stable: '3348 of 3350',
    masked: 0,
  },
  // The change was closed, and the mark is still there.
  '2022-08-20': {
    issues: {
      1: 'fixed, slow-machines',
      2: 'investigating, interval, still quarantined, 20 days over',
      3: 'fixed',
      4: 'reopened',
      5: 'reopened',
    },
    next: ['2/simplify'],
    applied: '6 of 14',
    fallen: '4 of 6',
    affected: 7,
    unresolved: 2,
    stable: '3348 of 3350',
    masked: 0,
  },
  // The mark is gone.
  '2022-09-14': {
    issues: {
      1: 'fixed, slow-machines',
      2: 'investigating, interval',
      3: 'fixed',
      4: 'reopened',
      5: 'reopened',
    },
    next: ['2/simplify'],
    applied: '6 of 14',
    fallen: '4 of 6',
    affected: 7,
    unresolved: 2,
    stable: '3348 of 3350',
    masked: 0,
  },
};

describe('a history of five months', () => {
  it('has nothing to find but what is over', () => {
    expect(findings.map(({ ruleId, file }) => `${ruleId} ${file}`)).toEqual([
      'until-passed issues/DS-FLAKY-007.md',
    ]);
  });

  for (const [date, truth] of Object.entries(HISTORY)) {
    it(`is what it was at ${date}`, () => {
      expect(tell(kb, date, 'data-storage')).toEqual(truth);
    });
  }
});

describe('a second history of five months', () => {
  it('has nothing to find', () => {
    expect(second.findings.map(({ ruleId, file }) => `${ruleId} ${file}`)).toEqual([]);
  });

  for (const [date, truth] of Object.entries(SECOND_HISTORY)) {
    it(`is what it was at ${date}`, () => {
      expect(tell(second.kb, date, 'checkout')).toEqual(truth);
    });
  }

  it('has a test under its older name until the day of its renaming', () => {
    const nameAt = (date: string) => readAsOf(second.kb, date).issues.get('CO-6')?.tests[0]?.test.name;
    expect(['2026-03-24', '2026-03-25'].map(nameAt)).toEqual([
      'Ship > tells the weight',
      'Ship > tells the weight in grams',
    ]);
  });
});

describe('a third history of five months', () => {
  it('has nothing to find', () => {
    expect(third.findings.map(({ ruleId, file }) => `${ruleId} ${file}`)).toEqual([]);
  });

  for (const [date, truth] of Object.entries(THIRD_HISTORY)) {
    it(`is what it was at ${date}`, () => {
      expect(tell(third.kb, date, 'runtime')).toEqual(truth);
    });
  }
});

describe('a test that was renamed and put elsewhere on February 12', () => {
  const testAt = (date: string) => {
    const { test } = readAsOf(kb, date).issues.get('DS-FLAKY-004')?.tests[0] ?? {};
    return { name: test?.name, at: test?.at, aliases: test?.aliases };
  };
  const older = 'Scoring | returns one workflow with a high score';

  it('had its older name before, and a place that nobody has noted', () => {
    expect(testAt('2026-02-11')).toEqual({ name: older, at: undefined, aliases: [] });
  });

  it('has its present name and place since then', () => {
    expect(testAt('2026-02-12')).toEqual({
      name: 'Workflow search | Scoring | returns exactly one workflow with a high score',
      at: 'test/workflow_scoring_test.go:312',
      aliases: [older],
    });
  });
});

function tell(base: KnowledgeBase, date: string, suite: string): Truth {
  const snapshot = readAsOf(base, date);
  const figures = derive(snapshot, suite);
  return {
    issues: Object.fromEntries([...snapshot.issues].map(([id, issue]) => [short(id), describeIssue(issue)])),
    next: figures.plan.flatMap(({ work }) =>
      work.map((piece) => (piece.kind === 'fix' ? short(piece.fix.key) : piece.task.id)),
    ),
    applied: share(figures.fixesApplied),
    fallen: share(figures.fixesFallen),
    affected: figures.testsAffected.value,
    unresolved: figures.testsUnresolved.value,
    stable: share(figures.stable),
    masked: figures.masked?.value ?? 0,
  };
}

function describeIssue({ status, leading, holds, overdue }: IssueReading): string {
  const still = holds.flatMap(({ word }) => (word === status ? [] : [`still ${word}`]));
  const over = overdue.map(({ days }) => `${days} days over`);
  return [status, ...(leading ? [leading.cause.id] : []), ...still, ...over].join(', ');
}

function short(id: string): string {
  return id.replace(/^(?:DS-FLAKY-00|CO-|RT-)/, '');
}

function share(figure: Figure | undefined): string {
  return figure ? `${figure.value} of ${figure.of}` : 'unknown';
}
