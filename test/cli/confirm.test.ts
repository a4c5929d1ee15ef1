import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MAX_RECORD_BYTES } from '../../src/text/decode.ts';
import { dayOf, historyOf } from '../confirm/run-marks.ts';
import { runFiles } from '../support/run-files.ts';
import { emptyBook, type Files, hashesOf, ROOT, type TestBook } from './run.ts';

/** Fifty days of which three failed, and as many days of passes as the claim needs. */
const BEFORE = '.F..............................F...............F.';
const AFTER = '.'.repeat(84);
const CLAIMED = dayOf(49);

function record(tests: readonly string[], timeline: string): string {
  const letters = tests
    .map((name, i) => `  ${'abc'[i]}: { name: "${name}" }   # as the runner says\n`)
    .join('');
  return `---\n# The record of a flake\ntitle:   'Cart: loses an item'\nsuite: shop\ntests:\n${letters}signatures:\n  - text: "lost an item, found: 0"\n${timeline}---\n\n## Notes\n\nKept  as it is.\t\n`;
}

const ODD = `timeline: # in order
    -   open: "2025-12-01"   # by Ann
        note: |
          two

          lines

    # the fix
    -   fixed: ${CLAIMED}
        # it was one line
    # end of the list

impact: high
`;
const FLOW = `timeline: [ { open: 2025-12-01 }, { fixed: ${CLAIMED} } ]\n`;
const PLAIN = `timeline:\n  - open: 2025-12-01\n  - fixed: ${CLAIMED}\n`;

const HISTORY = historyOf({
  'cart.js :: mended': BEFORE + AFTER,
  'cart.js :: fallen': `${BEFORE}${'.'.repeat(20)}F${'.'.repeat(28)}`,
  'cart.js :: young': `${BEFORE}${'-'.repeat(39)}${'.'.repeat(10)}`,
  'cart.js :: gone': BEFORE,
  'cart.js :: new': AFTER.padStart(99, '.'),
});

const BOOK: Files = {
  'book.yaml': 'title: Flaky tests of the shop\nprefixes:\n  - { prefix: SHOP-, suite: shop }\n',
  'suites/shop.md': '---\ntitle: Shop tests\n---\n',
  'issues/SHOP-1.md': record(['cart.js :: mended'], ODD),
  'issues/SHOP-2.md': record(['cart.js :: fallen', 'cart.js :: mended'], FLOW).replaceAll('\n', '\r\n'),
  'issues/SHOP-3.md': record(['cart.js :: young'], PLAIN),
  'issues/SHOP-4.md': record(['cart.js :: gone'], PLAIN),
  'issues/SHOP-5.md': record(['cart.js :: new'], PLAIN),
  'issues/SHOP-6.md': record(['cart.js :: fallen'], 'timeline:\n  - open: 2025-12-01\n'),
};

const withRuns = (files: Files = {}): TestBook =>
  emptyBook({ ...BOOK, ...runFiles('shop', HISTORY), ...files });
const textOf = (book: TestBook, file: string) => readFileSync(join(book.content, file), 'utf8');

interface Found {
  readonly asOf: string;
  readonly suites: readonly object[];
  readonly fixes: readonly {
    testId: string;
    standing: string;
    passes: number;
    needed?: number;
  }[];
  readonly proposals: readonly { file: string; word: string; tests: string[]; at: string; lines: string }[];
  readonly edits?: readonly { file: string; refused?: string }[];
}

async function confirm(book: TestBook, ...args: string[]): Promise<Found & { code: number | null }> {
  const { code, stdout } = await book.run('confirm', '--format', 'json', ...args);
  return { code, ...(JSON.parse(stdout) as Found) };
}

const VERIFIED_AT = '2026-05-14T12:00:00Z';

