import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTEMPT_OUTCOMES } from '../../../src/core/outcome.ts';
import type { RunMeasure } from '../../../src/runs/merge/measure-run.ts';
import type { ResultsFormat, TestResult } from '../../../src/runs/read/test-result.ts';
import { type ReadMonth, readRunMonth } from '../../support/run-month.ts';
import { fileOf, fromFiles, fromText, measured, outcomes, type Some } from './measure.ts';

describe('one file', () => {
  it('becomes counts, a roster and what is no plain pass', () => {
    const measure = measured(
      fileOf([
        { name: 'b' },
        { name: 'a', status: 'failed', message: 'no' },
        { name: 'c', flaky: true, attemptCount: 2 },
      ]),
    );
    expect(measure.tests).toEqual(['cart.ts :: cart > a', 'cart.ts :: cart > b', 'cart.ts :: cart > c']);
    expect(measure.run).toMatchObject({
      tests: 3,
      passed: 2,
      flaky: 1,
      failed: 1,
      partial: false,
      formats: ['junit'],
    });
    expect(measure.run.outcomes).toEqual([
      { test: 'cart.ts :: cart > a', outcome: 'failed', attempts: 1, message: 'no' },
      { test: 'cart.ts :: cart > c', outcome: 'flaky', attempts: 2, message: '' },
    ]);
  });

  it('says why a flaky test failed first', () => {
    const attempts = [
      { status: 'failed', message: 'first' },
      { status: 'failed', message: 'second' },
      { status: 'passed' },
    ] as const;
    const { run } = measured(fileOf([{ name: 'a', flaky: true, attemptCount: 3, attempts }]));
    expect(run.outcomes).toMatchObject([{ outcome: 'flaky', attempts: 3, message: 'first' }]);
    const ctrf = measured(fileOf([{ name: 'a', flaky: true, attemptCount: 2, message: 'only' }], 'ctrf'));
    expect(ctrf.run.outcomes).toMatchObject([{ outcome: 'flaky', attempts: 2, message: 'only' }]);
  });

  it('keeps tests apart that tools name alike', () => {
    const { tests, run } = measured(
      fileOf([
        { name: 'cart adds', status: 'failed' },
        { name: 'adds' },
        { name: 'x > y' },
        { suite: ['cart', 'x'], name: 'y' },
      ]),
    );
    expect(run.tests).toBe(4);
    expect(tests).toContain('cart.ts :: cart > adds');
    expect(tests).toContain('cart.ts :: cart > cart adds');
    expect(tests).toContain('cart.ts :: cart > x \\> y');
  });

  it('counts a test that stands there twice once, and badly', () => {
    const twice = [{ name: 'a' }, { name: 'a', status: 'failed', message: 'no' }, { name: 'a' }] as const;
    const measure = measured(fileOf(twice));
    expect(outcomes(measure)).toEqual(['cart.ts :: cart > a failed 1']);
    expect(measure.warnings).toEqual([
      'junit.file: 2 tests have the same name and place as another: counted as one, with the worse outcome.',
    ]);
  });

  it.each(['skipped', 'other'] as const)(
    'takes a test that is %s in one browser for one that ran',
    (status) => {
      const once = [{ name: 'a', status }, { name: 'a' }];
      for (const tests of [once, once.toReversed()]) expect(outcomes(measured(fileOf(tests)))).toEqual([]);
    },
  );

  it('keeps tests of one name apart by their files', () => {
    const { tests } = measured(fileOf([{ name: 'a' }, { name: 'a', file: 'order.ts' }]));
    expect(tests).toEqual(['cart.ts :: cart > a', 'order.ts :: cart > a']);
  });

  it('has what sets tests up apart from the tests', async () => {
    const { run, tests } = await fromFiles('results/ginkgo.json');
    expect(run.setup).toMatchObject([
      { suite: 'Storage Suite', message: expect.stringMatching(/^BeforeSuite: no database/) },
      { suite: 'Storage Suite', message: expect.stringMatching(/^Interrupted by Timeout/) },
    ]);
    expect(tests).toHaveLength(8);
    expect((await fromFiles('results/ginkgo-junit.xml')).tests).toHaveLength(4);
    expect((await fromFiles('results/go-build-failure.jsonl')).run).toMatchObject({
      tests: 1,
      setup: [{ suite: 'example.com/shop/tax' }],
    });
  });

  it.each<[string, string[], string[]]>([
    [
      'playwright-projects.xml',
      [
        'checkout/pay.spec.ts :: Checkout > pays with card failed 1',
        'checkout/pay.spec.ts :: Checkout > refunds flaky 2',
      ],
      [],
    ],
    [
      'nextest.xml',
      [
        'shop::bin/shop :: cart::tests::bad failed 3',
        'shop::bin/shop :: cart::tests::flaky flaky 2',
        'shop::bin/shop :: cart::tests::slow errored 1',
      ],
      [],
    ],
    ['cypress.xml', [], ['Login']],
    [
      'surefire-classes.xml',
      ['shop.CartIT :: a failed 2', 'shop.CartIT :: b errored 2', 'shop.CartIT :: c flaky 2'],
      ['shop.CartIT', 'shop.CartIT'],
    ],
    [
      'go-repeats.jsonl',
      [
        'example.com/shop/cart :: TestA failed 3',
        'example.com/shop/exit :: TestE errored 1',
        'example.com/shop/panic :: TestP other 1',
        'example.com/shop/panic :: TestP > sub failed 1',
        'example.com/shop/timeout :: TestT failed 1',
      ],
      ['example.com/shop/tax'],
    ],
  ])('tells what happened in %s', async (file, expected, setup) => {
    const measure = await fromFiles(`results/${file}`);
    expect(outcomes(measure)).toEqual(expected);
    expect(measure.run.setup.map(({ suite }) => suite)).toEqual(setup);
  });

  it('counts a failure of a Go test that has lines of its own beside those of its subtest', () => {
    const [suite, file] = [['example.com/cart'], ''];
    const go = (name: string, message: string): Some => ({
      ...{ name, message, suite, file, status: 'failed', classname: 'example.com/cart' },
    });
    const measure = measured(
      fileOf([
        go('TestAdd', 'add_test.go:9: 1 item is left\n--- FAIL: TestAdd (0.00s)\n'),
        go('TestAdd/twice', '    add_test.go:4: no terminal\n'),
        go('TestPay', 'asking the bank\n--- FAIL: TestPay (0.00s)\n'),
        go('TestPay/twice', '    pay_test.go:4: no terminal\n'),
      ]),
    );
    expect(outcomes(measure)).toEqual([
      'example.com/cart :: TestAdd failed 1',
      'example.com/cart :: TestAdd > twice failed 1',
      'example.com/cart :: TestPay other 1',
      'example.com/cart :: TestPay > twice failed 1',
    ]);
  });

  it('counts no failure of a Go test whose subtest explains why it failed', () => {
    const go = (name: string, status: TestResult['status'] = 'passed'): Some => ({
      name,
      status,
      suite: ['example.com/cart'],
      classname: 'example.com/cart',
      file: '',
    });
    const measure = measured(
      fileOf([
        go('TestAdd', 'failed'),
        go('TestAdd/once'),
        go('TestAdd/twice', 'failed'),
        go('TestRemove', 'failed'),
        go('TestRemove/one'),
        go('TestEmpty'),
        go('TestEmpty/two'),
        go('TestPassed'),
        go('TestPassed/three', 'failed'),
      ]),
    );
    expect(measure.tests).toContain('example.com/cart :: TestPassed');
    expect(outcomes(measure)).toEqual([
      'example.com/cart :: TestAdd other 1',
      'example.com/cart :: TestAdd > twice failed 1',
      'example.com/cart :: TestPassed > three failed 1',
      'example.com/cart :: TestRemove failed 1',
    ]);
  });

  it('keeps both ends of a long message, cut between characters, and what a terminal obeys out of it', () => {
    const message = `\u001b[31m${'x'.repeat(498)}😀${'-'.repeat(2000)}😀${'y'.repeat(496)}\u0000`;
    const { run } = measured(fileOf([{ name: 'a', status: 'failed', message }]));
    expect(run.outcomes[0]?.message).toBe(`${'x'.repeat(498)}\n…\n${'y'.repeat(496)}\u2400`);
  });

  it('keeps a message of a thousand characters whole', () => {
    const message = 'x'.repeat(1000);
    const { run } = measured(fileOf([{ name: 'a', status: 'failed', message }]));
    expect(run.outcomes[0]?.message).toBe(message);
  });
});

