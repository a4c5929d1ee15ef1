import { describe, expect, test } from 'vitest';
import { checkExample } from '../../scripts/rules/example-kinds.ts';
import { ISSUE_FILE, issueWith, suiteWith } from '../support/example-book.ts';
import { check, checkBody, checkIssue, messages, SUITE_FILE } from './book.ts';

const SECOND = 'issues/DS-FLAKY-002.md';

describe('names', () => {
  test.each([
    ['a pattern by the id of its cause', 'causes:\n  shared-sate: {}', ['7:3 misspelt-pattern']],
    ['a pattern', 'causes:\n  x: { pattern: shared-sate }', ['7:17 dangling-id']],
    ['a cause that is the same', 'causes:\n  shared-state: { same: DS-FLAKY-002 }', ['7:25 dangling-id']],
    ['a fix that is the same', 'fixes:\n  x: { same: DS-FLAKY-009 }', ['7:14 dangling-id']],
    ['a reference', 'references: [none, "ticket:1", https://example.org/]', ['6:14 dangling-id']],
    ['a ticket without a template', 'references: ["ticket:A-1"]', ['6:14 reference-scheme']],
    [
      'a scheme without an id',
      'references: ["ticket:", "https://"]',
      ['6:14 reference-scheme', '6:25 reference-scheme'],
    ],
    ['a scheme that runs code', 'references: ["javascript:alert(1)"]', ['6:14 reference-scheme']],
    [
      'an issue of a decision',
      'decisions:\n  d: { ask: "Why?", options: [a, b], about: [DS-FLAKY-002, DS-FLAKY-004] }',
      ['7:60 dangling-id'],
    ],
    [
      'a fix of a decision',
      'decisions:\n  d: { ask: "Why?", options: [a, b], covers: [x] }',
      ['7:47 dangling-id'],
    ],
    ['an id in a sentence', 'affects: As in DS-FLAKY-004', ['6:10 dangling-id']],
  ])('%s', (_, frontMatter, expected) => expect(checkIssue(frontMatter)).toEqual(expected));

  test('in the body stand at their own place', () => {
    expect(checkBody('Like DS-FLAKY-002a, not **DS-FLAKY-003** or DS-FLAKY-001b.')).toEqual([
      '10:27 dangling-id',
      '10:45 dangling-id',
    ]);
    expect(checkBody('`DS-FLAKY-009` and XDS-FLAKY-009 and DS-FLAKY-009-x')).toEqual([]);
  });

  test('of a suite', () => {
    expect(
      check({ [ISSUE_FILE]: issueWith('').replace('suite: data-storage', 'suite: data-storge') }),
    ).toEqual([`${ISSUE_FILE}:3:8 dangling-id`, `${ISSUE_FILE}:3:8 record-id`]);
  });

  test('of a fix are those of its own issue, by the letters of the id alone', () => {
    const fixed = (id: string) =>
      issueWith('fixes:\n  lock: { title: A lock }').replace(
        'open: 2026-01-04',
        `open: 2026-01-04\n  - fixed: 2026-01-04\n    fix: ${id}`,
      );
    const cureOf = (text: string) => messages({ [ISSUE_FILE]: text })[0];
    expect(cureOf(fixed('lokc'))).toBe('Unknown fix `DS-FLAKY-001/lokc`: did you mean `lock`?');
    expect(cureOf(fixed('wait'))).toContain('correct the id, or declare it under `fixes`');
    expect(cureOf(issueWith('fixes:\n  x: { same: DS-FLAKY-009 }'))).toContain(
      '`DS-FLAKY-009/x`: correct the id',
    );
  });

  test('of another number are no slip, in a link either', () => {
    expect(messages({ [ISSUE_FILE]: issueWith('', '[it](DS-FLAKY-009.md)') })[0]).toBe(
      'Broken link to `DS-FLAKY-009.md`: correct the path, or add the file',
    );
  });

  test('are suggested by what was likely meant', () => {
    const [message] = messages({ [ISSUE_FILE]: issueWith('causes:\n  shared-sate: {}') });
    expect(message).toBe(
      'Cause `shared-sate` is not classified: did you mean the pattern `shared-state`? If so, write its id, or `pattern: shared-state`',
    );
    expect(messages({ [ISSUE_FILE]: issueWith('', 'DS-FLAKY-009') })[0]).not.toContain('did you mean');
  });
});

describe('files', () => {
  test.each([
    ['a file that is not there', '[x](DS-FLAKY-009.md)', ['10:1 dangling-link']],
    ['a definition', '[x]\n\n[x]: ../patterns/none.md', ['12:1 dangling-link']],
    ['out of the content folder', '[x](../../README.md)', ['10:1 dangling-link']],
    ['a folder', '[x](../patterns/)', ['10:1 dangling-link']],
  ])('%s', (_, body, expected) => expect(checkBody(body)).toEqual(expected));

  test('are found by another folder, from the file that links', () => {
    expect(messages({ [ISSUE_FILE]: issueWith('', '[x](shared-state.md)') })[0]).toMatch(
      /did you mean `\.\.\/patterns\/shared-state\.md`\?$/,
    );
    expect(messages({ [SUITE_FILE]: suiteWith('', '[x](DS-FLAKY-001)') })[0]).toMatch(
      /did you mean `\.\.\/issues\/DS-FLAKY-001\.md`\?$/,
    );
  });
});

