import { describe, expect, it } from 'vitest';
import { setupNode, setupSuite } from '../../../src/runs/merge/setup-node.ts';
import type { TestResult } from '../../../src/runs/read/test-result.ts';

function failed(some: Partial<TestResult>): TestResult {
  return {
    suite: ['suite'],
    classname: '',
    name: 'adds',
    file: '',
    status: 'failed',
    flaky: false,
    attemptCount: 1,
    ...some,
  };
}

describe('what sets tests up', () => {
  it.each<[string, Partial<TestResult>, string]>([
    ['Ginkgo', { name: '[BeforeSuite]' }, 'suite'],
    ['a hook of mocha', { suite: ['Login'], name: 'Login "before each" hook for "logs out"' }, 'Login'],
    ['a hook of all', { suite: ['Login'], name: 'Login "after all" hook' }, 'Login'],
    ['a class of Surefire', { classname: 'shop.CartIT', name: 'shop.CartIT' }, 'shop.CartIT'],
    ['one without a name', { classname: 'shop.CartIT', name: '' }, 'shop.CartIT'],
    ['a class of Gradle', { classname: 'shop.CartTest', name: 'initializationError' }, 'shop.CartTest'],
    ['a file of jest', { classname: 'Test suite failed to run', name: 'test/a.test.js' }, 'test/a.test.js'],
    ['a file of vitest', { classname: 'test/a.test.ts', name: 'test/a.test.ts' }, 'test/a.test.ts'],
    [
      'a module of pytest',
      { suite: ['pytest'], name: 'tests.test_a', message: 'collection failure\nImportError' },
      'pytest',
    ],
    ['a package of gotestsum', { suite: ['shop/tax'], name: 'TestMain' }, 'shop/tax'],
    ['a script of nextest', { suite: ['@setup-script:db'], name: 'db' }, '@setup-script:db'],
  ])('is no test: %s', (_, some, suite) => {
    expect(setupNode(failed(some))).toBeDefined();
    expect(setupSuite(failed(some))).toBe(suite);
  });

  it.each<[string, Partial<TestResult>]>([
    ['a test with the class of another name', { classname: 'shop.CartIT', name: 'adds' }],
    ['a name that jest gives twice', { classname: 'Cart adds', name: 'Cart adds' }],
    ['a function that jest names twice', { classname: 'math.add', name: 'math.add' }],
    ['a target of Bazel', { name: 'shop/cart_test', suite: ['shop/cart_test'] }],
    ['a test about hooks', { name: 'runs the before each hook' }],
    ['one that failed in its set-up', { classname: 'test_a', name: 'test_b', message: 'failed on setup' }],
    ['a TestMain of a class', { classname: 'shop.Cart', name: 'TestMain' }],
  ])('is not: %s', (_, some) => {
    expect(setupNode(failed(some))).toBeUndefined();
  });

  it('is a test where it passed, but for what is always told apart', () => {
    expect(setupNode(failed({ name: 'initializationError', status: 'passed' }))).toBeUndefined();
    expect(setupNode(failed({ name: '[AfterSuite]', status: 'passed' }))).toBe('AfterSuite');
  });
});
