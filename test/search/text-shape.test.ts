import { expect, test } from 'vitest';
import { shapeOf } from '../../src/site/search/text-shape.ts';

test.each([
  'pagination',
  'DS-FLAKY-003',
  'shared state',
  'graceful_shutdown_test.go:888',
  'TestCheckout/confirms_an_order',
  'Checkout > confirms an order',
  'com.shop.CartTest.adds',
  'order of tests',
  '失敗',
  '',
])('people search for %j', (text) => {
  expect(shapeOf(text)).toBe('words');
});

test.each([
  'Timed out after 45 seconds waiting for at least 1 DLQ message',
  'dial tcp 10.0.0.1:5432: connect: connection refused',
  'AssertionError: expected 3 to equal 4',
  'java.lang.NullPointerException',
  'Expected at least 1 message in stream, found: 0',
  'panic: runtime error: index out of range [3] with length 3',
  '--- FAIL: TestCheckout (0.03s)',
  'error: connect ECONNREFUSED',
  `the night job drained the pool before the last of ${'many '.repeat(10)}clients left`,
])('a failure printed %j', (text) => {
  expect(shapeOf(text)).toBe('failure');
});

test.each(['one\ntwo', 'shared state\r\nof tests', 'one\rtwo'])('only the matcher reads %j', (text) => {
  expect(shapeOf(text)).toBe('lines');
});

test('a line that ends is one line', () => {
  expect(shapeOf('  pagination\n')).toBe('words');
});