describe('test cases of one name in a JUnit suite', () => {
  const suite = (cases: string) => `<testsuites><testsuite name="cart">${cases}</testsuite></testsuites>`;
  const bad = '<testcase classname="CartTest" name="rows"><failure message="row 2"/></testcase>';
  const good = '<testcase classname="CartTest" name="rows"/>';

  it('are attempts where each but the last failed', () => {
    expect(outcomes(fromText(suite(bad + bad + good)))).toEqual(['CartTest :: rows flaky 3']);
  });

  it.each([
    ['a pass is followed by more', suite(good + bad + good)],
    [
      'Surefire wrote them',
      `<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd" name="CartTest">${bad}${good}</testsuite>`,
    ],
    ['RSpec did', `<testsuite name="rspec">${bad}${good}</testsuite>`],
    ['a pass of another test is', suite(`${bad}${good}<testcase name="other"/><testcase name="other"/>`)],
  ])('are rows of data, with the worse outcome, where %s', (_, text) => {
    const measure = fromText(text);
    expect(measure.run.outcomes).toMatchObject([
      { test: 'CartTest :: rows', outcome: 'failed', message: 'row 2' },
    ]);
    expect(measure.warnings).toEqual([expect.stringContaining('counted as one, with the worse outcome')]);
  });
});

