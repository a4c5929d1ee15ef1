import { expect, test } from 'vitest';
import { headlineOf } from '../../src/match/headline.ts';

test.each([
  ['Failed\n\n=== RUN   TestCart\n    cart_test.go:88: total differs: 31', 'total differs: 31'],
  ['Failed', ''],
  ['Test failed.', ''],
  ['', ''],
  [
    'self = <shop.Cart object at 0x7f3>\namount = -1\n>   assert total == 3\nE   assert 4 == 3',
    'assert 4 == 3',
  ],
  ['self = <shop.Cart object at 0x7f3>', ''],
  ['cart_test.go:75: Expected\n    <int>: 0\nto equal\n    <int>: 3', '<int>: 0 to equal <int>: 3'],
  [
    "Error: Timed out 5000ms waiting for expect(locator).toBeVisible()\n\nLocator: locator('#total')\nExpected: visible\nCall log:\n  - waiting",
    "Timed out 5000ms waiting for expect(locator).toBeVisible() Locator: locator('#total') Expected: visible",
  ],
  [
    'Error: expect(received).toBe(expected)\n\nExpected: 8\nReceived: 7\n    at a (a.test.js:3:4)',
    'expect(received).toBe(expected) Expected: 8 Received: 7',
  ],
  ['AssertionError: expected 7 to be 8\n\n- Expected\n+ Received\n\n- 8\n+ 7', 'expected 7 to be 8'],
  ['listening\nserver started\n    cart_test.go:88: total differs: 31', 'total differs: 31'],
  ["thread 'main' panicked at src/cart.rs:4:5:\nthe basket is stale", 'the basket is stale'],
  [
    'shop.E: outer\n\tat a.B.c(B.java:3)\nCaused by: shop.FError: the basket is stale',
    'FError: the basket is stale',
  ],
])('the headline of %j is %j', (message, headline) => {
  expect(headlineOf(message)).toBe(headline);
});

test('a long headline is cut', () => {
  expect(headlineOf(`the basket is ${'stale '.repeat(100)}`, 20)).toBe('the basket is stale…');
});
