import { describe, expect, test } from 'vitest';
import { ISSUE_FILE, issueWith, MONTH_FILE, runLine, suiteWith } from '../support/example-book.ts';
import { check, checkIssue, checkSuite, messages, SUITE_FILE } from './book.ts';

describe('what YAML cuts', () => {
  test.each([
    ['a sentence', 'affects: page # 2 of 3', ['6:15 cut-by-comment']],
    ['one word of a prose field', 'affects: page # 2', ['6:15 cut-by-comment']],
    ['all of it', 'affects: #2 of 3', ['6:10 cut-by-comment']],
    ['several words of another field', 'owner: storage team # ask Ann', ['6:21 cut-by-comment']],
    [
      'an item of a list',
      'signatures:\n  - text: found # 0\n    matches:\n      - found two # here',
      ['9:19 cut-by-comment'],
    ],
    ['a second line', 'affects: the first\n  and second # page', ['7:14 cut-by-comment']],
  ])('%s', (_, frontMatter, expected) => {
    expect(checkIssue(frontMatter)).toEqual(expected);
  });

  test.each([
    ['a comment of its own line', '# who pays\nimpact: high'],
    ['a comment behind one word', 'impact: high # who pays'],
    ['a comment behind a quoted text', 'affects: "page # 2" # of 3'],
    ['a comment behind a key', 'fixes: # both of them\n  x: { effort: 5m } # now'],
    ['a comment behind a list', 'references: [https://example.org/x] # of two'],
    ['a # without a space', 'affects: page#2 and C#'],
  ])('is fine: %s', (_, frontMatter) => {
    expect(checkIssue(frontMatter)).toEqual([]);
  });

  test('shows what is lost', () => {
    const [message] = messages({ [ISSUE_FILE]: issueWith('affects: page # 2 of 3') });
    expect(message).toContain('YAML drops `# 2 of 3`');
  });
});

describe('prose in braces', () => {
  test.each([
    ['a comma', 'fixes:\n  x: { title: Unique, random names }', ['7:23 unquoted-flow-prose']],
    [
      'several words',
      'fixes:\n  x: { title: Unique names, random, or both }',
      ['7:29 unquoted-flow-prose', '7:37 unquoted-flow-prose'],
    ],
  ])('%s', (_, frontMatter, expected) => {
    expect(checkIssue(frontMatter)).toEqual(expected);
  });

  test('says the number that a comma cut', () => {
    const runs = 'runs:\n  nightly: { date: 2026-01-04, of: 1,000 }';
    expect(messages({ [SUITE_FILE]: suiteWith(runs) })).toEqual(['Number cut at its comma: write `1000`']);
  });

  test('is fine in quotes, without a comma, and outside of braces', () => {
    expect(
      checkIssue(
        'fixes:\n  x: { title: "Unique, random names", gain: less of a wait }\n  y:\n    title: Unique, random names',
      ),
    ).toEqual([]);
  });
});

