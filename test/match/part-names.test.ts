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
  ['a row behind a colon', 'PairTest > sums', 'shop.PairTest :: sums: 3 a', []],
  ['a row by example', 'pays', 'Checkout :: pays - Example #1.1', []],
  ['a row in the name of a function', 'test_adds', 'a_test.py :: test_adds_0_empty', []],
  ['a case of a function', 'cart::tests::adds', 'shop :: cart::tests::adds::case_2_negative', []],
  ['a title with places for numbers', 'adds %i + %i to %i', 'a.test.ts :: adds 1 + 2 to 3', []],
  ['a title with names of values', 'finds $who in #{place}', 'a.test.ts :: finds Bob in the shed', []],
  ['a title with numbered values', '{0} plus {1}', 'SumTest :: 1 plus 2', []],
  ['a title of Gherkin', 'pays by <method>', 'features/pay.feature :: pays by card', []],
  ['a row of Gherkin', 'pays by card', 'features/pay.feature :: pays by card -- @1.2 cards', []],
  ['an instance of a suite', 'Suite.Works', 'Small/Suite :: Works/small_buffer', []],
  ['a suite of a type', 'Suite.Works', 'Suite/0 :: Works', []],
  ['a method of a type', 'ListTest.Counts', 'Shop.ListTest :: Counts<Int32>(3)', []],
  ['a class of a type', 'ListTest.Counts', 'Shop.ListTest<Int32> :: Counts', []],
  ['a class with values', 'ListTest.Counts', 'Shop.ListTest(3,"a") :: Counts(2)', []],
  ['a function of a type', 'test_checkout', 'shop :: test_checkout<int>', []],
  [
    'a function of a type beside others',
    'test_checkout',
    'shop :: test_checkout<int>',
    ['shop :: test_checkout'],
  ],
  ['a numbered copy of a function', 'test_checkout', 'shop :: test_checkout$1', []],
  ['a name behind its kind', 'CartTest adds', 'Elixir.CartTest :: test adds', []],
  ['an identifier behind its kind', 'adds items', 'cart_test.rb :: CartTest > test_adds_items', []],
  ['a kind in the record', 'Scenario: pays', 'features/a.feature :: pays', []],
  ['an escaped name', 'test_a.py::test_x[négatif]', 'test_a.py :: test_x[n\\xe9gatif]', []],
])('%s belongs to the test that an issue names', (_, name, shown, others) => {
  const identity = identifyTests([{ testId: 'X-1', issue: 'X-1', name, aliases: [] }], [...others, shown]);
  expect(identity.keyOfNamed(shown)).toBe('X-1');
});

test.each([
  ['a name that goes on', 'tests/test_a.py::test_x', 'tests/test_a.py :: test_xy'],
  ['a row of another class', 'org.shop.AdminTest.lists', 'org.shop.OtherTest :: lists(String)[1]'],
  ['the parent of a subtest', 'TestFailover/second', 'shop/basket :: TestFailover'],
  ['a name behind a colon', 'CartTest > adds', 'shop.CartTest :: adds: refuses what is sold out'],
  ['another row', 'Small/Suite.Works/0', 'Small/Suite :: Works/1'],
  ['a title of another test', 'adds %i to %i', 'a.test.ts :: takes 1 from 2'],
  ['any title', '%s', 'a.test.ts :: takes 1 from 2'],
  ['a title with another name of a value', 'reads $first', 'a.test.ts :: reads $second'],
  ['a test that only ends alike', 'adds', 'Elixir.CartTest :: test cart adds'],
  ['an identifier that ends alike', 'test_checkout', 'shop :: admin_test_checkout'],
  ['a name that ends with a price', 'costs', 'shop :: costs $1'],
  ['a name with a price in it', 'costs', 'shop :: costs$1 more'],
  ['another subtest', 'TestFailover/second', 'shop/basket :: TestFailover > third'],
])('%s does not', (_, name, shown) => {
  const identity = identifyTests([{ testId: 'X-1', issue: 'X-1', name, aliases: [] }], [shown]);
  expect(identity.keyOfNamed(shown)).toBeUndefined();
});

test('a name of rows in two classes belongs to neither', () => {
  const rows = ['CartTest :: adds(int)[1]', 'TillTest :: adds(int)[1]'];
  const identity = identifyTests([{ testId: 'X-1', issue: 'X-1', name: 'adds', aliases: [] }], rows);
  expect(rows.map((row) => identity.keyOf(row))).toEqual(rows);
  expect([...identity.ambiguous.keys()]).toEqual(['X-1']);
});

test('what may be a row is none of a test that stands beside it', () => {
  const names = ['a_test.py :: test_http', 'a_test.py :: test_http_404'];
  const identity = identifyTests([{ testId: 'X-1', issue: 'X-1', name: 'test_http', aliases: [] }], names);
  expect(names.map((name) => identity.keyOfNamed(name))).toEqual(['X-1', undefined]);
});

test.each(['x ', '(', '[a] ', '# ', '_1', ' :: ', '%s', '$a'])('a name of %j is soon read', (part) => {
  const name = part.repeat(200_000);
  const identity = identifyTests([{ testId: 'X-1', issue: 'X-1', name: 'adds', aliases: [] }], [name]);
  expect(identity.keyOfNamed(`${name}!`)).toBeUndefined();
});
