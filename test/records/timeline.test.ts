import { describe, expect, test } from 'vitest';
import { ISSUE_FILE, issueWith, issueWithTimeline } from '../../src/core/example-book.ts';
import { check, checkIssue, checkSuite, checkTimeline, messages } from './book.ts';

const entries = (...lines: string[]) => lines.map((line) => `  - ${line}`).join('\n');

describe('entries', () => {
  test.each([
    ['no word', '  - note: x', ['7:5 unknown-timeline-word']],
    ['two words', '  - { open: 2026-01-04, triaged: 2026-01-04 }', ['7:25 two-timeline-words']],
    ['a detail of another word', '  - open: 2026-01-04\n    commit: abc', ['8:5 unknown-key']],
    ['a detail that must be there', '  - open: 2026-01-04\n  - wont-fix: 2026-01-05', ['8:5 missing-key']],
    ['tests that are no list', '  - open: 2026-01-04\n    tests: a', ['8:12 wrong-type']],
    [
      'an until that is no date',
      '  - open: 2026-01-04\n  - mitigated: 2026-01-04\n    until: soon',
      ['9:12 invalid-date'],
    ],
    ['no entry at all', '  []', ['7:3 wrong-type']],
  ])('%s', (_, timeline, expected) => {
    expect(checkTimeline(timeline)).toEqual(expected);
  });
});

describe('order', () => {
  test.each([
    ['days', ['open: 2026-01-04', 'triaged: 2026-01-05']],
    ['one day', ['open: 2026-01-04', 'triaged: 2026-01-04']],
    ['a time, then its day', ['open: 2026-01-04T10:00Z', 'triaged: 2026-01-04']],
    ['a day, then a time of it', ['open: 2026-01-04', 'triaged: 2026-01-04T10:00Z']],
    ['two offsets', ['open: 2026-01-04T10:00+02:00', 'triaged: 2026-01-04T09:00Z']],
    ['a time that is the next day here', ['open: 2026-01-05', 'triaged: 2026-01-04T23:00-05:00']],
  ])('%s', (_, lines) => expect(checkTimeline(entries(...lines))).toEqual([]));

  test.each([
    ['days', ['open: 2026-01-05', 'triaged: 2026-01-04'], '8:14'],
    ['times', ['open: 2026-01-04T10:00Z', 'triaged: 2026-01-04T11:00+02:00'], '8:14'],
    ['only the one that is wrong', ['open: 2026-01-05', 'triaged: 2025-01-06', 'fixed: 2026-01-07'], '8:14'],
  ])('not %s', (_, lines, place) =>
    expect(checkTimeline(entries(...lines))).toEqual([`${place} timeline-order`]),
  );

  test("is that of the book's time zone", () => {
    const lines = entries('open: 2026-01-05', 'triaged: 2026-01-04T23:00-05:00');
    const book = (zone: string) => ({
      'book.yaml': `title: x\ntimeZone: ${zone}\nprefixes: [{ prefix: DS-FLAKY-, suite: data-storage }]\n`,
    });
    expect(check({ ...book('America/New_York'), [ISSUE_FILE]: issueWithTimeline(lines) })).toEqual([
      `${ISSUE_FILE}:8:14 timeline-order`,
    ]);
    expect(check({ ...book('Asia/Tokyo'), [ISSUE_FILE]: issueWithTimeline(lines) })).toEqual([]);
  });
});

describe('steps', () => {
  const on = (...words: string[]) => entries(...words.map((word) => `${word}: 2026-01-04`));
  const closed = (word: string) =>
    `${word}: 2026-01-04\n    ${word === 'superseded' ? 'by: DS-FLAKY-002' : 'why: x'}`;

  test.each([
    ['verified at once', on('verified'), ['7:5 impossible-step']],
    ['verified when triaged', on('triaged', 'verified'), ['8:5 impossible-step']],
    ['reopened when open', on('open', 'reopened'), ['8:5 impossible-step']],
    ['fixed after verified', on('fixed', 'verified', 'fixed'), ['9:5 impossible-step']],
    ['fixed after removed', entries(closed('test-removed'), 'fixed: 2026-01-04'), ['9:5 impossible-step']],
    ['open after superseded', entries(closed('superseded'), 'open: 2026-01-04'), ['9:5 impossible-step']],
  ])('%s', (_, timeline, expected) => expect(checkTimeline(timeline)).toEqual(expected));

  test.each([
    [
      'the usual way',
      on('introduced', 'open', 'triaged', 'seen', 'fixed', 'verified', 'reopened', 'fixed', 'verified'),
    ],
    ['verified mitigation', on('open', 'mitigated', 'verified')],
    ['reopened after closed', entries(closed('not-reproduced'), 'reopened: 2026-01-05')],
    ['reopened after removed', entries(closed('test-removed'), 'reopened: 2026-01-05')],
    ['an event after removed', entries(closed('test-removed'), 'noted: 2026-01-05')],
  ])('is fine: %s', (_, timeline) => expect(checkTimeline(timeline)).toEqual([]));

  test('are counted by test', () => {
    const two = (timeline: string) =>
      check({
        [ISSUE_FILE]: issueWithTimeline(timeline).replace('timeline:', '  b: { label: Second }\ntimeline:'),
      });
    expect(two(`${on('open', 'fixed')}\n    tests: [a]\n${on('verified')}\n    tests: [b]`)).toEqual([
      `${ISSUE_FILE}:11:5 impossible-step`,
    ]);
    expect(two(`${on('open', 'fixed')}\n    tests: [a]\n${on('verified')}\n    tests: [a]`)).toEqual([]);
    expect(two(`${entries(closed('test-removed'))}\n    tests: [a]\n${on('open')}`)).toEqual([]);
  });
});

