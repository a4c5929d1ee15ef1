import { describe, expect, test } from 'vitest';
import { ISSUE_FILE, issueWith, issueWithTimeline } from '../support/example-book.ts';
import { check, checkIssue, checkSuite, checkTimeline, messages } from './book.ts';

const entries = (...lines: string[]) => lines.map((line) => `  - ${line}`).join('\n');

describe('entries', () => {
  test.each([
    ['no word', '  - note: x', ['7:5 unknown-timeline-word']],
    [
      'a word that is none, with details',
      '  - opend: 2026-01-04\n    note: x\n    tests: [a]',
      ['7:5 unknown-timeline-word'],
    ],
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

test.each([
  ['{ status: open, date: 2026-01-04 }', 'did you mean `open: 2026-01-04`?'],
  ['{ 2026-01-04: fixed }', 'did you mean `fixed: 2026-01-04`?'],
  ['{ opened: 2026-01-04 }', 'did you mean `open`?'],
  ['{ open: }', 'No value in `open`: write a date'],
  ['open', 'An item of `timeline` is `open`: write a map'],
])('%s: %s', (entry, expected) => {
  const found = messages({ [ISSUE_FILE]: issueWithTimeline(entries('open: 2026-01-04', entry)) });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(expected);
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
    ).toEqual(['7:76 date-order']);
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

describe('what would be silent', () => {
  const decision = (dates: string) =>
    `decisions:\n  d:\n    ask: Which?\n    options: [one, two]\n    asked: 2026-01-04\n${dates}`;

  test.each([
    [
      'an answer before its question',
      decision('    answered: 2026-01-03\n    chosen: one'),
      ['11:15 date-order'],
    ],
    ['an answer that was due before its question', decision('    due: 2025-01-10'), ['11:10 date-order']],
    [
      'a task that was done first',
      'tasks:\n  t: { title: T, proposed: 2026-01-04, done: 2026-01-03 }',
      ['7:46 date-order'],
    ],
    [
      'an issue that is related to itself',
      'related:\n  - { kind: same-area, issue: DS-FLAKY-001 }',
      ['7:31 related-to-itself'],
    ],
  ])('%s', (_, front, expected) => expect(checkIssue(front)).toEqual(expected));

  test('an `until` before its own entry', () => {
    const until = (day: string) => checkTimeline(`  - quarantined: 2026-01-04\n    until: ${day}`);
    expect(until('2026-01-03')).toContain('8:12 date-order');
    expect(until('2026-01-04')).toEqual([]);
  });

  const two = (...lines: string[]) =>
    issueWithTimeline(entries(...lines)).replace('tests:\n', 'tests:\n  b: { name: till }\n');

  test.each([
    ['none at all', ['seen: 2026-01-04', 'noted: 2026-01-05'], ['7:1 no-status']],
    ['none for one test', ['{ open: 2026-01-04, tests: [b] }'], ['7:1 no-status']],
    ['one for all', ['open: 2026-01-04'], []],
    ['one for each', ['{ open: 2026-01-04, tests: [b] }', '{ fixed: 2026-01-05, tests: [a] }'], []],
  ])('a status: %s', (_, lines, expected) => {
    expect(check({ [ISSUE_FILE]: two(...lines) })).toEqual(expected.map((each) => `${ISSUE_FILE}:${each}`));
  });

  const later = (...lines: string[]) => {
    const found = two(...lines).replace('name: till }', 'name: till, found: 2026-01-05 }');
    return check({ [ISSUE_FILE]: found }).map((each) => each.replace(`${ISSUE_FILE}:`, ''));
  };

  test('an entry that names no test is about those that were found by then', () => {
    expect(later('open: 2026-01-04')).toEqual(['7:1 no-status']);
    expect(later('open: 2026-01-04', 'triaged: 2026-01-05')).toEqual([]);
    const held = '{ mitigated: 2026-01-04, until: 2026-01-05 }';
    const ended = ['{ fixed: 2026-01-05, tests: [a] }', '{ open: 2026-01-06, tests: [b] }'];
    expect(later(held, ...ended)).toEqual([]);
  });

  test.each([
    ['`open` after `fixed`', ['fixed: 2026-01-04', 'open: 2026-01-05'], ['8:5 impossible-step']],
    [
      '`quarantined` after `not-reproduced`',
      ['{ not-reproduced: 2026-01-04, why: w }', '{ quarantined: 2026-01-05, until: 2026-02-01 }'],
      ['8:7 impossible-step'],
    ],
    [
      '`open` after a fix that was taken back',
      ['fixed: 2026-01-04', 'reverted: 2026-01-05', 'open: 2026-01-05'],
      [],
    ],
    ['`open` after `reopened`', ['fixed: 2026-01-04', 'reopened: 2026-01-05', 'open: 2026-01-06'], []],
    [
      'what a list says later',
      ['{ as-listed: 2026-01-04, status: fixed }', '{ as-listed: 2026-02-04, status: open }'],
      [],
    ],
  ])('steps: %s', (_, lines, expected) => expect(checkTimeline(entries(...lines))).toEqual(expected));

  test('a new name or place that no test has', () => {
    const named = (event: string, test: string) =>
      check({
        [ISSUE_FILE]: issueWithTimeline(entries('open: 2026-01-04', event)).replace(
          /\{ at: .*/,
          `{ ${test} }`,
        ),
      });
    const found = [`${ISSUE_FILE}:8:32 left-as-it-was`];
    expect(named('{ renamed: 2026-01-05, to: "Audit | pages" }', 'name: "Audit | page"')).toHaveLength(1);
    expect(named('{ renamed: 2026-01-05, to: "Audit | pages" }', 'name: "Audit | pages"')).toEqual([]);
    expect(named('{ moved: 2026-01-05,   to: test/new.go:40 }', 'at: test/old.go:40')).toEqual(found);
    expect(named('{ moved: 2026-01-05,   to: test/new.go:40 }', 'at: test/new.go:52-60')).toEqual([]);
  });

  test.each([
    ['moved', 'data-storage', 1],
    ['relocated', 'data-storage', 1],
    ['moved', 'data-archive', 0],
  ])('%s to %s', (word, to, count) => {
    const found = checkTimeline(entries('open: 2026-01-04', `{ ${word}: 2026-01-05, to: ${to} }`));
    expect(found.filter((finding) => finding.endsWith('left-as-it-was'))).toHaveLength(count);
  });

  test.each([
    ['proposed', 'after', '2026-01-06', ['8:12 date-order']],
    ['proposed', 'on the day of', '2026-01-05', []],
    ['found', 'after', '2026-01-06', ['8:12 date-order']],
    ['found', 'on the day of', '2026-01-05', []],
  ])('a fix or test that is `%s` %s the entry that names it', (key, _, day, expected) => {
    const timeline = entries('open: 2026-01-04', 'fixed: 2026-01-05\n    fix: f\n    tests: [a]');
    const text = issueWithTimeline(
      timeline,
      `fixes:\n  f: {${key === 'proposed' ? ` proposed: ${day} ` : ''}}`,
    );
    const dated = key === 'found' ? text.replace(/\{ at: /, `{ found: ${day}, at: `) : text;
    const lines = text.split('\n').findIndex((line) => line.includes('timeline:'));
    const found = check({ [ISSUE_FILE]: dated }).map((finding) => finding.slice(ISSUE_FILE.length + 1));
    expect(found).toEqual(expected.map((each) => each.replace('8', String(lines + 3))));
  });

  test('issues that each took over the other', () => {
    const by = (other: string) => issueWithTimeline(`  - superseded: 2026-01-04\n    by: ${other}`);
    const circle = { [ISSUE_FILE]: by('DS-FLAKY-002'), 'issues/DS-FLAKY-002.md': by('see DS-FLAKY-001') };
    expect(check(circle)).toEqual([`${ISSUE_FILE}:8:9 same-loop`, 'issues/DS-FLAKY-002.md:8:9 same-loop']);
    expect(messages(circle)[0]).toBe(
      '`by` leads back to itself: correct the status of the issue that is left (DS-FLAKY-001 → DS-FLAKY-002 → DS-FLAKY-001)',
    );
    expect(check({ [ISSUE_FILE]: by('DS-FLAKY-002') })).toEqual([]);
    expect(check({ [ISSUE_FILE]: by('DS-FLAKY-001') })).toEqual([`${ISSUE_FILE}:8:9 same-loop`]);
  });
});
