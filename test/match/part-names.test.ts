import { expect, test } from 'vitest';
import { identifyTests } from '../../src/runs/names/identify.ts';

test.each([
  ['a label in the record', '[sig-a] logs [Flaky]', 'Suite :: [sig-a] logs', []],
  ['a label in the results', '[sig-a] logs', 'Suite :: [sig-a] logs [Flaky]', []],
  [
    'a subtest',
    'shop/basket TestFailover',
    'shop/basket :: TestFailover > second',
    ['shop/basket :: TestFailover'],
  ],
  ['a row by number', 'TillTest.closes', 'Shop/TillTest :: closes/2', ['Shop/TillTest :: closes/1']],
  [
    'a row by value',
    'tests/test_a.py::test_x',
    'tests/test_a.py :: test_x[a-1]',
    ['tests/test_a.py :: test_x'],
  ],
  ['a method', 'org.shop.AdminTest.lists', 'org.shop.AdminTest :: lists()', []],
  ['a row of a method', 'org.shop.AdminTest.lists', 'org.shop.AdminTest :: lists(String)[1]', []],
  [
    'a row without brackets',
    'checkout.spec.ts > pays',
    'e2e/checkout.spec.ts :: Checkout > pays > row 1',
    [],
  ],
  ['an escaped name', 'test_a.py::test_x[négatif]', 'test_a.py :: test_x[n\\xe9gatif]', []],
])('%s belongs to the test that an issue names', (_, name, shown, others) => {
  const identity = identifyTests([{ testId: 'X-1', issue: 'X-1', name, aliases: [] }], [...others, shown]);
  expect(identity.keyOfNamed(shown)).toBe('X-1');
});

test.each([
  ['a name that goes on', 'tests/test_a.py::test_x', 'tests/test_a.py :: test_xy'],
  ['a row of another class', 'org.shop.AdminTest.lists', 'org.shop.OtherTest :: lists(String)[1]'],
  ['the parent of a subtest', 'TestFailover/second', 'shop/basket :: TestFailover'],
  ['another subtest', 'TestFailover/second', 'shop/basket :: TestFailover > third'],
])('%s does not', (_, name, shown) => {
  const identity = identifyTests([{ testId: 'X-1', issue: 'X-1', name, aliases: [] }], [shown]);
  expect(identity.keyOfNamed(shown)).toBeUndefined();
});
