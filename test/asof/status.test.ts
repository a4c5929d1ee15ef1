import { describe, expect, it } from 'vitest';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import { createCalendar } from '../../src/core/calendar.ts';
import { quarantineOf } from '../../src/quarantine/mutes.ts';
import { buildBase, buildIssue, buildTest, entry, readFirst } from './build.ts';

const opened = entry('open', '2026-01-04');

describe('the status of an issue', () => {
  const issue = buildIssue('DS-FLAKY-001', {
    timeline: [
      entry('introduced', '2026-01-02'),
      opened,
      entry('fixed', '2026-01-06T09:00-05:00'),
      entry('seen', '2026-01-07'),
    ],
  });

  it('does not exist before the first status, whatever events come earlier', () => {
    expect(readAsOf(buildBase([issue]), '2026-01-03').issues.size).toBe(0);
  });

  it('is the last status entry at or before the date', () => {
    expect(readFirst('2026-01-05', issue)).toMatchObject({ status: 'open', since: '2026-01-04', ageDays: 1 });
    expect(readFirst('2026-01-06T08:59-05:00', issue).status).toBe('open');
    expect(readFirst('2026-01-06T09:00-05:00', issue).status).toBe('fixed');
  });

  it('is not changed by an event, which shows in the timeline and as the newest date', () => {
    const reading = readFirst('2026-01-08', issue);
    expect(reading).toMatchObject({ status: 'fixed', group: 'resolved', updated: '2026-01-07' });
    expect(reading.issue.timeline).toHaveLength(4);
  });

  it('counts a date alone at the end of its day in the time zone of the book', () => {
    const base = buildBase([buildIssue('DS-FLAKY-001', { timeline: [opened] })]);
    expect(readAsOf(base, '2026-01-04T23:59-05:00').issues.size).toBe(0);
    expect(readAsOf(base, '2026-01-05T00:00-05:00').issues.size).toBe(1);
  });

  it('follows the order of the file where that is not the order of the dates', () => {
    const timeline = [opened, entry('fixed', '2026-01-09'), entry('triaged', '2026-01-05')];
    expect(readFirst('2026-01-10', buildIssue('DS-FLAKY-001', { timeline })).status).toBe('triaged');
    expect(readFirst('2026-01-04', buildIssue('DS-FLAKY-001', { timeline })).status).toBe('open');
  });

  it('grows older until it is settled', () => {
    expect(readFirst('2026-01-05', issue).ageDays).toBe(1);
    expect(readFirst('2026-03-01', issue).ageDays).toBe(2);
  });
});

describe('the status of an issue with several tests', () => {
  const timeline = [
    opened,
    entry('fixed', '2026-01-05', { tests: ['a'] }),
    entry('fixed', '2026-01-08', { tests: ['b'] }),
    entry('verified', '2026-01-20'),
  ];
  const issue = buildIssue('DS-FLAKY-003', { timeline }, 'ab');

  it('is the least settled of its tests', () => {
    const reading = readFirst('2026-01-06', issue);
    expect(reading).toMatchObject({ status: 'open', since: '2026-01-04' });
    expect(reading.tests.map(({ id, status, group }) => [id, status, group])).toEqual([
      ['DS-FLAKY-003a', 'fixed', 'resolved'],
      ['DS-FLAKY-003b', 'open', 'unresolved'],
    ]);
  });

  it('is not that of an entry without tests, for a test that became known later', () => {
    const tests = [buildTest('a'), { ...buildTest('b'), found: '2026-02-01' }];
    const late = buildIssue('DS-FLAKY-003', { tests, timeline: [opened, entry('fixed', '2026-01-10')] });
    const reading = readFirst('2026-03-01', late);
    expect(reading.tests.map(({ id, status }) => [id, status])).toEqual([['DS-FLAKY-003a', 'fixed']]);
  });

  it('stands since the newest entry that gave it', () => {
    expect(readFirst('2026-01-10', issue)).toMatchObject({ status: 'fixed', since: '2026-01-08' });
  });

  it('is settled once the last test is, and stays so when it is verified later', () => {
    expect(readFirst('2026-01-06', issue).settled).toBeUndefined();
    expect(readFirst('2026-02-01', issue)).toMatchObject({ status: 'verified', settled: '2026-01-08' });
  });

  it('is unsettled again when a test is reopened', () => {
    const again = [...timeline, entry('reopened', '2026-01-25', { tests: ['a'] })];
    const reading = readFirst('2026-02-01', buildIssue('DS-FLAKY-003', { timeline: again }, 'ab'));
    expect(reading).toMatchObject({ status: 'reopened', since: '2026-01-25', firstStatus: '2026-01-04' });
    expect(reading.settled).toBeUndefined();
  });

  it('leaves out a test that no status has concerned yet', () => {
    const joining = [
      entry('open', '2026-01-04', { tests: ['a'] }),
      entry('open', '2026-01-09', { tests: ['b'] }),
    ];
    const later = buildIssue('DS-FLAKY-003', { timeline: joining }, 'ab');
    expect(readFirst('2026-01-05', later).tests.map(({ id }) => id)).toEqual(['DS-FLAKY-003']);
    expect(readFirst('2026-01-09', later).tests).toHaveLength(2);
  });

  it('names a single test by the id of the issue', () => {
    expect(readFirst('2026-01-04', buildIssue('DS-FLAKY-001')).tests[0]?.id).toBe('DS-FLAKY-001');
  });
});

