import { expect, test } from 'vitest';
import { detectFlakes, placeOf } from '../../src/detect/detect.ts';
import { describeFlake } from '../../src/pages/runs/detected.ts';
import { momentWords } from '../../src/pages/words/run-format.ts';
import { buildBase } from '../asof/build.ts';
import { buildHistory, readSuite } from '../asof/runs/build-runs.ts';
import { bookAt } from '../support/book.ts';

const others = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`other > ${i}`, 'PPPPPPPP']));
const runs = readSuite(
  buildHistory({ 's > a': 'PFPPPFPP', 's > b': 'P~PPPFPP', 's > c': 'PFPFPFPP', ...others }),
);

test('of tests that cost as much, what is proved comes before what is suspected', () => {
  const keys = detectFlakes(runs).flakes.map(({ history }) => history.key);
  expect(keys).toEqual(['s > c', 's > b', 's > a']);
});

test('a run in which a test passed on retry is told from one in which it failed', () => {
  const moments = momentWords(bookAt({ kb: buildBase([]) }, '2030-01-01'));
  const [, flake] = detectFlakes(runs).flakes;
  const failedIn = flake && describeFlake(flake, moments).facts.find((fact) => fact.startsWith('Failed in'));
  expect(failedIn).toMatch(/^Failed in run-0005 \([^,]+, c5\), run-0001 \([^,]+, c1, passed on retry\)\.$/);
});

test.each([
  [
    'cart.test.ts',
    'AssertionError: no\n ❯ lib/cart.ts:3:1\n ❯ test/cart.test.ts:14:22',
    'test/cart.test.ts:14',
  ],
  ['test_cart.py', 'File "/ci/x/test/test_cart.py", line 31, in adds', 'test/test_cart.py:31'],
  ['cart.test.ts', 'AssertionError: no\n    at D:\\ci\\test\\cart.test.ts:9:1', 'test/cart.test.ts:9'],
  ['cart.test.ts', 'AssertionError: no\n ❯ test/other-cart.test.ts:14:22', 'test/cart.test.ts'],
  ['cart.test.ts', '', 'test/cart.test.ts'],
])('the place of a test in %s has the line that its failures name: %j', (file, message, place) => {
  const [flake] = detectFlakes(
    readSuite(buildHistory({ [`test/${file} :: a`]: 'PFPPPFPP', ...others })),
  ).flakes;
  expect(flake && placeOf({ ...flake, kinds: [{ message, count: 2 }] })).toBe(place);
});

test.each([
  ['a file of one name', ['cart/cart.go', 'cart/cart_test.go'], 'cart/cart_test.go:14'],
  ['the one beside its package', ['tax/cart_test.go', 'shop/cart/cart_test.go'], 'shop/cart/cart_test.go:14'],
  ['none of two', ['a/x/cart_test.go', 'b/x/cart_test.go'], undefined],
  ['none that git does not have', ['cart/other_test.go'], undefined],
])('the place of a Go test is %s', (_, files, place) => {
  const [flake] = detectFlakes(
    readSuite(buildHistory({ 'shop.example/shop/cart :: TestAdds': 'PFPPPFPP', ...others })),
  ).flakes;
  const kinds = [{ message: 'cart.go:3: odd\n    cart_test.go:14: basket is stale', count: 2 }];
  expect(flake && placeOf({ ...flake, kinds }, files)).toBe(place);
});
