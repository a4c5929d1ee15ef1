/** One failure of a test as each tool that Flakebook reads would write it. */
interface WrittenFailure {
  /** Containers, outermost first, and the test. */
  readonly path: readonly string[];
  readonly message: string;
}

type Writer = (failure: WrittenFailure) => string;

const xml = (text: string) => text.replace(/[<>&"'\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const lines = (...events: readonly object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');
const name = ({ path }: WrittenFailure) => path.at(-1) ?? '';
const around = ({ path }: WrittenFailure) => path.slice(0, -1);
const indented = (text: string, by: string) => text.replace(/^/gm, by);

const inService = (text: string) => text.replace(/['|[\]]/g, '|$&').replaceAll('\n', '|n');

export const WRITERS: Readonly<Record<string, Writer>> = {
  junit: (f) =>
    `<testsuite name="s"><testcase classname="${xml(around(f).join(' > '))}" name="${xml(name(f))}"><failure>${xml(f.message)}</failure></testcase></testsuite>`,
  'go-json': (f) =>
    lines(
      { Action: 'run', Package: 'shop', Test: name(f) },
      ...f.message.split('\n').map((line) => ({
        ...{ Action: 'output', Package: 'shop', Test: name(f), Output: `    shop_test.go:31: ${line}\n` },
      })),
      { Action: 'fail', Package: 'shop', Test: name(f) },
      { Action: 'fail', Package: 'shop' },
    ),
  'ginkgo-json': (f) =>
    JSON.stringify([
      {
        SuiteDescription: 's',
        SpecReports: [
          {
            ContainerHierarchyTexts: around(f),
            LeafNodeType: 'It',
            LeafNodeText: name(f),
            State: 'failed',
            Failure: {
              Message: f.message,
              Location: { FullStackTrace: 'shop.glob()\n\t/ci/a_test.go:3 +0x9' },
            },
          },
        ],
      },
    ]),
  'playwright-json': (f) =>
    JSON.stringify({
      config: { rootDir: '/ci' },
      suites: [
        {
          title: 'a.spec.ts',
          file: 'a.spec.ts',
          specs: [
            {
              title: name(f),
              tests: [
                {
                  results: [
                    {
                      status: 'failed',
                      errors: [{ message: f.message, stack: `${f.message}\n    at /ci/a.spec.ts:3:1` }],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    }),
  'jest-json': (f) =>
    JSON.stringify({
      numTotalTests: 1,
      testResults: [
        {
          name: '/ci/a.test.js',
          assertionResults: [
            {
              ancestorTitles: around(f),
              title: name(f),
              status: 'failed',
              failureMessages: [`${f.message}\n    at Object.<anonymous> (/ci/a.test.js:3:1)`],
            },
          ],
        },
      ],
    }),
  nunit: (f) =>
    `<test-run total="1" failed="1"><test-suite type="TestFixture" name="s"><test-case name="${xml(name(f))}" classname="${xml(around(f).join('.'))}" result="Failed"><failure><message>${xml(f.message)}</message><stack-trace>   at Shop.Adds() in /ci/A.cs:line 3</stack-trace></failure></test-case></test-suite></test-run>`,
  xunit: (f) =>
    `<assemblies><assembly name="s" total="1" failed="1"><collection><test name="${xml(name(f))}" type="${xml(around(f).join('.'))}" result="Fail"><failure><message>${xml(f.message)}</message><stack-trace>   at Shop.Adds() in /ci/A.cs:line 3</stack-trace></failure></test></collection></assembly></assemblies>`,
  trx: (f) =>
    `<TestRun><Results><UnitTestResult testId="1" testName="${xml(name(f))}" outcome="Failed"><Output><ErrorInfo><Message>${xml(f.message)}</Message><StackTrace>   at Shop.Adds() in /ci/A.cs:line 3</StackTrace></ErrorInfo></Output></UnitTestResult></Results></TestRun>`,
  robot: (f) =>
    `<robot><suite name="s" source="/ci/a.robot"><test name="${xml(name(f))}"><status status="FAIL">${xml(f.message)}</status></test></suite></robot>`,
  mochawesome: (f) =>
    JSON.stringify({
      stats: { testsRegistered: 1, failures: 1 },
      results: [
        {
          file: 'a.js',
          title: around(f).join(' '),
          tests: [
            {
              title: name(f),
              state: 'failed',
              err: { message: f.message, estack: `${f.message}\n    at Context.<anonymous> (a.js:3:1)` },
            },
          ],
        },
      ],
    }),
  allure: (f) =>
    JSON.stringify({
      ...{ uuid: 'u', historyId: 'h', name: name(f), status: 'failed', start: 1, stop: 2 },
      statusDetails: { message: f.message, trace: `${f.message}\n    at a.js:3:1` },
    }),
  libtest: (f) =>
    lines(
      { type: 'suite', event: 'started', test_count: 1 },
      { type: 'test', event: 'started', name: name(f) },
      {
        type: 'test',
        event: 'failed',
        name: name(f),
        stdout: `thread '${name(f)}' panicked at src/a.rs:3:5:\n${f.message}\n`,
      },
      { type: 'suite', event: 'failed', failed: 1 },
    ),
  tap: (f) =>
    `TAP version 13\nnot ok 1 - ${name(f)}\n  ---\n  error: |-\n${indented(f.message, '    ')}\n  ...\n1..1\n`,
  ctrf: (f) =>
    JSON.stringify({
      reportFormat: 'CTRF',
      results: {
        tool: { name: 't' },
        tests: [
          { name: name(f), suite: around(f), status: 'failed', message: f.message, trace: '    at a.js:3:1' },
        ],
      },
    }),
  'log of jest': (f) =>
    `FAIL a.test.js\n  ● ${f.path.join(' › ')}\n\n${indented(f.message, '    ')}\n\n      at Object.<anonymous> (a.test.js:3:1)\n\nTests:       1 failed, 1 total\n`,
  'log of a job': (f) =>
    indented(
      `FAIL a.test.js\n  ● ${f.path.join(' › ')}\n\n${indented(f.message, '    ')}\n\nTests:       1 failed, 1 total`,
      '2026-01-05T09:00:01.1234567Z ',
    ),
  'log of go': (f) =>
    `=== RUN   ${name(f)}\n${indented(f.message, '    shop_test.go:31: ')}\n--- FAIL: ${name(f)} (0.00s)\nFAIL\nFAIL\tshop\t0.012s\n`,
  'log of pytest': (f) =>
    `=== FAILURES ===\n________________ ${name(f)} ________________\n\n    def ${name(f)}():\n>       assert ok()\n${indented(f.message, 'E       ')}\n\na_test.py:3: AssertionError\n=== short test summary info ===\nFAILED a_test.py::${name(f)} - ${f.message.split('\n', 1)[0]}\n=== 1 failed in 0.12s ===\n`,
  'log of sbt': (f) =>
    indented(
      `CartSpec:\n- ${name(f)} *** FAILED ***\n${indented(f.message, '  ')}\n  at shop.CartSpec.f(CartSpec.scala:3)\nTests: succeeded 0, failed 1, canceled 0`,
      '[info] ',
    ),
  'log of flutter': (f) =>
    `00:01 +0: /ci/test/a_test.dart: ${name(f)}\n══╡ EXCEPTION CAUGHT BY FLUTTER TEST FRAMEWORK ╞════\nThe following TestFailure was thrown running a test:\n${f.message}\n\nWhen the exception was thrown, this was the stack:\n#4      main.<fn> (file:///ci/test/a_test.dart:19:5)\n\nThe test description was:\n  ${name(f)}\n═════════════════════════\n00:01 +0 -1: /ci/test/a_test.dart: ${name(f)} [E]\n  Test failed. See exception logs above.\n\n00:02 +0 -1: Some tests failed.\n`,
  'log of TeamCity': (f) =>
    `##teamcity[testSuiteStarted name='s']\n##teamcity[testFailed name='${name(f)}' message='${inService(f.message)}' details='${inService(`${f.message}\n    at a.js:3:1`)}']\n`,
};