describe('flakebook confirm', () => {
  test('says how each claimed fix stands, and what the timelines should say', async () => {
    const found = await confirm(withRuns());
    expect(found.fixes.map(({ testId, standing, passes }) => [testId, standing, passes])).toEqual([
      ['SHOP-1', 'supported', 84],
      ['SHOP-2a', 'contradicted', 48],
      ['SHOP-2b', 'supported', 84],
      ['SHOP-3', 'gathering', 10],
      ['SHOP-4', 'no-signal', 0],
      ['SHOP-5', 'unmeasured', 49],
    ]);
    expect(found.proposals.map(({ file, word, tests, at }) => [file, word, tests, at])).toEqual([
      ['issues/SHOP-1.md', 'verified', [], VERIFIED_AT],
      ['issues/SHOP-2.md', 'reopened', ['a'], '2026-03-12T12:00:00Z'],
      ['issues/SHOP-2.md', 'verified', ['b'], VERIFIED_AT],
    ]);
    expect(found).toMatchObject({
      code: 1,
      asOf: VERIFIED_AT.slice(0, 10),
      suites: [{ suite: 'shop', claims: 6, runs: 134 }],
    });
  });

  test('for people: a table, what to do, and the lines that would be added', async () => {
    const { code, stdout } = await withRuns().run('confirm');
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "shop: 6 claimed fixes, 134 counted runs.
      test     claim             standing      failed before              with the fix                     luck   still needed  holds
      SHOP-1   fixed 2026-02-19  supported     3 of 50: 6.0% [2.1, 16.2]  84 passes on 84 days             5.0%   0             95.2%
      SHOP-2a  fixed 2026-02-19  contradicted  3 of 50: 6.0% [2.1, 16.2]  48 passes on 48 days, 1 failure  -      -             -
      SHOP-2b  fixed 2026-02-19  supported     3 of 50: 6.0% [2.1, 16.2]  84 passes on 84 days             5.0%   0             95.2%
      SHOP-3   fixed 2026-02-19  gathering     3 of 50: 6.0% [2.1, 16.2]  10 passes on 10 days             57.3%  74            63.6%
      SHOP-4   fixed 2026-02-19  no signal     3 of 50: 6.0% [2.1, 16.2]  0 passes on 0 days               100%   84            50.0%
      SHOP-5   fixed 2026-02-19  unmeasured    0 of 50: 0% [0, 7.1]       49 passes on 49 days             -      -             -

      SHOP-2a: It has failed as the issue describes in 1 run with the fix claimed on February 19, 2026, first on March 12, 2026. Run run-071: \`the cart lost an item, found: 0\`.
      SHOP-3: 10 passes on 10 days with the fix claimed on February 19, 2026. If nothing had changed, all 3 failures would come before it by chance in 57.3% of cases. 74 more passes would bring that down to 5%. To settle it sooner, repeat the test 74 times on the commit of the fix, and note the count under \`observed\`.
      SHOP-4: No counted run has a result of the test with the fix claimed on February 19, 2026. There is no such run yet, or the test was skipped, absent or deleted, or the record does not give its name there. That is no evidence for the fix. Run it again. If it is gone, close the issue with \`test-removed\`. If it was renamed, give it its new name.
      SHOP-5: 49 passes on 49 days with the fix claimed on February 19, 2026. No such failure was measured before it, so nobody can tell how much of this is luck. Add earlier runs with \`flakebook ingest\`, or judge the fix by other means.

      The runs suggest these entries for the timelines:
      content/issues/SHOP-1.md (SHOP-1: Cart: loses an item)
      +   - verified: 2026-05-14T12:00:00Z
      +     run: run-134
      +     note: "84 passes on 84 days with the fix, and no such failure; before it, 3 of 50 runs failed so: luck is at most 5%"
      content/issues/SHOP-2.md (SHOP-2: Cart: loses an item)
      +   - reopened: 2026-03-12T12:00:00Z
      +     tests: [a]
      +     run: run-071
      +     note: "failed again in 1 of 49 runs with the fix"
      +   - verified: 2026-05-14T12:00:00Z
      +     tests: [b]
      +     run: run-134
      +     note: "84 passes on 84 days with the fix, and no such failure; before it, 3 of 50 runs failed so: luck is at most 5%"
      Add them with \`flakebook confirm --write\`.
      "
    `);
  });

  test('reads the book at a date', async () => {
    const found = await confirm(withRuns(), '--as-of', '2026-03-11');
    expect(found.fixes[1]).toMatchObject({ testId: 'SHOP-2a', standing: 'gathering', passes: 20 });
    expect(found).toMatchObject({ code: 0, proposals: [] });
  });

  test('needs runs, and says so', async () => {
    const { code, stdout } = await emptyBook(BOOK).run('confirm');
    expect([code, stdout]).toEqual([
      0,
      'shop: 6 claimed fixes, no measured run.\nNo signal: no run supports or contradicts these fixes. Add runs with `flakebook ingest`.\n',
    ]);
  });

  test('says where nothing is claimed', async () => {
    const book = emptyBook({
      ...BOOK,
      ...Object.fromEntries(
        [1, 2, 3, 4, 5].map((i) => [`issues/SHOP-${i}.md`, BOOK['issues/SHOP-6.md'] ?? '']),
      ),
    });
    const { code, stdout } = await book.run('confirm');
    expect([code, stdout]).toEqual([0, 'No fix is claimed as of 2025-12-01: there is nothing to confirm.\n']);
  });

  test.each([
    [['--suite', 'shpo'], 'There is no suite `shpo`: did you mean `shop`?'],
    [
      ['--write', '--rev', 'HEAD'],
      'Leave out --rev or --write: --write edits the content folder, and --rev reads an older version of it.',
    ],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await withRuns().run('confirm', ...args);
    // The book has warnings too: all of its issues look for one text.
    const complaints = stderr.split('\n').filter((line) => line.startsWith('flakebook: '));
    expect([code, complaints]).toEqual([2, [`flakebook: ${message}`]]);
    expect(stderr.endsWith(`flakebook: ${message}\n`)).toBe(true);
  });

  test('says nothing of a book with errors', async () => {
    const book = withRuns({ 'issues/SHOP-7.md': 'no front matter' });
    const { code, stdout, stderr } = await book.run('confirm', '--write');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('missing-front-matter');
    expect(textOf(book, 'issues/SHOP-1.md')).toBe(BOOK['issues/SHOP-1.md']);
  });
});

