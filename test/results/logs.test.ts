import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../src/rules/rules.ts';
import { ResultsReader } from '../../src/runs/read/read-results.ts';
import { isWhole, type TestResult } from '../../src/runs/read/test-result.ts';
import { ROOT } from '../cli/run.ts';

function readLog(text: string | Uint8Array) {
  const tests: TestResult[] = [];
  const reader = new ResultsReader((test) => tests.push(test), true);
  reader.write(typeof text === 'string' ? Buffer.from(text) : text);
  const { findings, ...file } = reader.end();
  return { ...file, tests, messages: findings.map(sentenceOf) };
}

const log = (name: string) => readFileSync(join(ROOT, 'test/fixtures/logs', name), 'utf8');

/** Where each failure was cut from, and which test it is of. */
function cutsOf({ tests }: ReturnType<typeof readLog>): string[] {
  return tests.map(
    ({ logLine, file, classname, suite, name }) =>
      `${logLine}: ${[file || classname, ...suite, name].filter(Boolean).join(' > ')}`,
  );
}

describe('failures are cut out of a log', () => {
  it.each([
    [
      'pytest.txt',
      ['13: tests/test_cart.py > TestCart > test_adds[1]', '8: tests/test_cart.py > test_pays'],
      /^def test_adds[\s\S]*\nE {7}AssertionError: assert 1 == 2\n\ntests\/test_cart.py:14: AssertionError$/,
    ],
    [
      'go.txt',
      [
        '6: shop.example/stock > shop.example/stock > TestAdd',
        '7: shop.example/stock > shop.example/stock > TestAdd/two',
        '8: shop.example/stock > shop.example/stock > TestDrain',
        '18: shop.example/tax > shop.example/tax > TestTax',
      ],
      undefined,
    ],
    [
      'jest.txt',
      ['7: src/cart.test.js > Cart > empties'],
      /^expect\(received\)[\s\S]*cart\.test\.js:18:24\)$/,
    ],
    [
      'vitest.txt',
      ['5: test/cart.test.ts > Cart > empties'],
      /^AssertionError: expected 1[\s\S]*\.ts:18:24$/,
    ],
    [
      'sbt.txt',
      ['6: BasketSpec > should keep its order', '9: BasketSpec > should survive a restart'],
      /^List\(3, 1\) did not equal [^\n]*\n {2}\+ Given a basket$/,
    ],
    [
      'munit.txt',
      ['3: shop.CartSuite > keeps order'],
      /^munit\.ComparisonFailException: [\s\S]*\(FunSuite\.scala:11\)$/,
    ],
    [
      'teamcity.txt',
      ["6: shop.CartTest > keeps 'order'"],
      /^expected \[1, 3\] but was \[3, 1\]\n[\s\S]*\n {4}at shop\.CartTest\.keeps\(CartTest\.java:14\)$/,
    ],
    [
      'flutter.txt',
      ['2: /home/runner/work/shop/test/basket_test.dart > Basket shows its total'],
      /^The following TestFailure[\s\S]*\n {2}Basket shows its total$/,
    ],
    ['mocha.txt', ['9: Cart > when full > empties'], /^AssertionError \[ERR_ASSERTION\]: 1 == 0\n/],
    [
      'maven.txt',
      ['3: org.shop.CartTest > empties'],
      /^org\.opentest4j\S+: expected: <0> but was: <1>\n\tat \S+\(CartTest\.java:18\)$/,
    ],
    ['gradle.txt', ['3: CartTest > empties()'], /^org\.opentest4j\S+: expected: <0> but was: <1>\n/],
    ['cargo.txt', ['7: cart > tests > empties'], /^thread 'cart::tests::empties' panicked[\s\S]*right: 0$/],
    [
      'dotnet.txt',
      ['2: Shop.Tests.CartTests > Totals(count: 2)'],
      /^Assert\.Equal\(\) Failure: Values differ\n/,
    ],
    [
      'rspec.txt',
      ['3: spec/cart_spec.rb > Cart when full empties'],
      /^Failure\/Error: expect\(cart\.count\)/,
    ],
    [
      'playwright.txt',
      ['3: cart.spec.ts > cart > adds', '12: pay.spec.ts > pays'],
      /^Error: expect\(received\)[\s\S]*cart\.spec\.ts:9:20$/,
    ],
    ['gtest.txt', ['3: Cart > Empties'], /^main\.cpp:72: Failure\nExpected equality of these values:\n/],
    [
      'ginkgo.txt',
      ['8: Pods [It] run after a restart [slow]'],
      /^\S*\/pods_test\.go:140\n\n {2}\[FAILED\] Timed out after 30\.000s\.\n[\s\S]*In \[It\] at: /,
    ],
    ['robot.txt', ['6: Prints a receipt'], /^Element 'css:#receipt' did not appear in 10 seconds\.$/],
    ['dart.txt', ['2: test/till_test.dart > Till adds receipts'], /^Expected: <3>\n {4}Actual: <2>/],
    ['phpunit.txt', ['11: Shop\\Tests\\InvoiceTest > testMarksPaid'], /\n-'paid'\n\+'pending'\n/],
    [
      'unittest.txt',
      ['2: tests.test_cart.TestCart > test_empties'],
      /^Traceback[\s\S]*AssertionError: 1 != 0$/,
    ],
    ['ctest.txt', ['5: pays', '9: waits', '12: Cart > Empties'], /^Failed\nno terminal$/],
    ['bazel.txt', ['4: Cart > Empties'], /^cart_test\.cc:18: Failure\n/],
  ])('of %s', (name, cuts, message) => {
    const file = readLog(log(name));
    expect(file).toMatchObject({ format: 'log', partial: false, messages: [] });
    expect(cutsOf(file)).toEqual(cuts);
    if (message) expect(file.tests[0]?.message).toMatch(message);
  });

  it.each([
    ['jest.txt', 'src/a.test.ts(3,1): error TS2322: Type x'],
    ['cargo.txt', 'error: could not compile `till` (lib test) due to 1 previous error'],
    ['gradle.txt', "* What went wrong:\nExecution failed for task ':till:compileJava'."],
    ['maven.txt', '[ERROR] Failed to execute goal x:maven-compiler-plugin:3:compile on project till: Broken'],
    ['pytest.txt', 'INTERNALERROR> OSError: disk'],
    ['jest.txt', 'Jest: "global" coverage threshold for lines (80%) not met: 70%'],
    ['mocha.txt', 'FATAL ERROR: Reached heap limit Allocation failed'],
    ['go.txt', '##[error]Process completed with exit code 1.\n##[error]Process completed with exit code 2.'],
  ])('of %s, with what else failed: %s', (name, line) => {
    const [file, both] = [log(name), `${log(name)}\n${line}\n`].map(readLog);
    expect(file).toMatchObject({ short: false, messages: [] });
    expect(both?.tests).toHaveLength(file?.tests.length ?? 0);
    expect(both).toMatchObject({
      short: true,
      messages: [
        expect.stringMatching(
          /^Expected failed tests only in line \d+, found .*: something else failed, too\./,
        ),
      ],
    });
  });

  it('with what a Go test says behind its subtest', () => {
    const sub = '    --- FAIL: TestAdd/two (0.00s)\n        add_test.go:4: no terminal\n        at all\n';
    const own = '    add_test.go:9: 1 item is left\n';
    const log = (...said: string[]) =>
      readLog(`--- FAIL: TestAdd (0.00s)\n${said.join('')}FAIL\nFAIL\tshop/till\t0.1s\n`).tests.map(
        ({ name, message }) => [name, message],
      );
    const [expected, two] = [
      ['TestAdd', 'add_test.go:9: 1 item is left'],
      ['TestAdd/two', 'add_test.go:4: no terminal\n        at all'],
    ];
    expect(log(sub, own)).toEqual([expected, two]);
    expect(log(own, sub)).toEqual([expected, two]);
    expect(log(sub)).toEqual([['TestAdd', undefined], two]);
  });

  it('that Playwright calls flaky in the end', () => {
    const text = log('playwright.txt')
      .replace('  2 failed', '  1 flaky')
      .replace(/^(?=.*pay\.spec\.ts:5:3 › pays ─+\n.*passed)/m, '  1 failed\n');
    const { tests, messages } = readLog(text);
    expect(tests.map(({ name, flaky, attemptCount }) => [name, flaky, attemptCount])).toEqual([
      ['adds', true, 2],
      ['pays', false, 1],
    ]);
    expect(messages).toEqual([]);
  });

  it('that nextest lists again behind its summary', () => {
    const failed = '        FAIL [   0.003s] till tests::adds\n';
    const summary = '     Summary [   0.004s] 2 tests run: 1 passed, 1 failed, 0 skipped\n';
    expect(readLog(`${failed}\n  no terminal\n${summary}${failed}`)).toMatchObject({ partial: false });
    expect(readLog(`${failed}\n  no terminal\n`)).toMatchObject({ partial: true });
  });

  it('with programs of tests that failed by none of their tests', () => {
    expect(readLog(log('bazel.txt')).suiteFailures).toEqual([
      { suite: '//till:pay_test', message: 'no terminal' },
      { suite: '//till:slow_test', message: 'TIMEOUT in 60.0s' },
      { suite: '//till:late_test', message: 'NO STATUS' },
    ]);
  });

  it('with what stopped the test, the package or the file', () => {
    const go = readLog(log('go.txt'));
    expect(go.tests[2]).toMatchObject({
      status: 'errored',
      message: expect.stringMatching(/^panic: test timed out/),
    });
    expect(go.suiteFailures).toEqual([
      { suite: 'shop.example/pay', message: '# shop.example/pay\npay.go:3:2: undefined: rate' },
    ]);
    expect(readLog(log('jest.txt')).suiteFailures).toMatchObject([
      { suite: 'src/pay.test.js', message: expect.stringContaining("Cannot find module './pay'") },
    ]);
  });

  it.each([
    ['2026-01-04T21:08:40.1122334Z ', 'GitHub Actions'],
    ['build\ttest\t2026-01-04T21:08:40.1122334Z ', 'gh run view --log'],
    ['2026-01-04T21:08:40.112233Z 01O ', 'GitLab'],
    ['[2026-01-04T21:08:40.112Z] ', 'Jenkins'],
    ['21:08:40  ', 'Jenkins, in classic form'],
    ['21:08:40 ', 'Jenkins, with one blank'],
    ['2026-01-04 21:08:40  ', 'Jenkins, with its date'],
    ['web-1  | ', 'docker compose'],
    ['\u001b[36mweb-1  |\u001b[0m ', 'docker compose with colours'],
    ['[21:08:40] ', 'TeamCity'],
    ['#14 40.12 ', 'docker build'],
    ['[pod/till-5d8f6c7b9d-x2lqz/tests] ', 'kubectl'],
    ['till-5d8f6c7b9d-x2lqz tests ', 'stern'],
    ['@shop/till:test: ', 'turbo'],
    ['➤ YN0000: [@shop/till]: ', 'yarn'],
  ])('without %j, what %s puts before each line', (prefix) => {
    for (const name of ['pytest.txt', 'go.txt', 'jest.txt', 'maven.txt', 'rspec.txt', 'mocha.txt']) {
      const plain = `$ test\n${log(name).replaceAll(/^(?:\[?\d{4}-\S+Z\]? )/gm, '')}`;
      const marked = plain.replaceAll(/^(?=[^\n])/gm, prefix);
      const [expected, found] = [readLog(plain), readLog(marked)];
      expect(cutsOf(found)).toEqual(cutsOf(expected));
      expect(found.tests.map(({ message }) => message)).toEqual(expected.tests.map(({ message }) => message));
      expect(found.suiteFailures).toEqual(expected.suiteFailures);
    }
  });

  it.each([
    '@shop/till:test: ',
    'packages/till test: ',
    '[till] ',
    '[pod/till-5d8f6c7b9d-x2lqz/tests] ',
    'till-5d8f6c7b9d-x2lqz tests ',
    '2026-01-04T21:08:40.112233445Z stdout F ',
    '[21:08:40]W:\t [Step 2/3] ',
    '#14 40.12 ',
    '[0] ',
  ])('without %j, which stands alone where the tool left a line empty', (label) => {
    for (const name of ['pytest.txt', 'jest.txt', 'mocha.txt', 'cargo.txt', 'unittest.txt', 'ginkgo.txt']) {
      const plain = log(name).replaceAll(/^(?:\[?\d{4}-\S+Z\]? )/gm, '');
      const [expected, found] = [readLog(plain), readLog(plain.replaceAll(/^/gm, label))];
      expect(cutsOf(found)).toEqual(cutsOf(expected));
      expect(found.tests.map(({ message }) => message)).toEqual(expected.tests.map(({ message }) => message));
    }
  });

  it('with what is only said often', () => {
    const failing = Array.from({ length: 9 }, (_, i) => `FAIL\tshop.example/p${i} [build failed]\n`).join('');
    expect(readLog(`${failing}FAIL\n`).suiteFailures).toHaveLength(9);
    const errors = readLog(`${'tool/a: failed\n'.repeat(3)}tool/a:\nerror: tool/a: broke\n`);
    expect(errors.suiteFailures).toMatchObject([{ message: 'error: tool/a: broke' }]);
  });

  it('whatever the encoding and the ends of lines', () => {
    const expected = readLog(log('pytest.txt'));
    const utf16 = Buffer.from(`\ufeff${log('pytest.txt')}`, 'utf16le');
    expect(readLog(utf16)).toEqual(expected);
    expect(cutsOf(readLog(log('pytest.txt').replaceAll('\n', '\r\n')))).toEqual(cutsOf(expected));
  });
});

