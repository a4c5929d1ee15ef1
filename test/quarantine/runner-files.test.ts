import { expect, test } from 'vitest';
import { visibleLines } from '../../src/core/text.ts';
import type { Mute } from '../../src/quarantine/mutes.ts';
import { namePattern } from '../../src/quarantine/name-pattern.ts';
import { writeRunnerFile } from '../../src/quarantine/runner-files.ts';
import { RUNNER_NAMES } from '../../src/quarantine/runner-names.ts';

const fits = (text: string, at: string, printed: string) =>
  new RegExp(namePattern({ text, at }) ?? 'none', 'u').test(printed);

test.each([
  ['cart > keeps its items', '', 'v/cart.test.js > cart > keeps its items', true],
  ['cart > keeps its items', '', 'v/cart.test.js > cart > keeps its items sorted', false],
  ['keeps its items', '', 'v/cart.test.js > cart > never keeps its items', true],
  ['test_total', 'tests/test_orders.py:3', 'tests/test_orders::test_total', true],
  ['test_total', 'tests/test_orders.py:3', 'test_orders::test_total', true],
  ['test_total', 'tests/test_orders.py:3', 'tests/test_other::test_total', false],
  ['test_total', 'tests/test_orders.py:3', 'orders::test_total', false],
  ['test_total', '', 'tests/test_orders::test_grand_total', false],
  ['vt/cart.test.js :: cart > keeps', '', 'chromium vt/cart.test.js cart keeps', true],
  ['vt/cart.test.js :: cart > keeps', '', 'chromium cart.test.js cart keeps', true],
  ['vt/cart.test.js :: cart > keeps', '', 'chromium test.js cart keeps', false],
  ['tests.test_orders.TestA :: test_b', '', 'tests/test_orders::TestA::test_b', true],
  ['row * of (a+b)', '', 'sums > row 12 of (a+b)', true],
  ['row * of (a+b)', '', 'sums > row 12 of (ab)', false],
])('%s at %s: %s is %s', (text, at, printed, isIt) => {
  expect(fits(text, at, printed)).toBe(isIt);
});

test.each([
  ['vitest', 'keeps its items', 'v/cart.test.js > cart > keeps its items', true],
  ['vitest', 'keeps its items', 'v/cart.test.js > cart > never keeps its items', false],
  ['vitest', 'cart', 'v/cart.test.js > cart > keeps its items', true],
  ['jest', 'cart', '/src/v/cart.test.js > big cart > keeps its items', false],
  ['jest', 'adds %i items', '/src/v/cart.test.js > cart > adds 3 items', true],
  ['jest', '%s', '/src/v/cart.test.js > cart > adds 3 items', false],
  ['pytest', 'test_b', 'tests/test_a::TestA::test_b[1]', true],
  ['pytest', 'test_b', 'tests/test_a::TestA::admin_test_b', false],
  ['pytest', 'tests/test_a.py::TestA', 'tests/test_a::TestA::test_b[x-1]', true],
  ['pytest', 'tests/test_a.py::TestA', 'tests/test_a::TestAB::test_b', false],
] as const)('%s mutes all of %j, and no other test: %s is %s', (runner, name, printed, isMuted) => {
  const { text } = written(runner, mute(name));
  const source = /"((?:[^"\\]|\\.)*)"(?:, 'u'\) \}|\)),$/m.exec(text)?.[1] ?? 'none';
  expect(new RegExp(JSON.parse(`"${source}"`), 'u').test(printed)).toBe(isMuted);
});

const mute = (text: string, more: Partial<Mute> = {}): Mute => ({
  testId: 'ORD-01a',
  title: 'Total is off',
  owner: 'orders team',
  until: '2026-12-24',
  endsMs: 1_798_156_799_999,
  names: [{ text, at: '' }],
  ...more,
});
const written = (runner: (typeof RUNNER_NAMES)[number], ...mutes: Mute[]) =>
  writeRunnerFile({ suite: 'orders', mutes, unmuted: [] }, runner, '2026-11-27');
const obeyed = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

test.each(RUNNER_NAMES)('for %s, a comment has the test, its owner and its end', (runner) => {
  const { text } = written(runner, mute('shop.TestCart :: TestCart'));
  expect(text).toMatch(/(?:#|\/\/) ORD-01a: Total is off\. Owner: orders team\. Until 2026-12-24\.\n/);
});

test.each(['\n', '\r', '\u2028', '\u0085'])('for %j in a title, a comment ends where it should', (end) => {
  const { text } = written('vitest', mute('a b', { title: `x${end}throw 1;//` }));
  expect(text).not.toContain(`${end}throw`);
});

test.each(RUNNER_NAMES)('for %s, a name brings in no sign that an editor acts on', (runner) => {
  const name = 'TestCart > a \u202eb\u001b[31m\u2066c\u0085';
  const { text } = written(runner, mute(name));
  expect(text).toBe(visibleLines(text));
});

test('a name with such signs is found by them', () => {
  expect(fits('a \u202eb', '', 'cart > a \u202eb')).toBe(true);
  expect(fits('a \u202eb', '', 'cart > a b')).toBe(false);
});

test('Go gets a level for each subtest, with the blanks that go prints', () => {
  expect(obeyed(written('go', mute('example.org/shop/cart :: TestCart > sub b+c')).text)).toEqual([
    '^TestCart$/^sub_b\\+c$',
  ]);
});

test('JUnit 5 gets class and method', () => {
  const names = ['com.shop.CartTest :: keeps()', 'com.shop.CartTest#keeps'].map((text) => ({ text, at: '' }));
  expect(obeyed(written('junit5', mute('', { names })).text)).toEqual(['com.shop.CartTest#keeps']);
  expect(obeyed(written('junit5', mute('com.shop.CartTest')).text)).toEqual(['com.shop.CartTest']);
});

test('says which test a runner can have no words for', () => {
  const { text, foreign } = written('go', mute('cart > keeps its items'));
  expect(foreign.map(({ testId }) => testId)).toEqual(['ORD-01a']);
  expect(obeyed(text)).toEqual([String.raw`[^\x00-\x{10FFFF}]`]);
});

test.each(RUNNER_NAMES)('for %s, a name that fits every test mutes none', (runner) => {
  for (const name of ['*', '**', '* > *'])
    expect(written(runner, mute(name)).foreign.map(({ testId }) => testId)).toEqual(['ORD-01a']);
});

test('without a mute, Ginkgo leaves out nothing: an empty expression would leave out all', () => {
  const [line = ''] = obeyed(written('ginkgo').text);
  expect(line).toBe(String.raw`[^\x00-\x{10FFFF}]`);
});