describe('dates of an issue', () => {
  it('are those of the time zone of the book', () => {
    const timeline = [
      entry('open', '2026-01-04T12:00-05:00'),
      entry('fixed', '2026-01-05T04:00:00Z'),
      entry('noted', '2026-01-06'),
    ];
    const issue = buildIssue('DS-FLAKY-001', { timeline });
    const reading = readFirst('2026-01-09', issue);
    expect(reading.issue.timeline.map(({ at }) => at)).toEqual([
      '2026-01-04T12:00-05:00',
      '2026-01-04T23:00:00-05:00',
      '2026-01-06',
    ]);
    expect(reading.since).toBe('2026-01-04T23:00:00-05:00');
    expect(readFirst('2026-01-04', issue).status).toBe('fixed');
  });
});

describe('a quarantine or mitigation', () => {
  const muted = entry('quarantined', '2026-01-05', { fix: 'mute', until: '2026-01-20' });
  const at = (date: string, after: readonly ReturnType<typeof entry>[], letters = 'a') => {
    const issue = buildIssue('DS-FLAKY-001', { timeline: [opened, muted, ...after] }, letters);
    const { stage, holds, overdue, tests } = readFirst(date, issue);
    return { stage, holds: holds.map(({ word }) => word), late: overdue.map(({ days }) => days), tests };
  };

  it.each(['investigating', 'triaged', 'fix-proposed', 'partly-fixed'] as const)(
    'holds the tests off while they are %s, and no longer when its date has passed',
    (word) => {
      const meanwhile = [entry(word, '2026-01-07')];
      expect(at('2026-01-19', meanwhile)).toMatchObject({ stage: 'held', holds: ['quarantined'], late: [] });
      // A part that is fixed needs no hold.
      const stage = word === 'partly-fixed' ? 'held' : 'flaking';
      expect(at('2026-01-20', meanwhile)).toMatchObject({ stage: 'held', late: [] });
      expect(at('2026-01-21', meanwhile)).toMatchObject({ stage, holds: ['quarantined'], late: [1] });
      expect(at('2026-01-22', meanwhile).tests[0]).toMatchObject({
        status: word,
        held: { since: '2026-01-05', isOver: true },
      });
    },
  );

  it.each(['open', 'reopened', 'fixed', 'stale'] as const)('ends when they are %s', (word) => {
    expect(at('2026-01-22', [entry(word, '2026-01-07')])).toMatchObject({ holds: [], late: [] });
  });

  it('ends when it is taken back, and not when another fix is', () => {
    const meanwhile = entry('fix-proposed', '2026-01-07', { fix: 'lock' });
    const back = (fix?: string) => [meanwhile, entry('reverted', '2026-01-08', { fix })];
    expect(at('2026-01-12', back('mute'))).toMatchObject({ stage: 'flaking', holds: [], late: [] });
    expect(at('2026-01-12', back('lock'))).toMatchObject({ stage: 'held', holds: ['quarantined'], late: [] });
  });

  it('still mutes its test while a change is open', () => {
    const meanwhile = entry('fix-proposed', '2026-01-07');
    const tests = [{ ...buildTest('a'), name: 'keeps items' }];
    const base = buildBase([buildIssue('DS-FLAKY-001', { tests, timeline: [opened, muted, meanwhile] })]);
    const { suites, asOf } = readAsOf(base, '2026-01-10');
    const suite = suites.get('data-storage');
    const quarantine = suite && quarantineOf(suite, asOf, createCalendar(base.book.timeZone), undefined);
    expect(quarantine?.mutes).toMatchObject([{ testId: 'DS-FLAKY-001', until: '2026-01-20' }]);
  });

  it('began when it was first set, however often it was prolonged', () => {
    const longer = entry('quarantined', '2026-01-20', { until: '2026-02-01' });
    const issue = buildIssue('DS-FLAKY-001', { timeline: [opened, muted, longer] });
    const { since, holds } = readFirst('2026-01-25', issue);
    expect({ since, holds }).toMatchObject({
      since: '2026-01-05',
      holds: [{ since: '2026-01-05', until: '2026-02-01' }],
    });
  });

  it('holds one test off and not another', () => {
    const other = entry('open', '2026-01-07', { tests: ['b'] });
    expect(at('2026-01-08', [other], 'ab')).toMatchObject({ stage: 'flaking', holds: ['quarantined'] });
  });

  it('holds off an issue without a test', () => {
    expect(at('2026-01-12', [], '')).toMatchObject({ stage: 'held', holds: ['quarantined'], late: [] });
  });
});
