import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyBook, issueText, SMALL_BOOK, type TestBook } from './run.ts';

const MONTH = 'runs/suite=shop/month=2026-01/runs.jsonl';

const passed = (name: string) => `<testcase classname="cart" name="${name}"/>`;
const failed = (name: string) =>
  `<testcase classname="cart" name="${name}"><failure message="no cart"/></testcase>`;
const skipped = (name: string) =>
  `<testcase classname="cart" name="${name}"><skipped message="no net"/></testcase>`;

function add(book: TestBook, text: string, at: string, ...more: readonly string[]) {
  writeFileSync(join(book.folder, 'results'), text);
  return book.run('ingest', 'results', '--run', '7', '--at', at, '--commit', 'abc1234', ...more);
}

function runsOf({ content }: TestBook): Record<string, unknown>[] {
  const text = readFileSync(join(content, MONTH), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('a run that is added in shards', () => {
  const SKIPPED = ['s1', 's2', 's3', 's4', 's5'].map(skipped);
  const FIRST = `<testsuite name="cart">${passed('adds')}${SKIPPED.join('')}</testsuite>`;
  const SECOND = `<testsuite name="cart">${failed('removes')}${passed('counts')}</testsuite>`;

  test('is what its files make together, and partial until the last of them is there', async () => {
    const book = emptyBook(SMALL_BOOK);
    expect((await add(book, SECOND, '2026-01-05T09:01:00Z', '--shard', '2/2')).code).toBe(0);
    expect(runsOf(book)).toMatchObject([{ shards: '2/2', partial: true, tests: 2, failed: 1 }]);
    expect((await add(book, FIRST, '2026-01-05T09:00:00Z', '--shard', '1/2')).code).toBe(0);
    const [run, ...others] = runsOf(book);
    expect([run?.shards, run?.partial, others]).toEqual(['1,2/2', false, []]);

    const whole = emptyBook(SMALL_BOOK);
    await add(whole, `<testsuites>${FIRST}${SECOND}</testsuites>`, '2026-01-05T09:00:00Z');
    const { shards: _, ...rest } = run ?? {};
    expect(rest).toEqual(runsOf(whole)[0]);
    expect((await book.run('check')).code).toBe(0);
  });

  test('takes each shard once, and no shard of another run', async () => {
    const book = emptyBook(SMALL_BOOK);
    const at = '2026-01-05T09:00:00Z';
    await add(book, FIRST, at, '--shard', '1/2');
    expect((await add(book, FIRST, at, '--shard', '1/2')).stdout).toContain('already there');
    expect((await add(book, SECOND, at, '--shard', '1/2')).code).toBe(1);
    expect((await add(book, SECOND, at, '--shard', '2/3')).code).toBe(1);
    expect((await add(book, SECOND, at)).code).toBe(1);
    expect(runsOf(book)).toMatchObject([{ shards: '1/2', tests: 6 }]);
    expect((await add(book, SECOND, at, '--shard', '3/2')).stderr).toContain(
      'a part of the run, such as `2/4`',
    );
  });

  test('stays partial where a file of a shard was cut off, until that shard is there whole', async () => {
    const book = emptyBook(SMALL_BOOK);
    const at = '2026-01-05T09:00:00Z';
    await add(book, FIRST, at, '--shard', '1/2');
    await add(book, SECOND.slice(0, -14), at, '--shard', '2/2');
    expect(runsOf(book)).toMatchObject([{ shards: '1/2', partial: true }]);
    await add(book, SECOND, at, '--shard', '2/2');
    expect(runsOf(book)).toMatchObject([{ shards: '1,2/2', partial: false, tests: 8, failed: 1 }]);
  });
});

describe('a stress run', () => {
  const go = (passes: number, failures: number, name = 'TestAdds') =>
    [
      ...Array.from({ length: passes + failures }, (_, i) => {
        const event = { Package: 'shop', Test: name };
        return [
          { Action: 'run', ...event },
          ...(i < failures ? [{ Action: 'output', ...event, Output: '    cart_test.go:3: no cart\n' }] : []),
          { Action: i < failures ? 'fail' : 'pass', ...event },
        ];
      }).flat(),
      { Action: failures > 0 ? 'fail' : 'pass', Package: 'shop' },
    ]
      .map((event) => `${JSON.stringify(event)}\n`)
      .join('');

  const issue = issueText('Cart loses an item', '').replace(
    'a: { name: "Cart loses an item"',
    'a: { name: "TestAdds"',
  );

  test('counts each repetition, and stands in no rate', async () => {
    const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-1.md': issue });
    expect((await add(book, go(60, 1), '2026-01-05T09:00:00Z', '--stress')).code).toBe(0);
    expect(runsOf(book)).toMatchObject([{ repeats: [{ test: 'shop :: TestAdds', runs: 61, failures: 1 }] }]);
    const { stdout } = await book.run('detect', '--format', 'json');
    expect(JSON.parse(stdout).flakes ?? []).toEqual([]);
    expect((await book.run('check')).code).toBe(0);
  });

  test('that failed and passed proves that a test without an issue is flaky', async () => {
    const book = emptyBook(SMALL_BOOK);
    await add(book, go(60, 1), '2026-01-05T09:00:00Z', '--stress');
    const { stdout } = await book.run('detect');
    expect(stdout).toContain('That proves it is flaky.');
    expect(stdout).toContain('1 ×  no cart');
    expect((await book.run('new', 'issue', '--from-test', 'TestAdds')).code).toBe(0);
    const always = emptyBook(SMALL_BOOK);
    await add(always, go(0, 4), '2026-01-05T09:00:00Z', '--stress');
    expect((await always.run('detect')).stdout).toContain('has no flaky test');
  });

  test('counts repetitions that stand in the names of pytest-repeat', async () => {
    const book = emptyBook(SMALL_BOOK);
    const cases = [
      'test_adds[1-3]',
      'test_adds[2-3]',
      'test_adds[3-3]',
      'test_pays[eur-1-2]',
      'test_pays[eur-2-2]',
    ];
    await add(
      book,
      `<testsuite name="cart">${cases.map(passed).join('')}</testsuite>`,
      '2026-01-05T09:00:00Z',
      '--stress',
    );
    expect(runsOf(book)).toMatchObject([
      {
        tests: 2,
        repeats: [
          { test: 'cart :: test_adds', runs: 3, failures: 0 },
          { test: 'cart :: test_pays[eur]', runs: 2, failures: 0 },
        ],
      },
    ]);
  });

  test('counts for a claimed fix', async () => {
    const fixed = issue.replace('open: 2026-01-04', 'open: 2026-01-01\n  - fixed: 2026-01-04');
    const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-1.md': fixed });
    const ingest = (run: string, day: string, text: string, ...more: readonly string[]) => {
      writeFileSync(join(book.folder, 'results'), text);
      return book.run(
        'ingest',
        'results',
        '--run',
        run,
        '--at',
        `2026-01-${day}T09:00:00Z`,
        '--commit',
        `c${run}`,
        ...more,
      );
    };
    await ingest('1', '01', go(12, 2), '--stress');
    await ingest('2', '02', go(1, 0));
    await ingest('3', '03', go(0, 1));
    await ingest('5', '05', go(80, 0), '--stress');
    await ingest('6', '06', go(1, 0));
    const { stdout } = await book.run('confirm', '--format', 'json', '--as-of', '2026-01-10');
    const [fix] = JSON.parse(stdout).fixes;
    expect(fix).toMatchObject({
      passes: 81,
      days: 2,
      standing: 'supported',
      blocks: { failures: 2, runs: 15 },
    });
  });
});