describe('--write', () => {
  test('puts the entries where they belong and leaves all other bytes', async () => {
    const book = withRuns();
    const before = hashesOf(book.content);
    const { code, stdout } = await book.run('confirm', '--write');
    expect(code).toBe(0);
    expect(stdout).toContain('Written: content/issues/SHOP-1.md\nWritten: content/issues/SHOP-2.md\n');
    const entry = `    -   verified: ${VERIFIED_AT}\n        run: run-134\n        note: "84 passes on 84 days with the fix, and no such failure; before it, 3 of 50 runs failed so: luck is at most 5%"\n`;
    expect(textOf(book, 'issues/SHOP-1.md')).toBe(
      record(['cart.js :: mended'], ODD.replace('    # end of the list', `${entry}    # end of the list`)),
    );
    const second = textOf(book, 'issues/SHOP-2.md');
    expect(second).toContain(
      `{ fixed: ${CLAIMED} }, { reopened: 2026-03-12T12:00:00Z, tests: [a], run: run-071, note: "failed again in 1 of 49 runs with the fix" }, { verified: ${VERIFIED_AT}, tests: [b], `,
    );
    expect(second.replace(/, \{ reopened.*?%" \}/, '')).toBe(BOOK['issues/SHOP-2.md']);
    const changed = Object.entries(hashesOf(book.content)).filter(([file, hash]) => before[file] !== hash);
    expect(changed.map(([file]) => file)).toEqual(['issues/SHOP-1.md', 'issues/SHOP-2.md']);
  });

  test('gives a book that the check has nothing against, and a second run changes nothing', async () => {
    const related = 'related: [{ kind: same-area, issue: SHOP-2 }]\ntimeline:\n  - open: 2025-12-01\n';
    const book = withRuns({ 'issues/SHOP-6.md': record(['cart.js :: fallen'], related) });
    const stateOf = async () => (await book.run('check')).stdout;
    const clean = await stateOf();
    await book.run('confirm', '--write');
    expect(await stateOf()).toBe(clean);
    const written = hashesOf(book.content);
    const again = await confirm(book, '--write');
    expect(again).toMatchObject({ code: 0, proposals: [], edits: [] });
    expect(again.fixes.map(({ testId, standing }) => [testId, standing])).toEqual([
      ['SHOP-1', 'supported'],
      ['SHOP-2b', 'supported'],
      ['SHOP-3', 'gathering'],
      ['SHOP-4', 'no-signal'],
      ['SHOP-5', 'unmeasured'],
    ]);
    expect(hashesOf(book.content)).toEqual(written);
    expect((await book.run('confirm')).stdout).toContain('Nothing to change');
  });

  test('leaves a record alone that goes on after the date, and gives the lines', async () => {
    const later = `${PLAIN}  - reopened: 2026-09-01\n`;
    const book = withRuns({ 'issues/SHOP-1.md': record(['cart.js :: mended'], later) });
    const { code, stdout } = await book.run('confirm', '--write', '--as-of', '2026-06-02');
    expect(code).toBe(1);
    expect(stdout).toContain(
      'Not written: content/issues/SHOP-1.md: it has `reopened: 2026-09-01`, which is after 2026-06-02; leave --as-of out. Add by hand:\n+   - verified: ',
    );
    expect(stdout).toContain('Written: content/issues/SHOP-2.md');
    expect(textOf(book, 'issues/SHOP-1.md')).toBe(record(['cart.js :: mended'], later));
  });

  test('leaves a record alone that the check would refuse with the entry', async () => {
    const full = `${record(['cart.js :: mended'], PLAIN)}${'word '.repeat(MAX_RECORD_BYTES / 5)}`.slice(
      0,
      MAX_RECORD_BYTES,
    );
    const book = withRuns({ 'issues/SHOP-1.md': full });
    const found = await confirm(book, '--write');
    expect(found.code).toBe(1);
    expect(found.edits).toEqual([
      {
        file: 'issues/SHOP-1.md',
        refused: expect.stringMatching(/^the check would say of it: File too large: keep /),
      },
      { file: 'issues/SHOP-2.md' },
    ]);
    expect(textOf(book, 'issues/SHOP-1.md')).toBe(full);
  });

  test('keeps the rights of a file, and follows a link within the content', async () => {
    const book = withRuns({ 'issues/SHOP-2.md': record(['cart.js :: young'], PLAIN) });
    const file = join(book.content, 'issues/SHOP-1.md');
    rmSync(file);
    mkdirSync(join(book.content, '.shared'));
    const real = join(book.content, '.shared/one.md');
    writeFileSync(real, BOOK['issues/SHOP-1.md'] ?? '');
    chmodSync(real, 0o640);
    symlinkSync('../.shared/one.md', file);
    expect((await book.run('confirm', '--write')).code).toBe(0);
    expect(readFileSync(real, 'utf8')).toContain('verified:');
    expect((statSync(real).mode & 0o777).toString(8)).toBe('640');
    expect(readdirSync(join(book.content, '.shared'))).toEqual(['one.md']);
  });

  test('that is killed before the last rename leaves the file whole, and what it left is no finding', async () => {
    const book = withRuns();
    const clean = (await book.run('check')).stdout;
    const script = `import { writeWhole } from ${JSON.stringify(join(ROOT, 'src/host/write-file.ts'))};
      writeWhole(process.argv[1], 'half', { may: () => process.kill(process.pid, 'SIGKILL') });`;
    const file = join(book.content, 'issues/SHOP-1.md');
    const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script, file]);
    expect(signal).toBe('SIGKILL');
    expect(readdirSync(join(book.content, 'issues')).filter((name) => name.endsWith('.tmp'))).toHaveLength(1);
    expect(textOf(book, 'issues/SHOP-1.md')).toBe(BOOK['issues/SHOP-1.md']);
    expect((await book.run('check')).stdout).toBe(clean);
    expect((await book.run('confirm', '--write')).code).toBe(0);
  });
});
