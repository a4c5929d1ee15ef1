import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise } from '../../src/match/normalise.ts';
import '../support/property-seed.ts';

describe('what differs between two runs is left out', () => {
  test.each([
    ['run 9933: decimals of JPY', 'run <number>: decimals of JPY'],
    ['user12345 id=99887', 'user<number> id=<number>'],
    ['pid 12, port: 80', 'pid <number>, port: <number>'],
    ['goroutine 7 [running]:', 'goroutine <number> [running]:'],
    ['123e4567-e89b-12d3-a456-426614174000', '<uuid>'],
    ['container 3befce160a is gone', 'container <id> is gone'],
    ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '<id>'],
    ['nil pointer at 0xc000123456', 'nil pointer at <address>'],
    ['com.shop.Cart@1a2b3c4d', 'com.shop.Cart@<address>'],
    ['dial tcp 127.0.0.1:41234: connect: refused', 'dial tcp <address>: connect: refused'],
    ['dial tcp [::1]:41234: connect: refused', 'dial tcp <address>: connect: refused'],
    ['http://localhost:54321/health', 'http://localhost:<number>/health'],
    ['2026-01-04T12:34:56.789Z done', '<time> done'],
    ['2026-01-04 12:34:56,789 +0100 done', '<time> done'],
    ['due 2026-01-04', 'due <time>'],
    ['Sun Jan 04 2026 12:00:00 GMT+0100', '<time>'],
    ['[12:34:56] start', '[<time>] start'],
    ['Test timed out in 300ms.', 'Test timed out in <duration>.'],
    ['took 2m30.5s', 'took <duration>'],
    ['after 90 seconds', 'after <duration>'],
    ['open /tmp/go-build71/x1/config.json', 'open <temporary>/config.json'],
    ['socket /tmp/vitest-a8sd9f', 'socket <temporary>'],
    ['/var/folders/xy/abc123/T/cache-1', '<temporary>'],
    ['C:\\Users\\me\\AppData\\Local\\Temp\\x1\\a.txt', '<temporary>/a.txt'],
    ['/home/runner/work/shop/shop/src/a.ts:12:5', '<path>/a.ts:<line>'],
    ['D:\\a\\shop\\shop\\test\\a.ts:1:2', '<path>/a.ts:<line>'],
    ['file:///home/ci/build/index.js:533:5', '<path>/index.js:<line>'],
    ['vt/orders.test.js:21:36', 'vt/orders.test.js:<line>'],
    ['pod "worker-7d4b9c6f58-x2k4p" evicted', 'pod "worker-<id>" evicted'],
    ['daemon fluentd-x2k4p is gone', 'daemon fluentd-<id> is gone'],
    ['node ip-10-0-41-203', 'node <address>'],
    ['database "test_8f3a2b1c" is gone', 'database "test_<id>" is gone'],
    ['test_7c9e6679_7425_40de_944b_e07fc1f90ae7', 'test_<uuid>'],
    ['Jan 4, 2026 10:11:12 AM', '<time>'],
    ['04.01.2026 10:11:12', '<time>'],
    ['@ 01/04/26 17:02:11.52', '@ <time>'],
    ['20260104T101112Z', '<time>'],
    ['E0104 10:11:12.345678   12345 pods.go:99]', '<time> <number> pods.go:<line>]'],
    ['at 1767521472.1234567 s', 'at <time> s'],
    ['Time elapsed: 0.5 s', 'Time elapsed: <duration>'],
    [
      '[pool-3-thread-12] [http-nio-80-exec-3]',
      '[pool-<number>-thread-<number>] [http-nio-80-exec-<number>]',
    ],
    ['[gw3] linux', '[gw<number>] linux'],
    ['ShareLock on transaction 745; process 7', 'ShareLock on transaction <number>; process <number>'],
    ['cache.go:57 +0x1d4', 'cache.go:<line> +<address>'],
    ['File "cart.py", line 42, in add', 'File "cart.py", line <line>, in add'],
    ['C:\\\\Users\\\\me\\\\Temp\\\\x1\\\\a.txt', '<temporary>/a.txt'],
    ['cannot remove ‘a’ and “b” and `c`', `cannot remove 'a' and "b" and 'c'`],
    ['\u001b[31mred\u001b[39m', 'red'],
    ['␛[31mred␛[0m', 'red'],
    ['  two\t\n  lines ', 'two lines'],
  ])('%j is %j', (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });
});