describe('a log without a failed test', () => {
  it('gives what looks like an error, and says that it may be more', () => {
    const job = readLog(log('job.txt'));
    expect(job).toMatchObject({ partial: false, tests: [], suiteFailureCount: 1 });
    expect(job.suiteFailures).toEqual([
      {
        suite: 'line 1',
        message: expect.stringMatching(
          /^thread 'main' panicked[^\n]*\nfailed to copy the till tool: .* 32\)$/,
        ),
      },
    ]);
    expect(job.messages).toEqual([expect.stringContaining('found errors only')]);
    expect(readLog(log('build.txt')).suiteFailures).toMatchObject([{ suite: 'line 2' }]);
  });

  it('has a file that could not be loaded, which is no test', () => {
    const collected = readLog(
      '==== ERRORS ====\n___ ERROR collecting tests/test_a.py ___\nE   ModuleNotFoundError: No module named shelf\n',
    );
    expect(collected).toMatchObject({
      tests: [],
      suiteFailures: [{ suite: 'tests/test_a.py', message: expect.stringContaining('ModuleNotFoundError') }],
    });
  });

  it('is never green', () => {
    expect(readLog(log('green.txt'))).toMatchObject({
      partial: true,
      messages: [expect.stringContaining('nobody can tell from it whether the tests passed')],
    });
  });

  it('is not whole where the tool counts more failures than were found', () => {
    expect(readLog('==== 2 failed, 1 passed in 0.12s ====\n')).toMatchObject({ partial: true });
    const missing = readLog(`${log('pytest.txt')}==== 4 failed, 1 passed in 0.12s ====\n`);
    expect(missing).toMatchObject({
      short: true,
      messages: [expect.stringContaining('as the log counts')],
    });
  });
});

