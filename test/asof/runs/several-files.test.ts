import { describe, expect, it } from 'vitest';
import type { TestResult } from '../../../src/runs/read/test-result.ts';
import { fileOf, fromFiles, measured, outcomes, type Some } from './measure.ts';

describe('several files of one run', () => {
  const fails = { status: 'failed', message: 'no' } as const;

  it.each<[string, Some[], Some[], string[]]>([
    ['a pass there is flaky', [{ name: 'a', ...fails }, { name: 'b' }], [{ name: 'a' }], ['a flaky 2']],
    [
      'the last attempt decides',
      [{ name: 'a', ...fails }, { name: 'b' }],
      [{ name: 'a', status: 'errored' }],
      ['a errored 2'],
    ],
    [
      'it has no other tests',
      [{ name: 'a', ...fails }, { name: 'b', ...fails }, { name: 'c' }],
      [{ name: 'a', flaky: true, attemptCount: 2 }, { name: 'b' }],
      ['a flaky 3', 'b flaky 2'],
    ],
    [
      'an end that was missing is no failure',
      [{ name: 'a', status: 'unfinished' }, { name: 'b' }],
      [{ name: 'a' }],
      [],
    ],
  ])('a file of tests that failed in another is a further attempt: %s', (_, first, rerun, expected) => {
    const files = [fileOf(first), { ...fileOf(rerun), label: 'rerun.xml' }];
    for (const order of [files, files.toReversed()]) {
      const measure = measured(...order);
      expect(measure.tests).toHaveLength(first.length);
      expect(outcomes(measure)).toEqual(expected.map((text) => `cart.ts :: cart > ${text}`));
      expect(measure.warnings).toEqual([
        expect.stringMatching(/^rerun\.xml: .*taken as a further attempt\.$/),
      ]);
    }
  });

  it.each<[string, Some[], Some[], string[]]>([
    [
      'the same tests in two browsers',
      [{ name: 'a', ...fails }, { name: 'b' }],
      [{ name: 'a' }, { name: 'b' }],
      ['a failed 1'],
    ],
    ['one test in two browsers', [{ name: 'a', ...fails }], [{ name: 'a' }], ['a failed 1']],
    [
      'a browser that skips another test',
      [{ name: 'a', ...fails }, { name: 'b' }],
      [{ name: 'a' }, { name: 'b', status: 'skipped' }],
      ['a failed 1'],
    ],
    [
      'a browser in which nothing passed',
      [
        { name: 'a', ...fails },
        { name: 'b', ...fails },
      ],
      [{ name: 'a' }],
      ['a failed 1', 'b failed 1'],
    ],
    [
      'proof in one of them is proof',
      [{ name: 'a', flaky: true, attemptCount: 2 }, { name: 'b' }],
      [{ name: 'a' }, { name: 'b' }],
      ['a flaky 2'],
    ],
  ])('else the worse outcome counts, and a note says so: %s', (_, first, second, expected) => {
    const files = [fileOf(first), fileOf(second)];
    for (const order of [files, files.toReversed()]) {
      const measure = measured(...order);
      expect(outcomes(measure)).toEqual(expected.map((text) => `cart.ts :: cart > ${text}`));
      expect(measure.warnings).toEqual([expect.stringContaining('in several files: counted once')]);
    }
  });

  it('a shard that skips what another one runs says nothing of it', () => {
    const skips = { status: 'skipped' } as const;
    const measure = measured(
      fileOf([{ name: 'a' }, { name: 'b', ...skips }, { name: 'c', ...skips }]),
      fileOf([
        { name: 'a', ...skips },
        { name: 'b', status: 'failed' },
        { name: 'c', ...skips },
      ]),
    );
    expect(outcomes(measure)).toEqual(['cart.ts :: cart > b failed 1', 'cart.ts :: cart > c skipped 1']);
    expect(measure.warnings).toEqual([]);
  });

  it.each<[string, Partial<TestResult>, Partial<TestResult>, string[], number]>([
    ['the worse counts, and a note says so', {}, { status: 'failed' }, ['failed 1'], 1],
    ['a pass that was skipped is none', {}, { status: 'skipped' }, ['skipped 1'], 1],
    ['one may know of retries', {}, { flaky: true, attemptCount: 2 }, ['flaky 2'], 0],
    ['an error is a failure', { status: 'failed' }, { status: 'errored' }, ['errored 1'], 0],
    ['what did not run has many words', { status: 'skipped' }, { status: 'other' }, ['skipped 1'], 0],
  ])('of two formats: %s', (_, first, second, expected, warnings) => {
    const files = [fileOf([{ name: 'a', ...first }]), fileOf([{ name: 'a', ...second }], 'ctrf')];
    for (const order of [files, files.toReversed()]) {
      const measure = measured(...order);
      expect(outcomes(measure)).toEqual(expected.map((text) => `cart.ts :: cart > a ${text}`));
      expect(measure.warnings).toHaveLength(warnings);
    }
  });

  it.each([
    ['Failed', 'failed', 'the cart lost 2 items', 'the cart lost 2 items'],
    ['the cart lost 2 items', 'failed', 'Failed', 'the cart lost 2 items'],
    ['Failed', 'skipped', 'this suite is switched off today', 'Failed'],
  ] as const)('of %j and the %s %j, the message is %j', (first, status, second, message) => {
    const junit = fileOf([{ name: 'a', status: 'failed', message: first }]);
    const { run } = measured(junit, fileOf([{ name: 'a', status, message: second }], 'ctrf'));
    expect(run.outcomes).toMatchObject([{ outcome: 'failed', message }]);
  });

  it('knows a test whose describe blocks the second format drops', () => {
    const junit = fileOf([{ name: 'cart > adds' }, { name: 'cart > removes', status: 'failed' }]);
    const ctrf = fileOf(
      [
        { suite: [], name: 'adds' },
        { suite: [], name: 'removes', status: 'failed' },
        { suite: [], name: 'only here' },
      ],
      'ctrf',
    );
    const measure = measured(ctrf, junit);
    expect(measure.tests).toEqual([
      'cart.ts :: cart > adds',
      'cart.ts :: cart > removes',
      'cart.ts :: only here',
    ]);
    expect(measure.run.formats).toEqual(['ctrf', 'junit']);
  });

  it('knows a test of which the second format tells each browser apart', () => {
    const flaky = { flaky: true, attemptCount: 2 } as const;
    const junit = fileOf([
      { name: 'adds', ...flaky },
      { name: 'removes', status: 'failed' },
    ]);
    const ctrf = (removes: TestResult['status']) =>
      fileOf(
        [
          { suite: ['firefox', 'cart'], name: 'adds' },
          { suite: ['webkit', 'cart'], name: 'adds', ...flaky },
          { suite: ['firefox', 'cart'], name: 'removes' },
          { suite: ['webkit', 'cart'], name: 'removes', status: removes },
        ],
        'ctrf',
      );
    const told = ['cart.ts :: webkit > cart > adds flaky 2', 'cart.ts :: webkit > cart > removes failed 1'];
    for (const files of [
      [junit, ctrf('failed')],
      [ctrf('failed'), junit],
    ]) {
      const measure = measured(...files);
      expect(measure).toMatchObject({ run: { tests: 4 }, warnings: [] });
      expect(outcomes(measure)).toEqual(told);
    }
    const against = measured(junit, ctrf('passed'));
    expect(outcomes(against)).toContain('cart.ts :: cart > removes failed 1');
    expect(against.warnings).toHaveLength(1);
    const silent = fileOf(
      ['firefox', 'webkit'].map((browser) => ({ suite: [browser, 'cart'], name: 'adds' })),
      'ctrf',
    );
    expect(outcomes(measured(junit, silent))).toContain('cart.ts :: cart > adds flaky 2');
  });

  it('adds no test for a name that fits two of the other format', () => {
    const junit = fileOf([
      { suite: ['a'], name: 'adds' },
      { suite: ['b'], name: 'adds', status: 'failed' },
    ]);
    const ctrf = fileOf([{ suite: [], name: 'adds', status: 'failed' }], 'ctrf');
    expect(measured(junit, ctrf)).toMatchObject({ run: { tests: 2, failed: 1 }, warnings: [] });
  });

  it.each(['run-003', 'run-012'])('%s of a real series is the same in one format and in two', async (run) => {
    const path = `vitest-orders/${run}`;
    const junit = await fromFiles(`${path}/junit.xml`);
    const both = await fromFiles(`${path}/ctrf.json`, `${path}/junit.xml`);
    expect(both.tests).toEqual(junit.tests);
    expect(outcomes(both)).toEqual(outcomes(junit));
    expect(both.warnings).toEqual([]);
  });
});