describe('same', () => {
  const same = (id: string) => issueWith(`causes:\n  shared-state: { same: ${id} }`);

  test('as itself', () => {
    expect(check({ [ISSUE_FILE]: same('DS-FLAKY-001') })).toEqual([`${ISSUE_FILE}:7:25 same-loop`]);
  });

  test('in a loop of three, each with the places of the others; what leads into it is none of it', () => {
    const third = 'issues/DS-FLAKY-003.md';
    const found = checkExample({
      [ISSUE_FILE]: same('DS-FLAKY-002'),
      [SECOND]: same('DS-FLAKY-003'),
      [third]: same('DS-FLAKY-001'),
      'issues/DS-FLAKY-004.md': same('DS-FLAKY-001'),
    });
    expect(found.map(({ file, related }) => [file, ...(related ?? []).map((other) => other.file)])).toEqual([
      [ISSUE_FILE, SECOND, third],
      [SECOND, third, ISSUE_FILE],
      [third, ISSUE_FILE, SECOND],
    ]);
  });
});

describe('ids', () => {
  const PATTERN = '---\ntitle: X\nsummary: Y\n---\n';

  test.each([
    ['issues/DS-FLAKY-1a.md', issueWith('')],
    ['issues/ds-flaky-003.md', issueWith('')],
    ['issues/OTHER-003.md', issueWith('')],
    ['patterns/Shared_State.md', PATTERN],
    ['references/A.yaml', 'title: A\nitems: {}\n'],
  ])('%s is no id', (file, text) => expect(check({ [file]: text })).toEqual([`${file}:1:1 record-id`]));

  test('belong to their suite', () => {
    const book =
      'title: x\nprefixes:\n  - { prefix: DS-FLAKY-, suite: data-storage }\n  - { prefix: GW-, suite: gateway }\n';
    const files = { 'book.yaml': book, 'suites/gateway.md': suiteWith('') };
    expect(check({ ...files, 'issues/GW-1.md': issueWith('') })).toEqual(['issues/GW-1.md:3:8 record-id']);
    expect(check({ ...files, 'issues/GW-1.md': issueWith('').replace('data-storage', 'gateway') })).toEqual(
      [],
    );
  });

  test('may be a hash, which may end as the id of a test does', () => {
    const book = 'title: x\nprefixes: [{ prefix: DS-FLAKY- }, { prefix: M-, id: hash }]\n';
    const two = issueWith('').replace('tests:\n', 'tests:\n  b: { name: second }\n');
    const like = (ids: string) => issueWith(`affects: ${ids}`);
    const with7a = { 'book.yaml': book, 'issues/M-7a.md': two };
    expect(check({ ...with7a, [ISSUE_FILE]: like('As M-7a, M-7aa and M-7ab, not M-7ac or M-7b') })).toEqual([
      `${ISSUE_FILE}:6:10 dangling-id`,
      `${ISSUE_FILE}:6:10 dangling-id`,
    ]);
    expect(check({ ...with7a, 'issues/M-7aa.md': issueWith('') })).toEqual([
      'issues/M-7a.md:6:3 duplicate-id',
    ]);
    expect(check({ 'book.yaml': book, 'issues/M-7xyz.md': issueWith('') })).toEqual([
      'issues/M-7xyz.md:1:1 record-id',
    ]);
    expect(messages({ 'book.yaml': book, 'issues/M-7xyz.md': issueWith('') })[0]).toMatch(
      /`DS-FLAKY-` followed by digits or `M-` followed by a hash/,
    );
  });

  test('may be any without prefixes', () => {
    const book = { 'book.yaml': 'title: x\n' };
    expect(check({ ...book, 'issues/ANY-THING-1.md': issueWith('') })).toEqual([]);
    expect(check({ ...book, 'issues/any-1.md': issueWith('') })).toEqual(['issues/any-1.md:1:1 record-id']);
    expect(messages({ ...book, 'issues/any_1.md': issueWith('') })[0]).toMatch(/did you mean `ANY-1`\?$/);
  });

  test('differ in more than capitals', () => {
    expect(check({ 'patterns/Shared-State.md': PATTERN })).toEqual([
      'patterns/Shared-State.md:1:1 record-id',
      'patterns/shared-state.md:1:1 duplicate-id',
    ]);
  });

  test('of lists are taken', () => {
    expect(check({ 'suites/readme.md': suiteWith('') })).toEqual(['suites/readme.md:1:1 duplicate-route']);
    expect(check({ 'issues/README.md': issueWith('') })).toEqual([
      'issues/README.md:1:1 duplicate-route',
      'issues/README.md:1:1 record-id',
    ]);
  });
});

test('a test that an issue names twice is one', () => {
  const twice = issueWith('').replace(
    /tests:\n(?: .*\n)+/,
    'tests:\n  a: { name: reads }\n  b: { name: reads }\n',
  );
  expect(messages({ [ISSUE_FILE]: twice })).toEqual([
    'DS-FLAKY-001a is this test, too: delete one of the two, or correct its name',
  ]);
  const formerly = twice.replace('b: { name: reads', 'b: { name: writes, aliases: [reads]');
  expect(check({ [ISSUE_FILE]: formerly })).toEqual([`${ISSUE_FILE}:6:3 shared-test`]);
});

describe('unknown files', () => {
  test.each([
    ['issues/DS-FLAKY-003.markdown', 'issues/DS-FLAKY-003.md'],
    ['Patterns/x.md', 'patterns/x.md'],
    ['references/x.yml', 'references/x.yaml'],
    ['issues/2026/DS-FLAKY-003.md', 'issues/DS-FLAKY-003.md'],
    ['Book.yml', 'book.yaml'],
    ['issues/DS-FLAKY-003.md.txt', 'issues/DS-FLAKY-003.md'],
    ['issues/notes.txt', undefined],
    ['suites/diagram.png', undefined],
    ['notes.md', undefined],
  ])('%s', (file, meant) => {
    const found = checkExample({ [file]: 'x' });
    expect(found.map(({ ruleId, args }) => [ruleId, args.suggestion])).toEqual([['unknown-file', meant]]);
  });
});