describe('a line beside failures', () => {
  const failure = log('pytest.txt').replace(/^.*Process completed.*\n/m, '');

  it.each([
    'Killed',
    '/x/step.sh: line 1:  2345 Killed                  pytest',
    'Segmentation fault (core dumped)',
    'Fatal Python error: Segmentation fault',
    '[gw0] node down: Not properly terminated',
    '!!!!!!!!!! Interrupted: 1 error during collection !!!!!!!!!!',
    'FAIL Required test coverage of 80% not reached. Total coverage: 70.00%',
    'FAILED: src/cart.o',
    'ninja: build stopped: subcommand failed.',
    'make: *** [Makefile:4: test] Error 137',
    'make: *** [Makefile:4: test] Killed',
    "Execution failed for task ':test'.\n> Process 'Gradle Test Executor 1' finished with non-zero exit value 137",
    "Execution failed for task ':compileTestJava'.\n> Compilation failed; see the compiler error output for details.",
    '[ERROR] ExecutionException The forked VM terminated without properly saying goodbye.',
    'npm error code ELIFECYCLE\nnpm error errno 137',
    'error Command failed with signal "SIGKILL".',
    '##[error]Process completed with exit code 137.',
    '##[error]The operation was canceled.',
    "##[error]Bash exited with code '137'.",
    'ERROR: Job failed: execution took longer than 1h0m0s seconds',
    '🚨 Error: The command exited with status -1',
    'Build timed out (after 60 minutes). Marking the build as aborted.',
    'Finished: ABORTED',
    '==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x602000000010',
    '     Errors  1 error',
    'Test Run Aborted.',
    '[doctest] test cases: 3 | 2 passed | 1 failed | 0 skipped',
    'Totals: 2 passed, 1 failed, 0 skipped, 0 blacklisted, 3ms',
    '3 scenarios (1 failed, 2 passed)',
    'Tests Passed: 2, Failed: 1, Skipped: 0',
    'Failed 1/3 subtests',
    ' 1 fail',
  ])('tells that something else failed: %s', (line) => {
    expect(readLog(`${failure}${line}\n`)).toMatchObject({ short: true });
    const known = `Connecting\nError: no terminal\n\n${line}\n`;
    expect(readLog(known).suiteFailureCount).toBeGreaterThan(1);
  });

  it.each([
    'make: *** [Makefile:12: test] Error 1',
    '> Task :test FAILED',
    "Execution failed for task ':test'.\n> There were failing tests. See the report at: file:///x/index.html",
    'BUILD FAILED in 3s',
    '[INFO] BUILD FAILURE',
    'npm ERR! Test failed.  See above for more details.',
    'npm error code ELIFECYCLE\nnpm error errno 1',
    'error Command failed with exit code 1.',
    'ERROR: Job failed: exit code 1',
    '🚨 Error: The command exited with status 1',
    "##[error]Bash exited with code '1'.",
    '##[error]ConnectionError: no terminal',
    "##[warning]The process '/usr/bin/git' failed with exit code 128",
    'tests/test_cart.py::test_pays FAILED          [100%]',
    '2026-01-01 12:00:00.123 ERROR 123 --- [main] c.s.Till : payment FAILED',
    '{"level":"error","msg":"payment FAILED"}',
    '  console.error\n    Payment FAILED',
    '##[group]Run make\nmake || echo "x FAILED"\nenv:\n  STATUS: FAILED\n##[endgroup]',
    '+ echo cart FAILED',
    'Test Suites: 1 failed, 1 passed, 2 total',
    'Tests Passed: 3, Failed: 0, Skipped: 0',
    '0 failed, 3 passed',
  ])('tells nothing new: %s', (line) => {
    expect(readLog(`${failure}${line}\n`)).toMatchObject({ short: false, partial: false, messages: [] });
  });

  it('is a rule of make that failed by itself', () => {
    const both = (line: string) => readLog(`${failure}make[1]: *** [unit] Error 1\n${line}\n`);
    expect(both('make: *** [test] Error 2')).toMatchObject({ short: false });
    expect(both('make[1]: *** [lint] Error 1')).toMatchObject({ short: true });
  });
});

