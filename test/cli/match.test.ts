import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, plain } from '../support/markdown.ts';
import {
  type Ended,
  emptyBook,
  flakebook,
  issueText,
  ROOT,
  SMALL_BOOK,
  type TestBook,
  tempFolder,
} from './run.ts';

const FIXTURES = join(ROOT, 'test/fixtures');
const RUN_12 = join(FIXTURES, 'vitest-orders/run-012/junit.xml');

/** The book over the series, in a folder of its own. */
function seriesBook() {
  const folder = tempFolder();
  cpSync(join(FIXTURES, 'vitest-orders-book'), join(folder, 'content'), { recursive: true });
  return { run: (...args: string[]) => flakebook(['match', ...args], { cwd: folder }), folder };
}

interface Case {
  readonly name: string;
  readonly message?: string;
  readonly kind?: 'failure' | 'error' | 'flakyFailure';
}

function xmlText(text: string): string {
  return text.replace(/[<>&"\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function junit(cases: readonly Case[]): string {
  const elements = cases.map(({ name, message, kind = 'failure' }) => {
    const inner = message === undefined ? '' : `<${kind} message="${xmlText(message)}"/>`;
    return `<testcase classname="shop" name="${xmlText(name)}">${inner}</testcase>`;
  });
  return `<testsuite name="shop">${elements.join('\n')}</testsuite>\n`;
}

/** The small book, with one issue that has a test, a signature and a workaround. */
function shopBook(
  cases: readonly Case[],
  more = '',
): TestBook & { match(...args: string[]): Promise<Ended> } {
  const issue = issueText(
    'Cart loses an item',
    `signatures:\n  - text: the cart lost an item\n    matches: [the cart lost an item]\nfixes:\n  retry: { title: Add it again, does: "Adds the item once more", kind: mitigation }\n${more}`,
  ).replace('a: { name: "Cart loses an item"', 'a: { name: "adds an item"');
  const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-1.md': issue });
  writeFileSync(join(book.folder, 'junit.xml'), junit(cases));
  return { ...book, match: (...args) => book.run('match', 'junit.xml', ...args) };
}

const KNOWN: Case = { name: 'adds an item', message: 'Error: the cart lost an item' };
const NEW: Case = { name: 'adds an item', message: 'Error: the shop is closed' };
const UNKNOWN: Case = { name: 'pays', message: 'Error: the purse is empty' };
const PASSED: Case = { name: 'ships' };
const RETRIED: Case = { ...UNKNOWN, kind: 'flakyFailure' };

describe('what is printed', () => {
  test('says first how many failures are known, then each with issue, status, workaround and link', async () => {
    const { run } = seriesBook();
    const { code, stdout, stderr } = await run(RUN_12);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [first, , second, third] = stdout.split('\n');
    expect(first).toBe('3 of 16 tests failed: 3 known.');
    expect(second).toBe('known vt/orders.test.js :: orders > race > first response wins');
    expect(third).toContain("expected 'replica' to be 'primary'");
    expect(stdout).toContain('ORD-01 Replica answers first (Mitigated)');
    expect(stdout).toContain('workaround: Ask the primary only: Routes the query of the test to the primary');
    expect(stdout).toContain('content/issues/ORD-01.md');
  });

  test('has what is new before what is known, and passes on retry last', async () => {
    const { match } = shopBook([KNOWN, UNKNOWN, PASSED, { ...RETRIED, name: 'counts' }]);
    const { stdout } = await match();
    expect(stdout).toContain('workaround: Add it again (planned): Adds the item once more');
    const kinds = stdout.split('\n').filter((line) => /^\w/.test(line));
    expect(kinds).toEqual([
      '2 of 4 tests failed: 1 new and 1 known. 1 test passed on retry.',
      'new   shop :: pays',
      'known shop :: adds an item',
      'new   shop :: counts (passed on retry)',
    ]);
  });

  test('is JSON with the keys that are documented', async () => {
    const { match } = shopBook(
      [KNOWN, NEW, PASSED].map((one, i) => ({ ...one, name: i === 1 ? 'pays' : one.name })),
    );
    const { stdout } = await match('--format', 'json', '--site', 'https://shop.example/flakes');
    const read = JSON.parse(stdout);
    expect(Object.keys(read)).toEqual(['asOf', 'tests', 'passed', 'skipped', 'counts', 'files', 'failures']);
    expect(read).toMatchObject({ tests: 3, passed: 1, counts: { known: 1, like: 0, new: 1 } });
    expect(read.failures[1]).toEqual({
      test: 'shop :: adds an item',
      outcome: 'failed',
      kind: 'known',
      message: 'Error: the cart lost an item',
      issues: [
        {
          issue: 'SHOP-1',
          test: 'SHOP-1',
          title: 'Cart loses an item',
          status: 'open',
          statusLabel: 'Open',
          group: 'unresolved',
          by: 'signature',
          text: 'the cart lost an item',
          found: 'the cart lost an item',
          differs: [],
          workarounds: [
            { fix: 'retry', title: 'Add it again', does: 'Adds the item once more', planned: true },
          ],
          link: 'https://shop.example/flakes/issues/shop-1/',
        },
      ],
    });
  });

  test('says that a failure speaks against a fix', async () => {
    const { match, write } = shopBook([KNOWN]);
    const fixed = issueText(
      'Cart loses an item',
      'signatures:\n  - text: the cart lost an item\n    matches: [the cart lost an item]\n',
    );
    write({
      'issues/SHOP-1.md': fixed.replace(
        '  - open: 2026-01-04',
        '  - open: 2026-01-04\n  - fixed: 2026-01-05',
      ),
    });
    expect((await match()).stdout).toContain('the issue counts as resolved');
  });

  test('is never green where the issue says that the test was right to fail', async () => {
    const { match, write } = shopBook([KNOWN]);
    const issue = issueText('Cart loses an item').replace('"Cart loses an item", at', '"adds an item", at');
    write({
      'issues/SHOP-1.md': issue.replace(
        /---\n$/,
        '  - { not-flaky: 2026-01-05, why: It was a defect }\n---\n',
      ),
    });
    const { code, stdout } = await match();
    expect(code).toBe(1);
    expect(stdout).toContain('1 of 1 test failed: 1 like a known one.');
    expect(stdout).toContain('names the test; the issue says that it is no flake: adds an item');
  });

  test('says from which issue another one took over', async () => {
    const { match, write } = shopBook([KNOWN]);
    const issue = issueText('Cart loses an item').replace('"Cart loses an item", at', '"adds an item", at');
    write({
      'issues/SHOP-1.md': issue.replace(/---\n$/, '  - { superseded: 2026-01-05, by: SHOP-2 }\n---\n'),
      'issues/SHOP-2.md': issueText('Another test'),
    });
    const { code, stdout } = await match();
    expect(code).toBe(0);
    expect(stdout).toContain(
      'took over from SHOP-1, which names the test, and describes no failure: adds an item',
    );
  });
});

test.each([
  ['pretty', '(job.log:2)'],
  ['markdown', 'In the log: `job.log:2`'],
  ['github', '(job.log%3A2)'],
])('a failure in a log has its line, as %s', async (format, place) => {
  const book = emptyBook(SMALL_BOOK);
  writeFileSync(
    join(book.folder, 'job.log'),
    'FAIL a.test.js\n  ● Cart › adds an item\n\n    Error: no cart\n',
  );
  const { stdout } = await book.run('match', 'job.log', '--format', format);
  expect(stdout).toContain(place);
});

describe('the exit code', () => {
  test.each([
    ['unknown', [KNOWN, PASSED], 0],
    ['unknown', [UNKNOWN], 1],
    ['unknown', [NEW], 1],
    ['unknown', [RETRIED], 0],
    ['any', [KNOWN], 1],
    ['any', [PASSED], 0],
    ['none', [UNKNOWN, NEW], 0],
  ] as const)('with --fail-on %s of %j is %d', async (failOn, cases, code) => {
    expect((await shopBook(cases).match('--fail-on', failOn)).code).toBe(code);
  });

  test.each([
    ['a file that is cut off', '<testsuite name="shop"><testcase name="ships"/><testcase name="pa', 1],
    ['a file without a test', '<testsuite name="shop"></testsuite>', 1],
    ['a log without a failure', 'Hello', 1],
    ['a file that is none of results', '{}', 2],
    ['an empty file', '', 2],
  ])('of %s is never 0', async (_, text, code) => {
    const book = shopBook([]);
    writeFileSync(join(book.folder, 'junit.xml'), text);
    const { code: ended, stdout } = await book.match('--fail-on', 'none');
    expect(ended).toBe(code);
    if (code === 2) expect(stdout).toMatch(/^Flakebook could not read any file\.\n/);
  });

  test.each(['unknown', 'none'])(
    'is 1 where the header counts more than the file lists (%s)',
    async (failOn) => {
      const book = emptyBook(SMALL_BOOK);
      const file = join(book.folder, 'junit.xml');
      writeFileSync(file, junit([{ name: 'adds an item' }]).replace('>', ' tests="2" failures="1">'));
      const { code, stdout } = await book.run('match', 'junit.xml', '--fail-on', failOn);
      expect(code).toBe(1);
      expect(stdout).toContain('found 0: what is missing may have failed.');
      expect(await book.run('results', 'junit.xml')).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('Expected 2 tests, as the header counts in line 1, found 1'),
      });
    },
  );

  test('is 1 where one of several files is not there', async () => {
    const { match } = shopBook([PASSED]);
    const { code, stdout } = await match('nowhere.xml', '--fail-on', 'none');
    expect(code).toBe(1);
    expect(stdout).toContain('nowhere.xml was not read');
    expect(stdout.split('\n')[0]).toBe('No failure in 1 test.');
  });

  test.each([
    [['--suite', 'shpo'], 'did you mean `shop`?'],
    [['--site', 'shop.example'], 'is not an address'],
    [['--site', 'javascript:alert(1)'], 'is not an address'],
    [['--fail-on', 'some'], 'Allowed choices are'],
  ])('of %j is 2', async (args, words) => {
    const { code, stderr } = await shopBook([KNOWN]).match(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('a book with errors', () => {
  test('still knows what is sound in it, and says so', async () => {
    const { match, write } = shopBook([KNOWN]);
    write({ 'issues/SHOP-2.md': '---\ntitle: x\n---\n' });
    const { code, stdout, stderr } = await match();
    expect(code).toBe(0);
    expect(stdout).toContain('1 known');
    expect(stderr).toContain('flakebook check');
  });
});

describe('hostile results', () => {
  const HOSTILE = [
    {
      name: '<script>alert(1)</script> | `x` ``` [a](javascript:b)',
      message: '```\n</details><img src=x onerror=alert(1)>\n| a | b |',
    },
    {
      name: '::error file=a.ts::gotcha',
      message: '::error::gotcha\n::add-mask::e\n##[error]x\r\n::stop-commands::y',
    },
    { name: '\u202egnihtyna\u2066', message: '@everyone #1 https://evil.example' },
  ];

  test('are text in a summary', async () => {
    const { stdout } = await shopBook(HOSTILE).match('--format', 'markdown');
    const tree = parse(stdout);
    expect(JSON.stringify(tree)).not.toMatch(/"type":"(?:html|image)"|javascript:b","title/);
    expect(tree.children.filter(({ type }) => type === 'table')).toHaveLength(1);
    expect(tree.children.filter(({ type }) => type === 'code')).toHaveLength(3);
    expect(plain(tree)).toContain('<script>alert(1)</script> | `x` ``` [a](javascript:b)');
  });

  test('begin no command of their own in annotations', async () => {
    const { stdout } = await shopBook(HOSTILE).match('--format', 'github');
    const lines = stdout.trimEnd().split('\n');
    const levels = lines.map((line) => /^::(\w+) title=[^:,]*::/.exec(line)?.[1]);
    // Hidden characters hide no failure: a warning.
    expect(levels).toEqual(['warning', 'notice', 'error', 'error', 'error']);
  });

  test('begin no command on a terminal that a machine reads', async () => {
    const { stdout } = await shopBook(HOSTILE).match();
    for (const line of stdout.split('\n')) {
      expect(line.trim()).not.toMatch(/^::|^##\[/);
      expect(line).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]|##\[/);
    }
  });
});
