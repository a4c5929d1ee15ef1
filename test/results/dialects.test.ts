import { describe, expect, it } from 'vitest';
import { fixture, read, testNamed, words } from './read.ts';

describe('the dialects of JUnit XML', () => {
  it.each([
    ['gotestsum.xml', '3: 2 passed, 1 skipped, 1 flaky', '4: 2 passed, 1 failed, 1 skipped'],
    ['surefire-reruns.xml', '4: 1 passed, 1 failed, 1 errored, 1 skipped, 1 flaky', undefined],
    ['gradle.xml', '3: 1 passed, 1 failed, 1 skipped', undefined],
    ['pytest.xml', '5: 1 passed, 1 failed, 1 errored, 2 skipped', undefined],
    ['jest.xml', '3: 1 passed, 1 failed, 1 skipped', undefined],
    ['mocha.xml', '2: 1 passed, 1 failed', '3: 2 passed, 1 failed'],
    ['playwright.xml', '2: 1 passed, 1 failed', undefined],
    ['vitest.xml', '2: 1 passed, 1 failed', undefined],
    ['ginkgo-junit.xml', '5: 1 passed, 1 failed, 1 errored, 2 skipped', undefined],
    ['googletest.xml', '3: 1 passed, 1 failed, 1 skipped', undefined],
    ['nested-suites.xml', '5: 4 passed, 1 failed', undefined],
  ])('%s: %s', (name, merged, raw = merged) => {
    const file = read(fixture(name));
    expect(file).toMatchObject({ format: 'junit', partial: false, messages: [] });
    expect(words(file.counts)).toBe(merged);
    expect(words(file.raw)).toBe(raw);
  });

  it('tells a test by its suites, classname, name, file and line', () => {
    expect(testNamed(read(fixture('pytest.xml')), 'test_add[1-é]')).toEqual({
      suite: ['pytest'],
      classname: 'tests.test_cart.TestCart',
      name: 'test_add[1-é]',
      file: 'tests/test_cart.py',
      line: 11,
      status: 'passed',
      durationMs: 1,
      flaky: false,
      attemptCount: 1,
    });
  });

  it('keeps nested suites and what file they name', () => {
    const { tests, suiteFailures } = read(fixture('nested-suites.xml'));
    expect(tests.map(({ suite, file, name }) => [...suite, file, name].join(' / '))).toEqual([
      'outer / inner / innermost / own.ts / same',
      'outer / inner / innermost / deep.ts / same',
      'outer / inner / outer.ts / same',
      'outer / outer.ts / same',
      ' / in no suite',
    ]);
    expect(suiteFailures).toEqual([{ suite: 'outer', message: 'the suite did not start\nno database' }]);
  });

  it('keeps what Surefire says of attempts within one element', () => {
    const file = read(fixture('surefire-reruns.xml'));
    expect(testNamed(file, 'addsAnItem')).toMatchObject({
      status: 'passed',
      flaky: true,
      attemptCount: 3,
      attempts: [
        {
          status: 'failed',
          message: expect.stringMatching(/^java.lang.AssertionError: expected: 1[\s\S]*:58\)$/),
        },
        { status: 'errored', message: 'java.util.concurrent.TimeoutException: timeout' },
        { status: 'passed', durationMs: 683 },
      ],
    });
    expect(testNamed(file, 'removesAnItem')).toMatchObject({
      status: 'failed',
      flaky: false,
      durationMs: 1_002_250,
      message: 'java.lang.AssertionError: gone',
      attemptCount: 3,
    });
    expect(testNamed(file, 'breaks').message).toBe('both');
  });

  it('says why a test failed or was skipped, the title once', () => {
    expect(testNamed(read(fixture('jest.xml')), 'Cart fails twice').message).toBe(
      'Error: expect(received).toBe(expected)\n    at Object.<anonymous> (/shop/cart.test.js:9:3)\n\nError: second',
    );
    expect(testNamed(read(fixture('playwright.xml')), 'cart › adds').message).toMatch(
      /^cart.spec.ts:5:3 adds\n[\s\S]*toBeVisible\(\) \]\]> end$/,
    );
    expect(testNamed(read(fixture('pytest.xml')), 'test_skip').message).toBe(
      'tests/test_cart.py:30: no network',
    );
  });
});

