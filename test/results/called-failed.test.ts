import { expect, it } from 'vitest';
import { read } from './read.ts';

const json = (value: unknown) => JSON.stringify(value);
const lines = (...values: readonly unknown[]) => values.map((value) => `${json(value)}\n`).join('');

/** The end of a run in each format that tells it apart from its tests, of which one passed. */
const REPORTS: Readonly<Record<string, (isFailed: boolean) => string>> = {
  'Jest and vitest': (isFailed) =>
    json({
      success: !isFailed,
      testResults: [{ name: 'a.ts', assertionResults: [{ title: 'adds', status: 'passed' }] }],
    }),
  'Jest, behind the tests': (isFailed) =>
    json({
      testResults: [{ assertionResults: [{ title: 'adds', status: 'passed' }] }],
      wasInterrupted: isFailed,
    }),
  Ginkgo: (isFailed) =>
    json([
      {
        SuiteDescription: 'shop',
        SuiteSucceeded: !isFailed,
        SpecReports: [{ LeafNodeType: 'It', LeafNodeText: 'adds', State: 'passed' }],
      },
    ]),
  TRX: (isFailed) =>
    `<TestRun><Results><UnitTestResult testId="1" testName="adds" outcome="Passed"/></Results><ResultSummary outcome="${isFailed ? 'Aborted' : 'Completed'}"><Counters total="1"/></ResultSummary></TestRun>`,
  NUnit: (isFailed) =>
    `<test-run result="${isFailed ? 'Failed' : 'Passed'}"><test-suite><test-case name="adds" result="Passed"/></test-suite></test-run>`,
  'Robot Framework': (isFailed) =>
    `<robot><suite name="shop"><test name="adds"><status status="PASS"/></test><status status="${isFailed ? 'FAIL' : 'PASS'}"/></suite></robot>`,
  libtest: (isFailed) =>
    lines(
      { type: 'suite', event: 'started', test_count: 1 },
      { type: 'test', event: 'ok', name: 'adds' },
      { type: 'suite', event: isFailed ? 'failed' : 'ok', passed: 1, failed: 0 },
    ),
  'JUnit XML': (isFailed) =>
    `<testsuites><testsuite name="a"><testcase name="subtracts"><failure/></testcase></testsuite><testsuite name="b" status="${isFailed ? 'failed' : 'passed'}"><testcase name="adds"/></testsuite></testsuites>`,
};

it.each(Object.entries(REPORTS))('%s: a run that its tool calls failed is never green', (_, report) => {
  const [failed, passed] = [read(report(true)), read(report(false))];
  expect(passed).toMatchObject({ short: false, partial: false, messages: [] });
  expect(failed).toMatchObject({ short: true, partial: false });
  expect(failed.messages).toEqual([
    expect.stringMatching(
      /^Expected a failure in line \d+, found none: the tool says that the run failed, and no test says why\b/,
    ),
  ]);
});

it('a test that failed says why', () => {
  const tests = [{ title: 'adds', status: 'failed' }];
  const report = json({
    numFailedTests: 1,
    success: false,
    testResults: [{ status: 'failed', assertionResults: tests }],
  });
  expect(read(report)).toMatchObject({ short: false, messages: [], suiteFailureCount: 0 });
});

it('a failed suite of Ginkgo says nothing of another one', () => {
  const spec = (State: string) => [{ LeafNodeType: 'It', LeafNodeText: 'adds', State }];
  const report = (...states: readonly string[]) =>
    read(
      json(
        states.map((state, i) => ({
          SuiteDescription: `${i}`,
          SuiteSucceeded: false,
          SpecReports: spec(state),
        })),
      ),
    );
  expect(report('failed', 'passed').short).toBe(true);
  expect(report('passed', 'failed').short).toBe(true);
  expect(report('failed', 'failed').short).toBe(false);
});

it('a file of Jest or vitest that failed without a failed test failed outside its tests', () => {
  const file = {
    name: 'a.ts',
    status: 'failed',
    message: 'beforeAll: no database',
    assertionResults: [{ title: 'adds', status: 'skipped' }],
  };
  expect(read(json({ success: false, testResults: [file] }))).toMatchObject({
    suiteFailures: [{ suite: 'a.ts', message: 'beforeAll: no database' }],
    short: false,
  });
});

it('an assembly of NUnit that cannot be run failed outside its tests', () => {
  const suite = (result: string) =>
    read(
      `<test-run><test-suite name="Shop.dll" result="${result}"><reason><message>No such file</message></reason></test-suite></test-run>`,
    );
  expect(suite('Failed').suiteFailures).toEqual([{ suite: 'Shop.dll', message: 'No such file' }]);
  expect(suite('Skipped').suiteFailures).toEqual([]);
});