describe('a pass and then a failure of one name', () => {
  const suite = (cases: string) => `<testsuite name="shop">${cases}</testsuite>`;
  const bad = (name: string) => `<testcase name="${name}"><failure>stuck</failure></testcase>`;
  const good = (name: string) => `<testcase name="${name}"/>`;

  it.each([
    ['others failed first', good('a') + bad('b') + bad('a') + good('b'), ['a', 'b']],
    ['OpenShift wrote them', good('[sig-shop] a') + bad('[sig-shop] a'), ['[sig-shop] a']],
  ])('are one flake where %s', (_, cases, names) => {
    const measure = fromText(suite(cases));
    expect(outcomes(measure)).toEqual(names.map((name) => `shop :: ${name} flaky 2`));
    expect(measure.run.outcomes.map(({ message }) => message)).toEqual(names.map(() => 'stuck'));
    expect(measure.warnings).toEqual([]);
  });

  it('are said to be unclear where nothing tells', () => {
    const measure = fromText(suite(good('a') + bad('a') + good('b')));
    expect(outcomes(measure)).toEqual(['shop :: a failed 2']);
    expect(measure.warnings).toEqual([
      expect.stringContaining('a flake, or two rows of data. Counted as failed.'),
    ]);
  });

  it('are rows of data where another name passed twice', () => {
    const measure = fromText(suite(good('a') + bad('a') + bad('b') + good('b') + good('c') + good('c')));
    expect(outcomes(measure)).toEqual(['shop :: a failed 2', 'shop :: b failed 2']);
  });
});

describe('laws', () => {
  const test = fc.record({
    name: fc.oneof(
      fc.constantFrom('a', 'b', 'a > b', 'cart a', ' :: ', '__proto__', 'constructor'),
      fc.string(),
    ),
    suite: fc.array(fc.constantFrom('cart', 'a', '__proto__', 'a > b'), { maxLength: 2 }),
    status: fc.constantFrom(...ATTEMPT_OUTCOMES),
    flaky: fc.boolean(),
    message: fc.string({ unit: 'binary' }),
    attemptCount: fc.integer({ min: 1, max: 3 }),
  });
  const formats = fc.constantFrom<ResultsFormat>('junit', 'ctrf', 'go-json', 'ginkgo-json');
  const files = fc.array(fc.record({ format: formats, tests: fc.array(test) }), {
    minLength: 1,
    maxLength: 3,
  });

  it('what was measured is a line that the book accepts', () => {
    fc.assert(
      fc.property(files, (some) => {
        const measure = measured(...some.map(({ format, tests }) => fileOf(tests, format)));
        expect(new Set(measure.tests).size).toBe(measure.tests.length);
        expect(readRunMonth(measure)).toEqual<ReadMonth>({
          findings: [],
          runs: [{ ...measure.run, roster: expect.any(String) }],
          tests: [...measure.tests],
        });
      }),
    );
  });

  const short = fc.array(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      status: fc.constantFrom(...ATTEMPT_OUTCOMES),
      flaky: fc.boolean(),
    }),
    { maxLength: 3 },
  );

  it('the order of two files of one format changes nothing', () => {
    const endings = (measure: RunMeasure) => measure.run.outcomes.map(({ test, outcome }) => [test, outcome]);
    fc.assert(
      fc.property(short, short, (one, other) => {
        const files = [fileOf(one), fileOf(other)] as const;
        expect(endings(measured(files[1], files[0]))).toEqual(endings(measured(...files)));
      }),
    );
  });

  it('nothing is proven flaky that no file says is flaky, unless a file is said to hold further attempts', () => {
    fc.assert(
      fc.property(fc.array(short, { minLength: 2, maxLength: 3 }), (all) => {
        const measure = measured(...all.map((tests) => fileOf(tests)));
        const isRetried = measure.warnings.some((warning) => warning.includes('further attempt'));
        const flaky = measure.run.outcomes.filter(({ outcome }) => outcome === 'flaky');
        for (const { test } of isRetried ? [] : flaky)
          expect(all.flat().some(({ name, flaky }) => flaky && test.endsWith(name))).toBe(true);
      }),
    );
  });

  it('the order of the tests in a file changes nothing', () => {
    const several = fc.array(test, { minLength: 1 });
    fc.assert(
      fc.property(several, fc.func(fc.integer()), (tests, weight) => {
        const unique = [...new Map(tests.map((one) => [`${one.suite}/${one.name}`, one])).values()];
        const shuffled = unique.toSorted((a, b) => weight(a.name) - weight(b.name));
        expect(measured(fileOf(shuffled))).toEqual(measured(fileOf(unique)));
      }),
    );
  });
});