describe('YAML that is none', () => {
  test.each([
    ['affects: a: b', '6:10 yaml-syntax', 'write `affects: "a: b"`'],
    ['affects: `flush` is slow', '6:10 yaml-syntax', 'write “affects: "`flush` is slow"”'],
    ['fixes:\n\tx: {}', '7:1 yaml-syntax', 'indent with spaces'],
    ['references: [a, b', '6:13 yaml-syntax', 'close it with `]`'],
    ['affects: "half', '6:10 yaml-syntax', 'close it with a quote'],
    ['fixes:\n  x: { title: A, [b]', '7:6 yaml-syntax', 'close it with `}`'],
    ['affects: "half" of it', '6:17 yaml-syntax', 'quotes around all of it'],
    ['fixes:\n    x: {}\n  y: {}', '8:1 yaml-syntax', 'same column'],
    [
      'observed:\n  - date: 2026-01-04\n   - date: 2026-01-05',
      '8:4 yaml-syntax',
      'begin all `-` of one list',
    ],
    ['observed:\n  - date: 2026-01-04\n- date: 2026-01-05', '8:1 yaml-syntax', 'begin all `-` of one list'],
    ['affects: "the "other" half"', '6:16 yaml-syntax', 'write `affects: \'the "other" half\'`'],
    ["affects: 'It's slow'", '6:14 yaml-syntax', 'write `affects: "It\'s slow"`'],
    ['affects: > all', '6:12 yaml-syntax', 'write `affects: "> all"`'],
    ['fixes:\n  x: { title: Now: wait }', '7:15 yaml-syntax', 'quotes around text with a colon'],
    ['fixes:\n  x: { title: "a" cost: b }', '7:19 yaml-syntax', 'put `,` between them'],
    ['affects: !important', '6:10 yaml-tag', 'delete it'],
    ['fixes:\n  x: &x\n    title: A', '7:6 yaml-anchor', 'delete it'],
    ['affects: {all} of it', '6:16 yaml-syntax', 'quotes around all of it'],
    ['fixes:\n  x: { effort: 2 to 4 hours }', '7:16 invalid-effort', 'did you mean `2h-4h`?'],
    ['fixes:\n  x: { effort: 2d-90m }', '7:16 invalid-effort', 'did you mean `90m-2d`?'],
    [
      'decisions:\n  x: { ask: "?", options: [a] }',
      '7:27 wrong-type',
      '`options` is a list of 1: write a list of at least 2',
    ],
  ])('%j', (frontMatter, place, cure) => {
    expect(checkIssue(frontMatter)[0]).toBe(place);
    expect(messages({ [ISSUE_FILE]: issueWith(frontMatter) })[0]).toContain(cure);
  });

  test('is one finding where a bracket is too many', () => {
    expect(checkIssue('fixes:\n  x: { title: a }}\nowner: b')).toEqual(['7:18 yaml-syntax']);
  });

  test('does not make other records dangle', () => {
    const broken = { [ISSUE_FILE]: issueWith('affects: a: b') };
    const user = issueWith('fixes:\n  x: { same: DS-FLAKY-001 }', 'See DS-FLAKY-001 and DS-FLAKY-001a.');
    expect(check({ ...broken, 'issues/DS-FLAKY-002.md': user })).toEqual([
      'issues/DS-FLAKY-001.md:6:10 yaml-syntax',
    ]);
  });

  test('keeps its anchors and tags as findings', () => {
    expect(checkIssue('? &x affects\n: &y "a"\nowner: *y\nlocus: !!str test\nfixes: !!map {}')).toEqual([
      '6:3 yaml-anchor',
      '7:3 yaml-anchor',
      '8:8 yaml-anchor',
      '9:8 yaml-tag',
      '10:8 yaml-tag',
    ]);
  });

  test('bounds aliases that unfold', () => {
    const bomb = Array.from(
      { length: 12 },
      (_, i) => `x${i + 1}: &x${i + 1} [${`*x${i}, `.repeat(9)}*x${i}]`,
    ).join('\n');
    const found = checkIssue(`x0: &x0 [a]\n${bomb}`);
    expect(new Set(found.map((line) => line.split(' ')[1]))).toEqual(new Set(['yaml-anchor']));
  });

  test('loses no key to a prototype', () => {
    expect(checkIssue('fixes:\n  __proto__: { effort: 5m }')).toEqual(['7:3 invalid-id']);
    expect(checkIssue('__proto__: { title: x }')).toContain('6:1 invalid-id');
    expect(checkIssue('constructor: x')).toEqual(['6:1 unknown-key']);
  });
});

describe('a key that is misspelt', () => {
  test.each([
    ['book.yaml', 'title: x\nstatuses: { wontfix: x }\n', 'wont-fix'],
    ['book.yaml', 'title: x\ntimezone: UTC\n', 'timeZone'],
    ['book.yaml', 'title: x\nlinks: { comit: "https://x.example/{id}" }\n', 'commit'],
    ['book.yaml', 'title: x\nlinks: { file: "{repository}/{paht}" }\n', '{path}'],
    [ISSUE_FILE, issueWith('references: [htps://x.example/y]'), 'https'],
    [ISSUE_FILE, issueWith('fixes:\n  a: { efort: 1d }'), 'effort'],
    [ISSUE_FILE, issueWith('decisions:\n  a: { asc: x, ask: x, options: [a, b] }'), 'ask'],
    [MONTH_FILE, runLine({ ur: 'x' }), 'url'],
  ])('in %s: %j', (file, text, meant) => {
    expect(messages({ [file]: text }).join('\n')).toContain(`did you mean \`${meant}\`?`);
  });

  test('is no slip where it is another scheme of links', () => {
    const links = 'links: { ticket: "https://x.example/{id}", wiki: "{repository}/wiki/{id}" }';
    expect(check({ 'book.yaml': `title: x\n${links}\n` }).filter((line) => line.startsWith('book'))).toEqual(
      [],
    );
  });

  test('of two slips in one map, each is told', () => {
    expect(
      check({ 'book.yaml': 'title: x\nstatuses: { wontfix: x, fixd: y }\n' }).filter((line) =>
        line.startsWith('book'),
      ),
    ).toEqual(['book.yaml:2:13 unknown-key', 'book.yaml:2:25 unknown-key']);
  });
});