describe('CTRF', () => {
  const file = read(fixture('report.ctrf.json'));

  it('counts its tests, not its summary', () => {
    expect(file).toMatchObject({ format: 'ctrf', partial: false, messages: [] });
    expect(words(file.counts)).toBe('7: 3 passed, 1 failed, 2 skipped, 1 other, 2 flaky');
    expect(file.raw).toEqual(file.counts);
  });

  it('keeps attempts and the way of suites', () => {
    expect(testNamed(file, 'adds')).toMatchObject({
      suite: ['cart', 'adding'],
      file: 'test/cart.ts',
      line: 7,
    });
    expect(testNamed(file, 'totals')).toMatchObject({
      flaky: true,
      attemptCount: 2,
      attempts: [
        { status: 'failed', durationMs: 3, message: 'expected 1 to be 2' },
        { status: 'passed', durationMs: 5 },
      ],
    });
    expect(testNamed(file, 'refunds')).toMatchObject({
      status: 'failed',
      flaky: false,
      message: 'no\nat test/cart.ts:9',
    });
  });

  it('takes the retries that a vitest report prints for allowed ones, not for needed ones', () => {
    const report = (tool: string) =>
      read(
        JSON.stringify({
          results: { tool: { name: tool }, tests: [{ name: 'adds', status: 'passed', retries: 2 }] },
        }),
      );
    expect(report('vitest').tests).toMatchObject([{ flaky: false, attemptCount: 1 }]);
    expect(report('other').tests).toMatchObject([{ flaky: true, attemptCount: 3 }]);
  });
});

describe('go test -json', () => {
  it('keeps both ends of what a test printed: it logs at length, then says what went wrong', () => {
    const event = (Action: string, Output?: string) =>
      JSON.stringify({ Action, Package: 'shop', Test: 'TestCart', ...(Output ? { Output } : {}) });
    const logs = Array.from({ length: 500 }, (_, i) => event('output', `    log ${i}: ${'€'.repeat(80)}\n`));
    const end = event('output', '    cart_test.go:12: the cart lost an item\n');
    const file = read([event('run'), ...logs, end, event('fail')].join('\n'));
    const message = file.tests[0]?.message ?? '';
    expect(message).toMatch(/^log 0: €+\n[\s\S]*cart_test\.go:12: the cart lost an item$/);
    expect(message.length).toBeLessThanOrEqual(4096);
  });

  it('decides by the last attempt, and never passes a test without an end', () => {
    const file = read(fixture('go-test.jsonl'));
    expect(file).toMatchObject({ format: 'go-json', partial: false, messages: [] });
    expect(words(file.counts)).toBe('4: 2 passed, 1 skipped, 1 unfinished, 2 flaky');
    expect(words(file.raw)).toBe('6: 2 passed, 2 failed, 1 skipped, 1 unfinished');
    expect(words(file.leaf ?? file.raw)).toBe('3: 1 passed, 1 skipped, 1 unfinished, 1 flaky');
    expect(testNamed(file, 'TestAdd/twice')).toMatchObject({
      suite: ['example.com/shop/cart'],
      attempts: [{ status: 'failed', message: 'cart_test.go:12: got 1, want 2' }, { status: 'passed' }],
    });
    expect(testNamed(file, 'TestAdd').hasSubtests).toBe(true);
    expect(testNamed(file, 'TestHangs').message).toBe('waiting');
  });

  it('says which build failed, and what stood between the events', () => {
    const file = read(fixture('go-build-failure.jsonl'));
    expect(words(file.counts)).toBe('1: 1 passed');
    expect(file.suiteFailures).toEqual([
      { suite: 'example.com/shop/tax', message: '# example.com/shop/tax\n./tax.go:3:2: undefined: rate' },
    ]);
    expect(file).toMatchObject({ partial: false, suiteFailureCount: 1 });
    expect(file.messages).toEqual(['Expected an event in line 1, found other text: it was passed over.']);
  });
});

describe('a Ginkgo report', () => {
  const file = read(fixture('ginkgo.json'));

  it('counts its specs, and says what failed beside them', () => {
    expect(file).toMatchObject({ format: 'ginkgo-json', partial: false, messages: [] });
    expect(words(file.counts)).toBe('8: 3 passed, 2 failed, 1 errored, 2 skipped, 1 flaky');
    expect(file.suiteFailures.map(({ suite, message }) => `${suite}: ${message.split('\n')[0]}`)).toEqual([
      'Storage Suite: Interrupted by Timeout',
      'Storage Suite: BeforeSuite: no database',
    ]);
  });

  it('keeps attempts of flaky specs', () => {
    expect(testNamed(file, 'pages')).toMatchObject({
      suite: ['Storage Suite', 'Audit', 'paging'],
      file: '/shop/storage/audit_test.go',
      line: 31,
      durationMs: 1.5,
      flaky: true,
      attemptCount: 3,
      attempts: [
        { status: 'failed', message: expect.stringMatching(/^got 3 of 5\n/) },
        { status: 'failed', message: expect.stringMatching(/^got 4 of 5\n/) },
        { status: 'passed' },
      ],
    });
    expect(testNamed(file, 'passes repeatedly').flaky).toBe(false);
    expect(testNamed(file, 'panics').message).toMatch(/^Test Panicked\nassignment to entry in nil map\n/);
  });
});