describe('what a failure says stays', () => {
  test.each([
    'expected 2 to be +0',
    'found: 0',
    'Expected exactly 50 workflows on page 1, found: 37',
    'expected 0.30000000000000004 to be 0.3',
    'HTTP 404',
    'error TS2345 and ORA-00942',
    'std::vec::Vec',
    'ratio 1:2',
    'GET /api/v1/orders 500',
    'expected:<5> but was:<7>',
    'deadbeef',
    'SQLSTATE 42P01',
    'ERROR: duplicate (SQLSTATE 23505)',
    'Code: "23505"',
    'error code [1205]; Error 1062: Duplicate entry',
    'close status 1006, exit code 137',
    'HRESULT: 0x80070005, status 0xc0000005',
    'ratio 16:9, 1.5 MB of 2 GiB',
    'worker 3 of 5, thread count 8',
    'chapter-seven and node-js-style',
    'release-23.4.1 of 12.3.2',
    'version 1.2.3',
    'value 0x10',
    'Übergang fehlgeschlagen: 接続に失敗しました',
  ])('%j', (text) => {
    expect(normalise(text)).toBe(text);
  });

  test.each([
    ['found: 0', 'found: 1'],
    ['SQLSTATE 23505', 'SQLSTATE 23503'],
    ['exit code 137', 'exit code 1'],
    ['HTTP 500', 'HTTP 404'],
    ['version 1.2.3', 'version 1.2.4'],
    ['1.5 MB', '2.5 MB'],
    ['error TS2345', 'error TS2322'],
    ['open /tmp/x/config.json', 'open /tmp/x/data.json'],
    ['/home/ci/shop/cart.ts:1', '/home/ci/shop/order.ts:1'],
    ["expected 'a' to be 'b'", "expected 'b' to be 'a'"],
    ['GET /orders/5', 'GET /orders/6'],
  ])('%j is not %j', (one, other) => {
    expect(normalise(one)).not.toBe(normalise(other));
  });
});

describe('laws', () => {
  const hostile = fc
    .array(
      fc.constantFrom(
        ...'0123456789abcdef:./\\-_ @<>[]()xTZ+\u001b␛[m,s\n'.split(''),
        '2026-01-04',
        '/tmp',
        '/home',
        'ms',
        'pid ',
        '.ts',
        '127.0.0.1',
        '0x',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''));

  test('a text that is normalised stays as it is', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('texts that differ in a word stay two', () => {
    const word = fc.stringMatching(/^[A-Za-z]{1,12}$/);
    const around = fc.tuple(hostile, fc.constantFrom(' ', ': ', '"', "'", '-', '/', '.', '_', '='));
    fc.assert(
      fc.property(word, word, around, hostile, (one, other, [before, sign], after) => {
        fc.pre(one !== other);
        // What is told apart are words, not parts of a path, an id or a colour that was taken out whole.
        const textOf = (said: string) => normalise(`${before} \n said${sign}${said} \n ${after}`);
        expect(textOf(one)).not.toBe(textOf(other));
      }),
      { numRuns: 2000 },
    );
  });

  test('two runs of a failure give one text, whatever their ids, times and places are', () => {
    const number = fc.integer({ min: 1000, max: 999_999_999 });
    const run = fc.record({
      id: fc.uuid(),
      number,
      port: fc.integer({ min: 1, max: 65535 }),
      ms: fc.nat(100_000),
    });
    const textOf = ({ id, number: n, port, ms }: { id: string; number: number; port: number; ms: number }) =>
      `job ${n} (${id}) on 10.0.0.${n % 250}:${port} failed after ${ms}ms in /tmp/x${n}/report.json`;
    fc.assert(
      fc.property(run, run, (a, b) => {
        expect(normalise(textOf(a))).toBe(normalise(textOf(b)));
      }),
    );
  });

  test.each([
    ['digits', '1'.repeat(20_000)],
    ['dots', '1.'.repeat(10_000)],
    ['colons', 'a:1:'.repeat(5_000)],
    ['folders', `/tmp${'/a'.repeat(10_000)}`],
    ['homes', '/home/'.repeat(4_000)],
    ['temporary folders', '/tmp/'.repeat(100_000)],
    ['a name in a temporary folder', `/tmp/${'a'.repeat(500_000)}`],
    ['escapes', '\u001b['.repeat(10_000)],
    ['hex', 'a1'.repeat(10_000)],
    ['times', '12:34:'.repeat(4_000)],
    ['spaces', ' '.repeat(20_000)],
    ['durations', '1m'.repeat(10_000)],
  ])('%s without end are read', (_, text) => {
    expect(normalise(text).length).toBeLessThanOrEqual(text.length * 10);
  });
});
