import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileOutcomes } from '../../../src/derive/runs/measure/file-outcomes.ts';
import { createMeasurer, type RunHead, type RunMeasure } from '../../../src/derive/runs/measure-run.ts';
import { type ResultsFormat, STATUSES, type TestResult } from '../../../src/results/test-result.ts';
import { readResultFile } from '../../../src/workspace/result-files.ts';
import { ROOT } from '../../support/book.ts';
import { type ReadMonth, readRunMonth } from '../../support/run-month.ts';

const HEAD: RunHead = { run: '1', at: '2026-01-05T09:00:00Z', commit: 'abc1234', branch: 'main', url: '' };

type Some = Partial<TestResult> & { readonly name: string };

function result(some: Some): TestResult {
  return {
    suite: ['cart'],
    classname: '',
    file: 'cart.ts',
    status: 'passed',
    flaky: false,
    attemptCount: 1,
    ...some,
  };
}

const measurer = createMeasurer({ root: '' });

function fileOf(tests: readonly Some[], format: ResultsFormat = 'junit'): FileOutcomes {
  const gatherer = measurer.gather(`${format}.file`);
  for (const test of tests) gatherer.add(result(test));
  return gatherer.end({
    format,
    counts: { tests: 0, passed: 0, failed: 0, errored: 0, skipped: 0, other: 0, unfinished: 0, flaky: 0 },
    raw: { tests: 0, passed: 0, failed: 0, errored: 0, skipped: 0, other: 0, unfinished: 0, flaky: 0 },
    partial: false,
    messages: [],
    suiteFailures: [],
    suiteFailureCount: 0,
    tests: [],
  });
}

function measured(...files: readonly FileOutcomes[]): RunMeasure {
  return measurer.measure(HEAD, files);
}

/** `name outcome` of all that is no plain pass. */
function outcomes({ run }: RunMeasure): string[] {
  return run.outcomes.map(({ test, outcome, attempts }) => `${test} ${outcome} ${attempts}`);
}

async function fromFiles(...paths: readonly string[]): Promise<RunMeasure> {
  const files: FileOutcomes[] = [];
  for (const path of paths) {
    const gatherer = measurer.gather(path);
    const read = await readResultFile(join(ROOT, 'test/fixtures', path), {
      onTest: (test) => gatherer.add(test),
      afterPiece: () => Promise.resolve(),
    });
    files.push(gatherer.end(read));
  }
  return measured(...files);
}

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

  it('leaves out a Go test whose subtest explains why it failed', () => {
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
      ]),
    );
    expect(measure.tests).not.toContain('example.com/cart :: TestAdd');
    expect(outcomes(measure)).toEqual([
      'example.com/cart :: TestAdd > twice failed 1',
      'example.com/cart :: TestRemove failed 1',
    ]);
  });

  it('cuts a message between characters, and keeps what a terminal obeys out of it', () => {
    const message = `\u001b[31m${'x'.repeat(999)}😀 and more\u0000`;
    const { run } = measured(fileOf([{ name: 'a', status: 'failed', message }]));
    expect(run.outcomes[0]?.message).toBe('x'.repeat(999));
  });
});

describe('several files', () => {
  it.each<[string, Partial<TestResult>, Partial<TestResult>, string[]]>([
    ['a pass after a failure is flaky', { status: 'failed' }, {}, ['flaky 2']],
    ['the last attempt decides', {}, { status: 'failed' }, ['failed 2']],
    ['two failures are one test', { status: 'failed' }, { status: 'errored' }, ['errored 2']],
    ['two passes are one', {}, {}, []],
    ['a shard that skips a test says nothing of it', {}, { status: 'skipped' }, []],
    ['nor one before', { status: 'skipped' }, { status: 'failed' }, ['failed 1']],
    ['a pass on retry counts all attempts', { flaky: true, attemptCount: 2 }, {}, ['flaky 3']],
  ])('of one format: %s', (_, first, second, expected) => {
    const measure = measured(
      fileOf([{ name: 'a', ...first }]),
      fileOf([{ name: 'a', ...second }, { name: 'b' }]),
    );
    expect(measure.tests).toHaveLength(2);
    expect(outcomes(measure)).toEqual(expected.map((text) => `cart.ts :: cart > a ${text}`));
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

describe('laws', () => {
  const test = fc.record({
    name: fc.oneof(
      fc.constantFrom('a', 'b', 'a > b', 'cart a', ' :: ', '__proto__', 'constructor'),
      fc.string(),
    ),
    suite: fc.array(fc.constantFrom('cart', 'a', '__proto__', 'a > b'), { maxLength: 2 }),
    status: fc.constantFrom(...STATUSES),
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
