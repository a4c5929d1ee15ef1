import { expect, test } from 'vitest';
import { stressCommand } from '../../src/confirm/stress-command.ts';

test.each([
  [
    'pkg/cart/cart_test.go :: TestCart > loses an item',
    "go test ./pkg/cart -run '^TestCart$/^loses an item$' -count 61",
  ],
  ['cart_test.go :: TestCart', "go test ./ -run '^TestCart$' -count 61"],
  [
    "tests/test_orders.py :: TestOrders > test_x[it's 1]",
    "pytest 'tests/test_orders.py::TestOrders::test_x[it'\\''s 1]' --count 61",
  ],
])('%s', (name, command) => {
  expect(stressCommand(name, 61)).toBe(command);
});

// Several tools run such files, and a guess would be a wrong command.
test.each(['cart.js :: cart > adds', 'TestCart', 'com.shop.CartTest :: adds'])('%s tells no tool', (name) => {
  expect(stressCommand(name, 61)).toBeUndefined();
});
