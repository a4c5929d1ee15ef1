import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRepository } from '../support/git.ts';
import { ordersBook } from '../support/orders-book.ts';
import { copiedBook, hashesOf, SMALL_BOOK, type TestBook } from './run.ts';

const RACE = 'vt/orders.test.js :: orders > race > first response wins';
const RENAMED = 'vt/report.test.js :: report > renders the header row';
const OLD_NAME = 'vt/report.test.js :: report > renders header';
const FLAKES = ['ORD-01', 'ORD-02', 'ORD-03', 'ORD-04'];

interface Flake {
  readonly history: { readonly key: string; readonly failures: number; readonly runs: number };
  readonly kinds: { readonly message: string; readonly count: number }[];
  readonly failedRuns: { readonly run: string }[];
  readonly formerName?: string;
}

async function detected(book: TestBook): Promise<{ flakes: Flake[]; failing: { key: string }[] }> {
  const { code, stdout, stderr } = await book.run('detect', '--format', 'json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

describe('detect', () => {
  test('lists what flakes without an issue, what failed most first', async () => {
    const { flakes } = await detected(await ordersBook({ without: FLAKES }));
    expect(flakes.map(({ history }) => [history.key, history.failures, history.runs])).toEqual([
      [RACE, 5, 18],
      ['vt/orders.test.js :: orders > race > settles within the deadline', 5, 18],
      [RENAMED, 3, 5],
      ['vt/orders.test.js :: orders > race > currency JPY has 0 decimals', 3, 18],
      [OLD_NAME, 2, 12],
    ]);
  });

  test('leaves out what an issue names, under any of its names', async () => {
    const { flakes } = await detected(await ordersBook({ without: ['ORD-03'] }));
    expect(flakes.map(({ history }) => history.key)).toEqual([
      'vt/orders.test.js :: orders > race > currency JPY has 0 decimals',
    ]);
  });

  test('takes messages that differ in an id only for one', async () => {
    const { flakes } = await detected(await ordersBook({ without: ['ORD-03'] }));
    expect(flakes[0]?.kinds).toEqual([{ message: expect.stringMatching(/run 11517: decimals/), count: 3 }]);
  });

  test('names the runs that failed, the newest first and no run of another branch', async () => {
    const { flakes } = await detected(await ordersBook({ without: ['ORD-01'] }));
    expect(flakes[0]?.failedRuns.map(({ run }) => run)).toEqual([
      'orders-16',
      'orders-12',
      'orders-7',
      'orders-3',
      'orders-2',
    ]);
  });

  test('suspects the older name of a renamed test', async () => {
    const { flakes } = await detected(await ordersBook({ without: ['ORD-04'] }));
    expect(flakes.map(({ history, formerName }) => [history.key, formerName])).toEqual([
      [RENAMED, OLD_NAME],
      [OLD_NAME, undefined],
    ]);
  });

  test('tells what fails without flaking apart', async () => {
    const { flakes, failing } = await detected(await ordersBook({ without: ['BUG-01', 'REG-31'] }));
    expect(flakes).toEqual([]);
    expect(failing.map(({ key }) => key)).toEqual([
      'vt/orders.test.js :: orders > stock > reserves the last item',
      'vt/report.test.js :: report > is always broken',
    ]);
  });

  test('gives each flake with its rate, its reason and the command for an issue', async () => {
    const { stdout } = await (await ordersBook({ without: ['ORD-01'] })).run('detect');
    expect(stdout).toContain('orders has 1 flaky test without an issue.');
    expect(stdout).toContain('5 of 18 runs failed: 27.8% [12.5, 50.9].');
    expect(stdout).toContain('4 separate times');
    expect(stdout).toContain(`flakebook new issue --suite orders --from-test '${RACE}'`);
  });

  test('reads the book at a date: later runs are not there yet', async () => {
    const book = await ordersBook({ without: ['ORD-01'] });
    const { stdout } = await book.run('detect', '--as-of', '2026-01-05');
    expect(stdout).toContain('orders has no flaky test without an issue. 2 measured runs');
  });

  test('says what to do where there is no run', async () => {
    const { code, stderr } = await copiedBook().run('detect');
    expect([code, stderr]).toEqual([
      2,
      'flakebook: Add runs with `flakebook ingest` first: data-storage has no measured run as of 2026-01-04.\n',
    ]);
  });
});

describe('new issue', () => {
  test('takes an id that no branch ever had', async () => {
    const book = await ordersBook({ without: ['ORD-01'] });
    const { git, commit } = createRepository(book.folder);
    commit('2026-01-02T09:00:00Z', {});
    git('checkout', '--quiet', '-b', 'other');
    commit('2026-01-03T09:00:00Z', { 'content/issues/ORD-77.md': 'of somebody else' });
    commit('2026-01-04T09:00:00Z', { 'content/issues/ORD-77.md': null });
    git('checkout', '--quiet', 'main');
    const { code } = await book.run('new', 'issue', '--from-test', RACE);
    expect([code, existsSync(join(book.folder, 'content/issues/ORD-78.md'))]).toEqual([0, true]);
  });

  test('writes a sound record with the next free id, which is then no longer detected', async () => {
    const book = await ordersBook({ without: ['ORD-01'] });
    const { code, stdout } = await book.run('new', 'issue', '--from-test', RACE);
    expect([code, stdout.split('.')[0]]).toEqual([0, 'Wrote content/issues/ORD-07']);
    const text = readFileSync(join(book.content, 'issues/ORD-07.md'), 'utf8');
    expect(text).toContain(`name: ${JSON.stringify(RACE)}`);
    expect(text).toContain("expected 'replica' to be 'primary'");
    expect(text).toMatch(/at: "vt\/orders\.test\.js:\d+"\n/);
    expect(text).toContain('only: { tests: [a] }');
    expect(text).toContain('| `orders-16` | 2026-01-19T09:00:00Z |');
    expect((await book.run('check')).code).toBe(0);
    expect((await detected(book)).flakes).toEqual([]);
  });

  test('takes a name as another tool prints it', async () => {
    const book = await ordersBook({ without: ['ORD-01'] });
    const { code } = await book.run('new', 'issue', '--from-test', 'first response wins', '--id', 'ORD-44');
    expect(code).toBe(0);
    expect(existsSync(join(book.content, 'issues/ORD-44.md'))).toBe(true);
  });

  test('an issue that knows a test of the file by its place only is told, and not doubled', async () => {
    const book = await ordersBook({ without: ['ORD-01'] });
    const place = { at: 'vt/orders.test.js:12' };
    book.write({
      'issues/ORD-60.md': `---\ntitle: Race\nsuite: orders\ntests:\n  a: ${JSON.stringify(place)}\ntimeline:\n  - open: 2026-01-04\n---\n`,
    });
    const { stdout } = await book.run('detect');
    expect(stdout).toContain('ORD-60 has a test at vt/orders.test.js:12 without a name');
    expect(stdout).not.toContain('flakebook new issue');
    const { code, stderr } = await book.run('new', 'issue', '--from-test', RACE);
    expect([code, stderr]).toEqual([2, expect.stringContaining('Add `name` to the test of ORD-60')]);
  });

  test.each([
    ['--test', RACE],
    ['--at', 'vt/orders.test.js:12'],
  ])('of a title only takes no %s that an issue has', async (option, value) => {
    const book = await ordersBook({});
    book.write({
      'issues/ORD-60.md': `---\ntitle: Race\nsuite: orders\ntests:\n  a: { name: ${JSON.stringify(RACE)}, at: "vt/orders.test.js:12" }\ntimeline:\n  - open: 2026-01-04\n---\n`,
    });
    const { code, stderr } = await book.run('new', 'issue', 'Orders race', option, value);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/Add to ORD-\d+: that record already/)]);
    expect((await book.run('new', 'issue', 'Orders race', option, `${value}9`)).code).toBe(0);
  });

  test('the failures of the test are then known', async () => {
    const book = await ordersBook({ without: ['ORD-01'] });
    await book.run('new', 'issue', '--from-test', RACE);
    const { ORDERS_RUNS } = await import('../support/orders-book.ts');
    const { code, stdout } = await book.run('match', `${ORDERS_RUNS}/run-002/junit.xml`);
    // The other failure is that of a test of which the book says that it is no flake.
    expect(code).toBe(1);
    expect(stdout).toMatch(/^2 of 14 tests failed: 1 like a known one and 1 known\.\n/);
    expect(stdout).toContain('ORD-07');
  });

  test.each([
    ['a test that an issue names', RACE, [], 'Add to ORD-01: that record already names'],
    ['a test that never failed', 'report > totals', [], 'never failed in the 17 counted runs'],
    ['a test that ran once', 'report > totals', ['--as-of', '2026-01-04T12:00Z'], 'in the only counted run'],
    ['a test that no run shows', 'orders > race > first respons wins', [], 'has exactly one test'],
    ['an id that is taken', 'is always broken', ['--id', 'ORD-02'], 'already exists'],
    ['an id that is taken in capitals', 'is always broken', ['--id', 'ord-02'], '`ORD-02` already exists'],
    ['an id that leads elsewhere', 'is always broken', ['--id', '../../x'], 'is not an issue id'],
    ['an id of no prefix', 'is always broken', ['--id', 'PAY-1'], 'would have an error'],
  ])('refuses %s, and writes nothing', async (_, name, more, words) => {
    const book = await ordersBook({ without: ['BUG-01'] });
    const before = hashesOf(book.content);
    const { code, stderr } = await book.run('new', 'issue', '--from-test', name, ...more);
    expect([code, stderr.includes(words) ? words : stderr]).toEqual([2, words]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(hashesOf(book.content)).toEqual(before);
  });

  test('gives no retired id again', async () => {
    const book = await ordersBook({ without: ['BUG-01'] });
    const text = readFileSync(join(book.content, 'book.yaml'), 'utf8');
    book.write({ 'book.yaml': `${text}retired: [ORD-50]\n` });
    const scaffold = (...more: string[]) =>
      book.run('new', 'issue', '--from-test', 'is always broken', ...more);
    const { code, stderr } = await scaffold('--id', 'ORD-50');
    expect([code, stderr]).toEqual([2, expect.stringContaining('`ORD-50` is retired')]);
    expect((await scaffold('--id', 'ORD-5a')).stderr).toMatch(/\?\n$/);
    expect((await scaffold()).stdout).toContain('ORD-51.md');
  });

  test('draws a hash where the prefix has one, the same on every branch', async () => {
    const book = await ordersBook({ without: ['ORD-01'] });
    const text = readFileSync(join(book.content, 'book.yaml'), 'utf8');
    book.write({ 'book.yaml': text.replace('prefix: ORD-', 'prefix: ORD-, id: hash') });
    const draw = async () => (await book.run('new', 'issue', '--from-test', RACE)).stdout.split('.')[0] ?? '';
    const first = await draw();
    expect(first).toMatch(/^Wrote content\/issues\/ORD-[0-9a-f]{10}$/);
    expect((await book.run('check')).code).toBe(0);
    book.remove(`${first.slice('Wrote content/'.length)}.md`);
    expect(await draw()).toBe(first);
  });

  test('says what to do in a book without runs', async () => {
    const { code, stderr } = await copiedBook(SMALL_BOOK).run(
      'new',
      'issue',
      '--suite',
      'shop',
      '--from-test',
      'x',
    );
    expect([code, stderr.includes('flakebook ingest')]).toEqual([2, true]);
  });
});