describe('fixes that are none', () => {
  const timeline = entries('fixed: 2026-01-04\n    fix: x');

  test('through the fix that they are the same as', () => {
    const other = (kind: string) => issueWith(`fixes:\n  x: { kind: ${kind} }`);
    const files = (kind: string) => ({
      [ISSUE_FILE]: issueWithTimeline(timeline, 'fixes:\n  x: { same: DS-FLAKY-002 }'),
      'issues/DS-FLAKY-002.md': other(kind),
    });
    expect(check(files('relocation'))).toEqual([`${ISSUE_FILE}:10:10 fixed-by-mitigation`]);
    expect(check(files('fix'))).toEqual([]);
  });

  test('unless the issue says its kind itself', () => {
    expect(checkTimeline(timeline, 'fixes:\n  x: {}')).toEqual([]);
    expect(checkTimeline(timeline, 'fixes:\n  x: { kind: relocation }')).toEqual([
      '10:10 fixed-by-mitigation',
    ]);
    expect(checkTimeline(timeline)).toEqual(['8:10 dangling-id']);
  });
});

describe('until', () => {
  const until = (date: string, ...more: string[]) =>
    entries(`mitigated: 2026-01-04\n    until: ${date}`, ...more);

  test('counts to the end of its day, as of the newest entry', () => {
    expect(checkTimeline(until('2026-01-10', 'noted: 2026-01-10'))).toEqual([]);
    expect(checkTimeline(until('2026-01-10', 'noted: 2026-01-11'))).toEqual(['8:12 until-passed']);
  });

  test('counts no more once another status stands', () => {
    expect(checkTimeline(until('2026-01-10', 'fixed: 2026-01-11'))).toEqual([]);
    expect(checkTimeline(until('2026-01-10', 'mitigated: 2026-01-11\n    until: 2026-02-01'))).toEqual([]);
  });
});

describe('causes and decisions', () => {
  test('a cause is proposed first', () => {
    expect(
      checkIssue(
        'causes:\n  shared-state: { proposed: 2026-01-04, supported: 2026-01-04, superseded: 2026-01-03 }',
      ),
    ).toEqual(['7:76 cause-states']);
    expect(checkIssue('causes:\n  shared-state: { supported: 2026-01-05, refuted: 2026-01-04 }')).toEqual([]);
  });

  const decision = (answer: string) =>
    `decisions:\n  d:\n    ask: Which?\n    options: [one, two]\n${answer}`;

  test.each([
    ['no choice', '    answered: 2026-01-05', ['10:5 decision-answer']],
    ['no date', '    chosen: one', ['10:5 decision-answer']],
    ['both', '    answered: 2026-01-05\n    chosen: one\n    rejected: [one]', ['11:13 decision-answer']],
    [
      'no option',
      '    advised: three\n    rejected: [four]',
      ['10:14 decision-answer', '11:16 decision-answer'],
    ],
  ])('%s', (_, answer, expected) => expect(checkIssue(decision(answer))).toEqual(expected));

  test('an answer may reject every option', () => {
    expect(checkIssue(decision('    answered: 2026-01-05\n    rejected: [one, two]'))).toEqual([]);
    expect(
      checkSuite(
        decision('    answered: 2026-01-05\n    chosen: two\n    rejected: [one]\n    advised: one'),
      ),
    ).toEqual([]);
  });

  test('an option that was nearly met is named', () => {
    expect(messages({ [ISSUE_FILE]: issueWith(decision('    advised: onee')) })[0]).toMatch(
      /did you mean `one`\? \(one of /,
    );
  });
});
