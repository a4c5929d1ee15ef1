import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { flakebook, tempFolder } from './run.ts';

const ISSUE = `---
title: Cart loses an item
suite: orders
tests:
  a: { name: test_cart, at: "tests/test_cart.py:12" }
causes:
  late-answer:
    claim: The server answers late
    pattern: async-wait
    proposed: 2026-11-20
fixes:
  wait-for-answer: { title: "Wait for the answer", kind: fix, effort: 1h }
timeline:
  - open: 2026-11-20
---

## Symptom

\`\`\`text
the cart kept 2 of its 3 items
\`\`\`
`;
const SOUND = {
  'book.yaml': 'title: Orders\nprefixes:\n  - { prefix: ORD-FLAKY-, suite: orders }\n',
  'suites/orders.md': '---\ntitle: Orders\n---\n',
};

const FILE = 'issues/ORD-FLAKY-001.md';

type Files = Readonly<Record<string, string>>;

function changed(from: string, to: string): Files {
  expect(ISSUE).toContain(from);
  return { [FILE]: ISSUE.replace(from, to) };
}

const bodyOf = (text: string): Files => ({ [FILE]: ISSUE.replace(/\n## Symptom.*/s, `\n${text}\n`) });

/** What somebody who is new does, and all that `check` says of it; `ISSUE` stands for the path of the record. */
const MISTAKES: readonly (readonly [mistake: string, files: Files, said: string])[] = [
  [
    'a time without its offset',
    changed('open: 2026-11-20', 'open: 2026-11-20T09:00'),
    'ISSUE:14:11: Invalid value `2026-11-20T09:00` in `open`: write a date such as `2026-01-04`, or `2026-01-04T12:04-05:00` with time and offset (a time needs its offset) [invalid-date]',
  ],
  [
    'indentation of a key',
    changed('    pattern: async', '     pattern: async'),
    'ISSUE:9:6: Key deeper than the one above it: begin both in the same column [yaml-syntax]',
  ],
  [
    'children not indented under causes',
    changed(
      'causes:\n  late-answer:\n    claim: The server answers late\n    pattern: async-wait\n    proposed: 2026-11-20',
      'causes:\nlate-answer:\n  claim: The server answers late\n  pattern: async-wait\n  proposed: 2026-11-20',
    ),
    'ISSUE:6:1: `causes` is empty: indent `late-answer` and what follows below it [wrong-type]',
  ],
  [
    'tab',
    changed('    pattern: async', '\tpattern: async'),
    'ISSUE:9:1: Tab: indent with spaces [yaml-syntax]',
  ],
  [
    'missing suite',
    changed('suite: orders\n', ''),
    'ISSUE:2:1: Missing `suite` in the front matter: add a line such as `suite: shop` [missing-key]',
  ],
  [
    'a month that does not exist',
    changed('open: 2026-11-20', 'open: 2026-13-20'),
    'ISSUE:14:11: Invalid value `2026-13-20` in `open`: write a date such as `2026-01-04`, or `2026-01-04T12:04-05:00` with time and offset (a year has 12 months) [invalid-date]',
  ],
  [
    'a day that does not exist',
    changed('open: 2026-11-20', 'open: 2026-11-31'),
    'ISSUE:14:11: Invalid value `2026-11-31` in `open`: write a date such as `2026-01-04`, or `2026-01-04T12:04-05:00` with time and offset (2026-11 has 30 days) [invalid-date]',
  ],
  [
    'a date as Germans write it',
    changed('open: 2026-11-20', 'open: 20.11.2026'),
    'ISSUE:14:11: Invalid value `20.11.2026` in `open`: did you mean `2026-11-20`? [invalid-date]',
  ],
  [
    'a word for a date',
    changed('open: 2026-11-20', 'open: today'),
    'ISSUE:14:11: Invalid value `today` in `open`: write a date such as `2026-01-04`, or `2026-01-04T12:04-05:00` with time and offset [invalid-date]',
  ],
  [
    'a date as Americans write it',
    changed('open: 2026-11-20', 'open: 11/20/2026'),
    'ISSUE:14:11: Invalid value `11/20/2026` in `open`: did you mean `2026-11-20`? [invalid-date]',
  ],
  [
    'a date without its zero',
    changed('open: 2026-11-20', 'open: 2026-11-5'),
    'ISSUE:14:11: Invalid value `2026-11-5` in `open`: did you mean `2026-11-05`? [invalid-date]',
  ],
  [
    'a misspelt pattern',
    changed('async-wait', 'async-wiat'),
    'ISSUE:9:14: Unknown pattern `async-wiat`: did you mean `async-wait`? [dangling-id]',
  ],
  [
    'a pattern that there is not',
    changed('async-wait', 'fixed-sleep'),
    'ISSUE:9:14: Unknown pattern `fixed-sleep`: leave it out until you know, or write one with `flakebook new pattern fixed-sleep` [dangling-id]',
  ],
  [
    '## Error message',
    bodyOf('## Error message\n\n```text\nx\n```'),
    'ISSUE:17:1: Heading `Error message` begins no section: did you mean `Symptom`? If not, reword it [misspelt-section]',
  ],
  [
    '## Root Cause Analysis',
    changed('## Symptom', '## Root Cause Analysis\n\nLate.\n\n## Symptom'),
    'ISSUE:17:1: Heading `Root Cause Analysis` begins no section: did you mean `Root cause`? If not, reword it [misspelt-section]',
  ],
  ['line ends of Windows', { [FILE]: ISSUE.replaceAll('\n', '\r\n') }, ''],
  [
    'typographic quotes',
    changed('title: Cart loses an item', 'title: “Cart loses an item”'),
    'ISSUE:2:8: Typographic quotes: write straight ones, `title: "Cart loses an item"` [typographic-quotes]',
  ],
  [
    'typographic quotes around a colon',
    changed('claim: The server answers late', 'claim: “CI: the server answers late”'),
    'ISSUE:8:12: Second `: ` on one line: write `claim: "CI: the server answers late"` [yaml-syntax]',
  ],
  [
    'colon in title',
    changed('title: Cart loses an item', 'title: Cart: loses an item'),
    'ISSUE:2:8: Second `: ` on one line: write `title: "Cart: loses an item"` [yaml-syntax]',
  ],
  [
    'an id in other letters',
    { [FILE]: ISSUE, 'issues/ord-flaky-001.md': ISSUE.replace('the cart', 'a basket') },
    'flaky/issues/ord-flaky-001.md:1:1: Id `ord-flaky-001` is taken: choose another one (`issues/ORD-FLAKY-001.md` has it) [duplicate-id]',
  ],
  [
    'the same file in a subfolder',
    { [FILE]: ISSUE, 'issues/old/ORD-FLAKY-001.md': ISSUE },
    'flaky/issues/old/ORD-FLAKY-001.md:1:1: Ignored `issues/old/ORD-FLAKY-001.md`: move it up into `issues/`, subfolders are not read [unknown-file]',
  ],
  [
    '## Symptons',
    changed('## Symptom', '## Symptons'),
    'ISSUE:17:1: Heading `Symptons` begins no section: did you mean `Symptom`? If not, reword it [misspelt-section]',
  ],
  [
    '### Symptom',
    changed('## Symptom', '### Symptom'),
    'ISSUE:17:1: Heading `### Symptom` begins no section: did you mean `## Symptom`? If not, reword it [misspelt-section]',
  ],
  [
    'a misspelt status',
    changed('- open: 2026-11-20', '- open: 2026-11-20\n  - fixd: 2026-11-21'),
    'ISSUE:15:5: Unknown timeline word `fixd`: did you mean `fixed`? [unknown-timeline-word]',
  ],
  [
    'the status as a key',
    changed('suite: orders', 'suite: orders\nstatus: fixed'),
    'ISSUE:4:1: Unknown key `status`: delete it, the last status in `timeline` counts [unknown-key]',
  ],
  [
    'tests as a list',
    changed(
      'tests:\n  a: { name: test_cart, at: "tests/test_cart.py:12" }',
      'tests:\n  - name: test_cart\n    at: tests/test_cart.py:12',
    ),
    'ISSUE:5:3: `tests` is a list: write a map, such as `tests: { a: { name: "confirms an order", at: "test/basket_test.go:88" } }` [wrong-type]',
  ],
  [
    'an effort in words',
    changed('effort: 1h', 'effort: 2 hours'),
    'ISSUE:12:71: Invalid value `2 hours` in `effort`: did you mean `2h`? [invalid-effort]',
  ],
  ['a place without a line', changed('tests/test_cart.py:12', 'tests/test_cart.py'), ''],
  [
    'a place as pytest prints it',
    changed('tests/test_cart.py:12', 'tests/test_cart.py::test_cart'),
    'ISSUE:5:29: Invalid value `tests/test_cart.py::test_cart` in `at`: write `at: tests/test_cart.py`, and `name: test_cart` beside it [invalid-location]',
  ],
  [
    'an impact with a capital',
    changed('suite: orders', 'suite: orders\nimpact: High'),
    'ISSUE:4:9: Unknown value `High` in `impact`: did you mean `high`? (one of `critical`, `high`, `medium`, `low`) [unknown-value]',
  ],
  [
    'a fix that there is not',
    changed('- open: 2026-11-20', '- open: 2026-11-20\n  - fixed: 2026-11-21\n    fix: wait-for-reply'),
    'ISSUE:16:10: Unknown fix `ORD-FLAKY-001/wait-for-reply`: did you mean `wait-for-answer`? [dangling-id]',
  ],
  [
    'fence no language',
    changed('```text', '```'),
    'ISSUE:19:1: Code block without a language: write one after the backticks, such as `go`, or `text` for a log [fence-language]',
  ],
  [
    'no front matter',
    { [FILE]: '# Cart loses an item\n\nIt fails.\n' },
    'ISSUE:1:1: Missing front matter: begin the file with a `---` line, the fields, and another `---` line [missing-front-matter]',
  ],
  ['empty file', { [FILE]: '' }, 'ISSUE:1:1: Empty file: write the record, or delete the file [empty-file]'],
  [
    'HTML in the body',
    changed('## Symptom', '<b>Careful</b>\n\n## Symptom'),
    'ISSUE:17:1: HTML `<b>` is not allowed: write Markdown, or put backticks around literal text [raw-html]',
  ],
  [
    'an image',
    changed('## Symptom', '![run](https://ci.example/x.png)\n\n## Symptom'),
    'ISSUE:17:1: Image shown as a link: delete the `!` before the bracket [image]',
  ],
  [
    'the id as a key',
    changed('suite: orders', 'id: ORD-FLAKY-001\nsuite: orders'),
    'ISSUE:3:1: Unknown key `id`: delete it, the file name is the id [unknown-key]',
  ],
  [
    'empty title',
    changed('title: Cart loses an item', 'title:'),
    'ISSUE:2:1: `title` is empty: write text, such as `title: "Checkout tests read each other\'s messages"` [wrong-type]',
  ],
  [
    'conflict markers',
    changed('suite: orders', '<<<<<<< HEAD\nsuite: orders\n=======\nsuite: carts\n>>>>>>> feature'),
    'ISSUE:3:1: Unfinished merge: choose what holds, and delete the conflict markers of git [conflict-markers]',
  ],
  [
    'another ending',
    { 'issues/ORD-FLAKY-001.markdown': ISSUE },
    'flaky/issues/ORD-FLAKY-001.markdown:1:1: Ignored `issues/ORD-FLAKY-001.markdown`: did you mean `issues/ORD-FLAKY-001.md`? [unknown-file]',
  ],
  [
    'a misspelt key',
    changed('title:', 'titel:'),
    'ISSUE:2:1: Unknown key `titel`: did you mean `title`? [unknown-key]',
  ],
  [
    'a suite that there is not',
    changed('suite: orders', 'suite: carts'),
    'ISSUE:3:8: Unknown suite `carts`: correct the id, or add `suites/carts.md` with a `title` [dangling-id]',
  ],
  [
    'prefixes as words',
    { 'book.yaml': 'title: Orders\nprefixes: [ORD-FLAKY-]\n', [FILE]: ISSUE },
    'flaky/book.yaml:2:12: An item of `prefixes` is `ORD-FLAKY-`: write a map, such as `prefixes: [{ prefix: SHOP-FLAKY-, suite: shop }]` [wrong-type]',
  ],
  [
    'prefixes as a map',
    { 'book.yaml': 'title: Orders\nprefixes:\n  ORD-FLAKY-: orders\n', [FILE]: ISSUE },
    'flaky/book.yaml:3:3: `prefixes` is a map: write a list, such as `prefixes: [{ prefix: SHOP-FLAKY-, suite: shop }]` [wrong-type]',
  ],
  [
    'prefixes as a word',
    { 'book.yaml': 'title: Orders\nprefixes: ORD-FLAKY-\n', [FILE]: ISSUE },
    'flaky/book.yaml:2:11: `prefixes` is `ORD-FLAKY-`: write a list, such as `prefixes: [{ prefix: SHOP-FLAKY-, suite: shop }]` [wrong-type]',
  ],
  [
    'timeline as map',
    changed('timeline:\n  - open: 2026-11-20', 'timeline:\n  open: 2026-11-20'),
    'ISSUE:14:3: `timeline` is a map: write a list, such as `timeline: [{ open: 2026-03-02 }]` [wrong-type]',
  ],
  [
    'a timeline in one word',
    changed('timeline:\n  - open: 2026-11-20', 'timeline: open'),
    'ISSUE:13:11: `timeline` is `open`: write a list, such as `timeline: [{ open: 2026-03-02 }]` [wrong-type]',
  ],
  [
    'causes as a list',
    changed(
      'causes:\n  late-answer:\n    claim: The server answers late',
      'causes:\n  - claim: The server answers late',
    ),
    'ISSUE:7:3: `causes` is a list: write a map, such as `causes: { shared-stream: { pattern: shared-state } }` [wrong-type]',
  ],
  [
    'underscores in an id',
    { 'issues/ORD_FLAKY_9.md': ISSUE },
    'flaky/issues/ORD_FLAKY_9.md:1:1: Invalid id `ORD_FLAKY_9`: did you mean `ORD-FLAKY-9`? [record-id]',
  ],
  [
    'references as text',
    changed('suite: orders', 'suite: orders\nreferences: https://example.org/x'),
    'ISSUE:4:13: `references` is `https://example.org/x`: write a list, such as `references: [stream-design, "ticket:SHOP-977", "https://ci.example/runs/12"]` [wrong-type]',
  ],
  [
    'a test as text',
    changed('tests:\n  a: { name: test_cart, at: "tests/test_cart.py:12" }', 'tests:\n  a: test_cart'),
    'ISSUE:5:6: `a` is `test_cart`: write a map, such as `tests: { a: { name: "confirms an order", at: "test/basket_test.go:88" } }` [wrong-type]',
  ],
  [
    'no timeline',
    changed('timeline:\n  - open: 2026-11-20\n', ''),
    'ISSUE:2:1: Missing `timeline` in the front matter: add a line such as `timeline: [{ open: 2026-03-02 }]` [missing-key]',
  ],
  [
    'front matter without an end',
    changed('2026-11-20\n---\n', '2026-11-20\n'),
    'ISSUE:1:1: Front matter never ends: close it with a `---` line [unclosed-front-matter]',
  ],
  [
    'a title that begins with code',
    changed('title: Cart loses an item', 'title: `cart` loses an item'),
    'ISSUE:2:8: Special character at the start of a text: write “title: "`cart` loses an item"” [yaml-syntax]',
  ],
  [
    'quotes without an end',
    changed('title: Cart loses an item', 'title: "Cart loses an item'),
    'ISSUE:2:8: Quoted text never ends: close it with a quote [yaml-syntax]',
  ],
  [
    'a brace without an end',
    changed('effort: 1h }', 'effort: 1h'),
    'ISSUE:12:20: Map never ends: close it with `}` [yaml-syntax]',
  ],
];

function bookWith(files: Files): string {
  const cwd = tempFolder();
  for (const [file, text] of Object.entries({ ...SOUND, ...files })) {
    const path = join(cwd, 'flaky', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return cwd;
}

test.each(MISTAKES)('one mistake, one finding: %s', async (_, files, said) => {
  const { stdout } = await flakebook(['check', '--format', 'unix'], { cwd: bookWith(files) });
  expect(stdout.replace(`flaky/${FILE}:`, 'ISSUE:')).toBe(said === '' ? '' : `${said}\n`);
});

test('a finding fits a terminal of 80 columns, with the line and the place in it', async () => {
  const cwd = bookWith(changed('suite: orders', 'impact: High\nsuite: orders'));
  expect((await flakebook(['check'], { cwd })).stdout).toBe(`flaky/${FILE}:3:9 error unknown-value
  Unknown value \`High\` in \`impact\`: did you mean \`high\`? (one of \`critical\`,
  \`high\`, \`medium\`, \`low\`)
  3 | impact: High
    |         ^^^^

✖ 1 error
\`flakebook explain unknown-value\` says more.
`);
});