describe('a log that was cut off', () => {
  it.each(readdirSync(join(ROOT, 'test/fixtures/logs')))('has no fewer failures than all of %s', (name) => {
    const lines = log(name).split('\n');
    const count = (file: ReturnType<typeof readLog>) => file.tests.length + file.suiteFailureCount;
    const all = count(readLog(lines.join('\n')));
    const fewer = lines.flatMap((_, end) => {
      const file = readLog(lines.slice(0, end).join('\n'));
      return isWhole(file) && file.tests.length > 0 && count(file) < all ? [end] : [];
    });
    // Behind a package of Go, nothing tells that another one follows.
    expect(fewer).toEqual(name === 'go.txt' ? [16] : []);
  });
});

describe('a hostile log', () => {
  it.each([
    ['( <<< FAILURE!', `a${'('.repeat(200_000)} Time elapsed: 1 <<< FAILURE!\n`],
    ['> FAILED', `${'a > '.repeat(100_000)}b FAILED\n`],
    ['failed in', `= ${'1, failed in '.repeat(50_000)}\n`],
    ['colours', '\u001b['.repeat(200_000)],
    ['one line', 'x'.repeat(3_000_000)],
    ['headings', '  1) [a] › b.ts:1:1 › c\n'.repeat(100_000)],
    ['names', Array.from({ length: 30_000 }, (_, i) => `___ test_${i} ___\nE  no\n`).join('')],
    ['errors', 'error: no\n\n'.repeat(100_000)],
    ['counts', `${'1 fail pass '.repeat(150)}x\n`.repeat(20_000)],
    ['runs of Go', Array.from({ length: 100_000 }, (_, i) => `=== RUN   Test${i}\n`).join('')],
  ])('has bounded failures: %s', (_, text) => {
    const file = readLog(text);
    expect(file.tests.length).toBeLessThanOrEqual(10_000);
    expect(file.suiteFailures.length).toBeLessThanOrEqual(20);
  });
});
