import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLocator, printLocator } from '../../src/core/test-locator.ts';
import { fileSource } from '../../src/host/results/sources.ts';
import { locateTest, spellTest } from '../../src/runs/read/locate-test.ts';
import { readSource } from '../../src/runs/read/read-source.ts';
import type { TestResult } from '../../src/runs/read/test-result.ts';
import { ROOT } from '../support/book.ts';

interface Named {
  readonly suite: readonly string[];
  readonly classname: string;
  readonly name: string;
  readonly file: string;
}

function named(over: Partial<Named>): Named {
  return { suite: [], classname: '', name: 'adds', file: '', ...over };
}

function located(over: Partial<Named>, root?: string): string {
  return printLocator(locateTest(named(over), root));
}

async function fixture(path: string): Promise<string[]> {
  const locators: string[] = [];
  const onTest = (test: TestResult) => void locators.push(printLocator(locateTest(test)));
  await readSource(fileSource(join('test/fixtures', path), ROOT), { onTest }, { reasonOf: String });
  return locators;
}

describe('where a test stands', () => {
  it.each([
    ['results/vitest.xml', 'test/cart.test.ts :: cart > totals'],
    ['results/playwright.xml', 'cart.spec.ts :: cart > adds'],
    ['results/pytest.xml', 'tests/test_cart.py :: TestCart > test_add[1-é]'],
    ['results/pytest.xml', 'tests.test_cart :: test_db'],
    ['results/mocha.xml', '/shop/test/cart.js :: cart > adds'],
    ['results/jest.xml', 'Cart :: adds an item'],
    ['results/gradle.xml', 'shop.StockTest :: counts(int)[1]'],
    ['results/surefire-reruns.xml', 'shop.CartTest :: addsAnItem'],
    ['results/googletest.xml', 'cart_test.cc :: Cart > Totals'],
    ['results/gotestsum.xml', 'example.com/shop/cart :: TestAdd > twice'],
    ['results/go-test.jsonl', 'example.com/shop/cart :: TestAdd > twice'],
    ['results/ginkgo-junit.xml', 'Storage Suite :: Audit writes'],
    ['results/ginkgo.json', '/shop/storage/audit_test.go :: Storage Suite > Audit > paging > pages'],
    ['results/nested-suites.xml', 'deep.ts :: outer > inner > innermost > same'],
    ['results/nested-suites.xml', 'in no suite'],
    ['results/report.ctrf.json', 'cart :: totals > totals'],
    ['vitest-orders/run-012/junit.xml', 'vt/orders.test.js :: orders > race > first response wins'],
    ['vitest-orders/run-012/junit.xml', 'vt/report.test.js :: report'],
    ['vitest-orders/run-012/ctrf.json', 'vt/orders.test.js :: first response wins'],
  ])('%s has %s', async (path, locator) => {
    expect(await fixture(path)).toContain(locator);
  });

  it.each<[string, Partial<Named>, string]>([
    [
      'a suite that begins with the file, and a name that repeats the describe block',
      { suite: ['cart.test.cjs > Cart'], name: 'Cart adds', file: 'jest/cart.test.cjs' },
      'jest/cart.test.cjs :: Cart > adds',
    ],
    [
      'describe blocks in the class, with a Windows path as suite',
      { suite: ['__tests__\\main.test.js'], classname: 'Test 1 › Test 1.1', name: 'Failing test' },
      '__tests__/main.test.js :: Test 1 > Test 1.1 > Failing test',
    ],
    [
      'a class of the JVM with its file',
      { classname: 'com.foo.BarTest', file: 'src/test/java/com/foo/BarTest.java' },
      'src/test/java/com/foo/BarTest.java :: adds',
    ],
    [
      'an inner class',
      { classname: 'com.foo.BarTest$Inner', file: 'src/test/java/com/foo/BarTest.java' },
      'src/test/java/com/foo/BarTest.java :: Inner > adds',
    ],
    [
      'a class that is the end of the name, of mocha',
      { suite: ['Mocha Tests', 'when full'], classname: 'adds items', name: 'Cart when full adds items' },
      'when full :: Cart when full > adds items',
    ],
    ['a suite for the whole run', { suite: ['pytest'], classname: 'test_a' }, 'test_a :: adds'],
    ['nothing but a name', {}, 'adds'],
    ['no name', { name: ' ', suite: ['Cart'] }, 'Cart :: (no name)'],
    [
      'a label list after a Ginkgo name',
      { suite: ['S'], name: '[It] Audit adds [slow, db]' },
      'S :: Audit adds',
    ],
    ['a numbered Ginkgo entry', { suite: ['S'], name: '[It] Audit adds [2]' }, 'S :: Audit adds [2]'],
    ['colours', { name: '\u001b[31madds\u001b[39m', suite: ['Cart'] }, 'Cart :: adds'],
    ['colours as the reader shows them', { name: '␛[31madds␛[39m' }, 'adds'],
    ['control characters', { name: 'adds\u0000 \u0007one' }, 'adds␀ ␇one'],
    ['a line break', { name: 'adds\n   one' }, 'adds one'],
    ['half a character', { name: 'adds \ud83d' }, 'adds \ufffd'],
    ['a name that would read as a scope', { name: 'a :: b' }, 'a \\:: b'],
  ])('%s', (_, test, locator) => {
    expect(located(test)).toBe(locator);
  });

  it.each([
    ['./test/a.ts', 'test/a.ts'],
    ['test//x/../a.ts', 'test/a.ts'],
    ['../other/a.ts', '../other/a.ts'],
    ['test\\unit\\a.ts', 'test/unit/a.ts'],
    ['file:///home/runner/work/shop/shop/test/a.ts', 'test/a.ts'],
    ['/home/runner/work/shop/shop/test/a.ts', 'test/a.ts'],
    ['/Users/runner/work/shop/shop/test/a.ts', 'test/a.ts'],
    ['/__w/shop/shop/test/a.ts', 'test/a.ts'],
    ['/github/workspace/test/a.ts', 'test/a.ts'],
    ['D:\\a\\shop\\shop\\test\\a.ts', 'test/a.ts'],
    ['/opt/actions-runner/_work/shop/shop/test/a.ts', 'test/a.ts'],
    ['/home/vsts/work/1/s/test/a.ts', 'test/a.ts'],
    ['/builds/group/shop/test/a.ts', 'test/a.ts'],
    ['/home/gitlab-runner/builds/xY12_z89/0/group/shop/test/a.ts', 'test/a.ts'],
    ['/var/jenkins_home/workspace/shop-main@2/test/a.ts', 'test/a.ts'],
    ['/home/jenkins/agent/workspace/shop/test/a.ts', 'test/a.ts'],
    ['C:\\ProgramData\\Jenkins\\.jenkins\\workspace\\shop\\test\\a.ts', 'test/a.ts'],
    ['/home/circleci/project/test/a.ts', 'test/a.ts'],
    ['/opt/atlassian/pipelines/agent/build/test/a.ts', 'test/a.ts'],
    ['/var/lib/buildkite-agent/builds/host-1/org/shop/test/a.ts', 'test/a.ts'],
    ['/elsewhere/test/a.ts', '/elsewhere/test/a.ts'],
    ['/../../etc/passwd', '/etc/passwd'],
  ])('the file %s is %s', (file, scope) => {
    expect(locateTest(named({ file })).scope).toBe(scope);
  });

  it.each([
    ['/src/shop', '/src/shop/test/a.ts', 'test/a.ts'],
    ['/src/shop/', '/src/shop/test/a.ts', 'test/a.ts'],
    ['/src/shop', '/src/shop-two/test/a.ts', '/src/shop-two/test/a.ts'],
    ['C:\\src\\shop', 'c:/src/shop/test/a.ts', 'test/a.ts'],
    ['/', '/src/shop/test/a.ts', '/src/shop/test/a.ts'],
  ])('in the checkout %s, %s is %s', (root, file, scope) => {
    expect(locateTest(named({ file }), root).scope).toBe(scope);
  });

  it('shortens what nobody writes, and keeps two such names apart', () => {
    const long = 'x'.repeat(100_000);
    const [a, b] = [located({ name: `${long}a` }), located({ name: `${long}b` })];
    expect(a.length).toBeLessThan(2100);
    expect(a).not.toBe(b);
  });

  it.each([
    ['spaces', `${'a'.padEnd(500_000)}b`],
    ['spaces and tabs', `${' \t'.repeat(250_000)}b`],
    ['words', 'a '.repeat(250_000)],
    ['steps', 'a > '.repeat(125_000)],
    ['classes', 'a.'.repeat(250_000)],
    ['folders', '../a/'.repeat(100_000)],
    ['labels', `[It] ${'a [b '.repeat(100_000)}`],
  ])('a name of %s without end takes no time that grows with its square', (_, long) => {
    const test = { suite: [long], classname: long, name: long, file: `${long}.ts` };
    expect(printLocator(locateTest(test, '/src')).length).toBeLessThan(2100);
    expect(printLocator(spellTest(test)).length).toBeLessThan(2100);
  });

  it('never gives a test without a name', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('Cart', 'a > b', ' :: ', '[It] x [y]', 'a.test.ts', '/', '..'),
    );
    const tests = fc.record({ suite: fc.array(word), classname: word, name: word, file: word });
    fc.assert(
      fc.property(tests, (test) => {
        const { path } = locateTest(test);
        expect(path.length).toBeGreaterThan(0);
        expect(path.every((step) => step !== '')).toBe(true);
      }),
    );
  });

  it('is read back as it was printed', () => {
    expect(parseLocator(located({ suite: ['cart'], name: 'a :: b > c' }))).toEqual({
      scope: 'cart',
      path: ['a \\:: b', 'c'],
    });
  });
});

describe('every word of a test', () => {
  it.each([
    [
      { suite: ['Cart'], name: 'Cart adds' },
      { suite: ['Cart'], name: 'adds' },
    ],
    [
      { suite: ['a'], name: 'b > c' },
      { suite: ['a', 'b'], name: 'c' },
    ],
    [
      { suite: ['a'], name: 'b' },
      { suite: ['a > b'], name: 'b' },
    ],
    [
      { suite: ['S'], name: '[It] adds [x]' },
      { suite: ['S'], name: '[It] adds [y]' },
    ],
    [
      { suite: ['a :: b'], name: 'c' },
      { suite: ['a'], name: 'b :: c' },
    ],
    [
      { suite: ['a'], name: 'b \\> c' },
      { suite: ['a'], name: 'b > c' },
    ],
    [
      { suite: ['a'], classname: 'X' },
      { suite: ['b'], classname: 'X' },
    ],
  ])('tells %j from %j', (a, b) => {
    expect(printLocator(spellTest(named(a)))).not.toBe(printLocator(spellTest(named(b))));
  });
});