describe('several mistakes of one file', () => {
  test('are all found, also where a key is missing', () => {
    const text =
      '---\nimpact: hihg\ntests:\n  a: { at: x y }\nfixes:\n  b: { effort: long }\ntimeline:\n  - opn: 2026-01-04\n  - fixed: 2026-01-03\n    tests: [q]\n---\n\n## Fix: c\n';
    expect(check({ [ISSUE_FILE]: text })).toEqual(
      [
        '2:1 missing-key',
        '2:1 missing-key',
        '2:9 unknown-value',
        '4:12 invalid-location',
        '6:16 invalid-effort',
        '8:5 unknown-timeline-word',
        '10:13 undeclared-test',
        '13:1 undeclared-section',
      ].map((line) => `${ISSUE_FILE}:${line}`),
    );
  });

  test('are at their own places behind a cut entry of a list', () => {
    const text = issueWith('').replace(
      '- open: 2026-01-04',
      '- opn: 2026-01-04\n  - open: 2026-01-05\n  - triaged: 2026-01-04\n  - fixed: x\n  - verified: y',
    );
    expect(check({ [ISSUE_FILE]: text }).map((line) => line.slice(ISSUE_FILE.length + 1))).toEqual([
      '7:5 unknown-timeline-word',
      '9:14 timeline-order',
      '10:12 invalid-date',
      '11:15 invalid-date',
    ]);
  });

  test('are not repeated by what follows from them', () => {
    expect(checkIssue('references: { a: b }\nsignatures: x\ndecisions:\n  a: { options: [x] }')).toEqual([
      '6:13 wrong-type',
      '7:13 wrong-type',
      '9:3 missing-key',
      '9:17 wrong-type',
    ]);
    expect(checkSuite('runs:\n  a: { date: yesterday, ran: 5 }', '## Run: a')).toEqual(['6:14 invalid-date']);
  });
});

describe('the frame', () => {
  const at = (text: string) => check({ [ISSUE_FILE]: text }).map((line) => line.slice(ISSUE_FILE.length + 1));

  test.each([
    ['---', ['1:1 missing-front-matter']],
    ['---\n', ['1:1 unclosed-front-matter']],
    ['---\n---', ['1:1 empty-front-matter']],
    ['---\n\n \n---\n', ['1:1 empty-front-matter']],
    ['   \n\n', ['1:1 empty-file']],
    ['\n\n---\ntitle: x\n---\n', ['3:1 shifted-front-matter']],
    [' ---\ntitle: x\n---\n', ['1:2 shifted-front-matter']],
    ['---\ntitle: x\n--- \n', ['2:1 missing-key', '2:1 missing-key', '2:1 missing-key']],
    ['---json\n{}\n---\n', ['1:1 executable-front-matter']],
    ['---coffee\n---\n', ['1:1 executable-front-matter']],
    ['--- anything\n---\n', ['1:1 executable-front-matter']],
  ])('%j', (text, expected) => {
    const found = at(text);
    expect(found.slice(0, expected.length)).toEqual(expected);
  });

  test('runs no front matter', () => {
    const globals = globalThis as { wasRun?: boolean };
    at('---js\nglobalThis.wasRun = true\n---\n');
    at('---javascript\nmodule.exports = (globalThis.wasRun = true)\n---\n');
    expect(globals.wasRun).toBeUndefined();
  });

  test('takes a line of --- within the body as a ruled line', () => {
    expect(at(issueWith('', 'One.\n\n---\n\nTwo <b>.'))).toEqual(['14:5 raw-html']);
  });

  test('takes --- with a word behind it as text of the front matter', () => {
    expect(at(issueWith('affects: |\n  one\n  ---two'))).toEqual([]);
  });
});
