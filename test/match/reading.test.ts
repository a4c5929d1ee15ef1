import { describe, expect, test } from 'vitest';
import { readFailure, shapeOf } from '../../src/match/reading.ts';

function said(text: string): string[] {
  return readFailure(text).said.map((line) => line.text);
}

describe('what failed', () => {
  test.each([
    ['basket_test.go:88: basket is stale', ['basket is stale']],
    ['main.cpp:72: error: basket is stale', ['basket is stale']],
    ['127.0.0.1:5432: connection refused', ['127.0.0.1:5432: connection refused']],
    ['2026-01-04T21:08:40.1122334Z basket is stale', ['basket is stale']],
    ['[12:34:56] [INFO] basket is stale', ['basket is stale']],
    ['api_1  | basket is stale', ['basket is stale']],
    ['│ basket is stale', ['basket is stale']],
    ['E0504 12:01:02.123456   18342 ledger.go:88] basket is stale', ['basket is stale']],
    ['##[error]basket is stale', ['basket is stale']],
    ['\u001b[31mbasket\u001b[39m is “stale”', ['basket is “stale”']],
    ['AssertionError [ERR_ASSERTION]: basket is stale', ['basket is stale']],
    [
      '--- FAIL: TestBasket (0.02s)\n    basket is stale\nFAIL\tshop/basket\t0.2s\nexit status 1',
      ['basket is stale'],
    ],
    [
      'Error: basket is stale\n  12 | x\n> 13 | y\n     | ^\n    at add (basket.ts:13:3)',
      ['basket is stale'],
    ],
    ['self = <Basket>\n>   assert x\nE   assert 1 == 2\n\ntest_x.py:3: AssertionError', ['assert 1 == 2']],
    [
      'X: outer\n\tat a.B.c(B.java:1)\nCaused by: Y: middle\nCaused by: com.shop.ZException: inner\n\t... 3 more',
      ['ZException: inner'],
    ],
    ['System.A : outer ---> System.B : inner', ['System.B : inner']],
    ['outer\nCaused by:\n    0: middle\n', ['0: middle']],
    ['basket is stale\n--- Captured stdout call ---\nanything', ['basket is stale']],
    ['basket is stale (Basket.scala:12)', ['basket is stale']],
    ['shop.BasketSpec > adds items FAILED\n    basket is stale', ['basket is stale']],
    ['  Failed Shop.Tests.Basket.Adds [12 ms]\n  Error Message:\n   basket is stale', ['basket is stale']],
    ['- should add items *** FAILED ***\n  basket is stale (BasketSpec.scala:52)', ['basket is stale']],
    ['1) adds items\n   basket is stale', ['basket is stale']],
    ['2 failures:\n1) basket is stale\n2) till is open', ['2 failures:', 'basket is stale', 'till is open']],
    ['[FAILED] basket is stale\nIn [It] at: /ci/a_test.go:144 @ 11/02/25 07:11:02', ['basket is stale']],
    ['basket is stale (/ci/test/basket.spec.js)', ['basket is stale']],
    ['    at runTest (runner.js:12:3)', []],
    ['', []],
  ])('of %j is %j', (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  test('has the functions of its stack beside it, and what is around its cause', () => {
    const read = readFailure('X: outer\n\tat a.B.c(B.java:1)\nCaused by: Y: inner\n\tat d.E.f(E.java:2)');
    expect(read.frames).toEqual(['a.B.c', 'd.E.f']);
    expect(read.wrappers.map(({ text }) => text)).toEqual(['X: outer']);
    const panic =
      'panic: x\n\ngoroutine 9 [running]:\nshop/stock.(*Pump).drain(0x41)\n\t/ci/pump.go:61 +0x98';
    expect(readFailure(panic).frames[0]).toBe('shop/stock.(*Pump).drain');
  });
});

describe('what a machine made is left out', () => {
  test.each([
    'run 9933 of user12345',
    'pid 12 of goroutine 7',
    '123e4567-e89b-12d3-a456-426614174000',
    'container 3befce160a is gone',
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    'com.shop.Cart@1a2b3c4d at 0xc000123456',
    'dial tcp 127.0.0.1:41234 or [::1]:41234',
    'http://localhost:54321/health',
    '2026-01-04T12:34:56.789Z or 2026-01-04 12:34:56,789 +0100',
    'Sun Jan 04 2026 12:00:00 GMT+0100, 04.01.2026 10:11:12',
    'took 2m30.5s, then 90 seconds, then 300ms',
    'open /tmp/go-build71/x1/config.json',
    '/var/folders/xy/abc123/T/cache-1',
    'C:\\Users\\me\\AppData\\Local\\Temp\\x1\\a.txt',
    'pod "worker-7d4b9c6f58-x2k4p" on ip-10-0-41-203',
    'database "test_8f3a2b1c" is gone',
    'allocation Zqumpm08-hsE8JNpjJOQGa',
    '/nix/store/y69k51zns03y910g5x7qy68ghd5aa913-till',
    'Ledger$$Lambda$1234/0x0000000800c8',
    'drifted by 1.07e-06',
    'at 02/Mar/2026:12:00:01 +0100, or 12.03.2026 14:05',
    'took PT0.123S, then PT1M3.2S, then 1,204.5 ms',
    'hash $2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
    'shelf V1StGXR8_Z5jdHi6B-myT',
    'left fe80::1ff:fe23:4567:890a',
    '[00:13] basket is stale',
  ])('of %j', (text) => {
    const random = (sign: string) => (/\d/.test(sign) ? String((Number(sign) + 3) % 10) : sign);
    expect(shapeOf(text)).not.toMatch(/\d{2}/);
    // Other digits where only digits are, and the shape is the same.
    if (/^[^a-z]*\d{4}[^a-z]*$|\d{4} of user/.test(text))
      expect(shapeOf(text.replace(/\d/g, random))).toBe(shapeOf(text));
  });

  test.each([
    ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '01BX5ZZKBKACTAV9WEVGEMMVRZ'],
    ['Fri Jan  2 03:04:05 UTC 2026', 'Sun Mar 15 10:11:12 CET 2026'],
    ['Friday, 02-Jan-26 03:04:05 UTC', 'Sunday, 15-Mar-26 10:11:12 UTC'],
    ['tmpab12cd_x', 'tmpzz98qq_w'],
    ['tmp.AbCdEfGhIj', 'tmp.0123456789'],
    ['job-x7k2p', 'job-9zq4w'],
    ['vol-049df61146c4d7901', 'vol-0123456789abcdef0'],
    [':r1:', ':r2a:'],
    ['me+abc123@shop.example', 'me+zz99x1@shop.example'],
    ['arn:aws:sqs:eu-west-1:123456789012:till', 'arn:aws:sqs:us-east-2:210987654321:till'],
    ['sqs.eu-west-1.amazonaws.com', 'sqs.us-east-2.amazonaws.com'],
  ])('so that %j is %j', (one, other) => {
    const shapes = [one, other].map((value) => shapeOf(`the till lost ${value} near pending_orders`));
    expect(shapes[0]).toBe(shapes[1]);
  });

  test.each([
    ['found: 0', 'found: 1'],
    ['arn:aws:sqs:eu-west-1:123456789012:till', 'arn:aws:sns:eu-west-1:123456789012:till'],
    ['expected region eu-west-1', 'expected region us-east-1'],
    ['scope till:read:all', 'scope till:revoke:all'],
    ['SQLSTATE 23505', 'SQLSTATE 23503'],
    ['exit code 137', 'exit code 143'],
    ['HTTP 500', 'HTTP 404'],
    ['error TS2345', 'error TS2322'],
    ['ORA-00942', 'ORA-00943'],
    ['HRESULT: 0x80070005', 'HRESULT: 0x80070006'],
    ['127.0.0.1:5432 refused', '127.0.0.1:6379 refused'],
    ['open /tmp/x/config.json', 'open /tmp/x/data.json'],
    ["expected 'a' to be 'b'", "expected 'b' to be 'a'"],
    ['assert x == y', 'assert x != y'],
    ['GET /orders/5', 'GET /carts/5'],
    ['assert 200 == 500', 'assert 200 == 404'],
    ['Received: 503', 'Received: 401'],
    ['expected 403 to be 200', 'expected 404 to be 200'],
    ['SQLSTATE 40P01', 'SQLSTATE 42P01'],
    ['error E0277', 'error E0599'],
    ['HTTP/1.1 503', 'HTTP/1.1 404'],
    ['10.0.0.1:5432/db1', '10.0.0.1:6379/db1'],
    ['db1:5432/a2', 'db1:6379/a2'],
    ['no TestSuite1Case2Foo3', 'no TestGroup1Row2Bar3'],
    ['no getUtf8Base64Url2Bytes', 'no setHex16Md5Sum32Chars'],
  ])('but %j is not %j', (one, other) => {
    expect(shapeOf(one)).not.toBe(shapeOf(other));
  });

  test.each([
    ['digits', '1'.repeat(100_000)],
    ['dots', '1.'.repeat(50_000)],
    ['folders', `/tmp${'/a'.repeat(50_000)}`],
    ['homes', '/home/'.repeat(16_000)],
    ['hex', 'a1'.repeat(50_000)],
    ['times', '12:34:'.repeat(16_000)],
    ['escapes', '\u001b['.repeat(50_000)],
    ['names', 'a_'.repeat(50_000)],
    ['Han', '接'.repeat(100_000)],
    ['causes', 'Caused by: x\n'.repeat(8000)],
    ['groups', '[a:'.repeat(33_000)],
    ['addresses', 'a1::'.repeat(25_000)],
    ['stamps', 'a1/2b '.repeat(16_000)],
    ['a stamp', `${'1-'.repeat(20_000)}${'aa-'.repeat(10_000)}`],
  ])('%s without end are read', (_, text) => {
    expect(shapeOf(text).length).toBeLessThanOrEqual(text.length * 10);
  });
});
