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
    expect(testNamed(file, 'breaks').message).toBe('both\n\nan error weighs more');
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

  const crashed = (...events: readonly (readonly [test: string, output?: string])[]) =>
    read(
      [
        ...events.map(([Test, Output]) =>
          JSON.stringify({
            Action: Output === undefined ? 'run' : 'output',
            Package: 'p',
            Test: Test || undefined,
            Output,
          }),
        ),
        '{"Action":"output","Package":"p","Output":"FAIL\\tp\\t0.2s\\n"}',
        '{"Action":"fail","Package":"p","Elapsed":0.2}',
      ].join('\n'),
    );
  const states = ({ tests }: ReturnType<typeof read>) => tests.map(({ name, status }) => `${name} ${status}`);
  const goroutine = (func: string) => `\ngoroutine 7 [running]:\n${func}(0xc0)\n\t/shop/a_test.go:9 +0x98\n`;

  it('gives what ended a package to the test that ran', () => {
    const timeout = crashed(
      ['TestA'],
      ['TestB'],
      ['TestB/sub'],
      ['TestB/sub', 'panic: test timed out after 10m0s\nrunning tests:\n\tTestA (10m0s)\n\tTestB/sub (3s)\n'],
    );
    expect(states(timeout)).toEqual(['TestA errored', 'TestB unfinished', 'TestB/sub errored']);
    expect(timeout.suiteFailures).toEqual([]);
    for (const name of ['TestA', 'TestB/sub'])
      expect(testNamed(timeout, name).message).toMatch(/^panic: test timed out after 10m0s\n/);

    // Go gives the text to the test that began last, whoever panicked.
    const other = crashed(['TestA'], ['TestB'], ['TestB', `panic: no${goroutine('shop.TestA.func1')}`]);
    expect(states(other)).toEqual(['TestA errored', 'TestB unfinished']);
    expect(testNamed(other, 'TestA').message).toMatch(/^panic: no\n/);

    const outside = crashed(
      ['TestA'],
      ['', 'fatal error: concurrent map writes\n'],
      ['', goroutine('shop.fill')],
    );
    expect(states(outside)).toEqual(['TestA errored']);
    expect(testNamed(outside, 'TestA').message).toMatch(/^fatal error: concurrent map writes\n/);

    const unclear = crashed(
      ['TestA'],
      ['TestB'],
      ['', `fatal error: out of memory\n${goroutine('shop.fill')}`],
    );
    expect(states(unclear)).toEqual(['TestA unfinished', 'TestB unfinished']);
    expect(unclear.suiteFailures).toEqual([{ suite: 'p', message: expect.stringMatching(/^fatal error/) }]);
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

describe('further formats', () => {
  it.each([
    ['playwright.json', 'playwright-json', '4: 2 passed, 1 failed, 1 skipped, 1 flaky', ['test run']],
    [
      'jest.json',
      'jest-json',
      '4: 2 passed, 1 failed, 1 skipped, 1 flaky',
      ['/home/runner/work/shop/shop/pay.test.js'],
    ],
    ['mochawesome.json', 'mochawesome', '4: 1 passed, 1 failed, 2 skipped', ['with two factors']],
    ['allure.json', 'allure', '3: 1 passed, 1 errored, 1 skipped, 1 flaky', []],
    ['trx.trx', 'trx', '5: 2 passed, 2 failed, 1 skipped', ['test run']],
    ['nunit.xml', 'nunit', '5: 1 passed, 2 failed, 1 errored, 1 skipped', ['Shop.Tests.TaxTests']],
    ['xunit.xml', 'xunit', '3: 1 passed, 1 failed, 1 skipped', ['Shop.Tests.DatabaseTests']],
    ['robot.xml', 'robot', '4: 1 passed, 2 failed, 1 skipped', ['Acceptance > Pay']],
    ['libtest.jsonl', 'libtest', '4: 2 passed, 1 failed, 1 skipped, 1 flaky', []],
    ['node.tap', 'tap', '5: 1 passed, 2 failed, 2 skipped', []],
  ] as const)('%s is %s: %s', (name, format, counts, outside) => {
    const file = read(fixture(name));
    expect(file).toMatchObject({ format, partial: false, messages: [] });
    expect(words(file.counts)).toBe(counts);
    expect(file.suiteFailures.map(({ suite }) => suite)).toEqual(outside);
  });

  it.each([
    [
      'playwright.json',
      'adds',
      'cart.spec.ts | cart',
      /^\S*Test timeout of 30000ms exceeded\.\S*\n\nError: locator\.click/,
    ],
    ['playwright.json', 'empties', 'cart.spec.ts | cart', /^Error: expect\(received\)[\s\S]*:19:9$/],
    ['jest.json', 'adds', '/home/runner/work/shop/shop/cart.test.js | Cart > adding', /^Error: expect/],
    [
      'mochawesome.json',
      'refuses a wrong password',
      'cypress/e2e/login.cy.js | Login',
      /^AssertionError: Timed/,
    ],
    ['allure.json', 'test_adds', 'tests.test_cart.TestCart | ', /^self = /],
    ['allure.json', 'empties(2)', 'org.shop.CartIT | ', /^java\.lang\.IllegalStateException: closed\n/],
    [
      'trx.trx',
      'Totals(count: 2, price: 3.5)',
      'Shop.Tests.CartTests | ',
      /^Assert\.Equal\(\) Failure: Values differ\nExpected: 7\nActual: {3}6\nat Shop/,
    ],
    ['trx.trx', 'Rounds (2)', 'Shop.Tests.TaxTests | ', /^Test 'Rounds' exceeded/],
    ['nunit.xml', 'Totals(2,3.5d)', 'Shop.Tests.CartTests | ', /^Expected: 7\n {2}But was: {2}6\nat Shop/],
    ['xunit.xml', 'Totals(count: 2, price: 3.5)', 'Shop.Tests.CartTests | ', /^Assert\.Equal\(\) Failure/],
    [
      'robot.xml',
      'Empties The Cart',
      '/shop/acceptance/cart.robot | Acceptance > Cart',
      /^The cart is not empty: 1 != 0$/,
    ],
    [
      'libtest.jsonl',
      'empties',
      ' | cart > tests',
      /^thread 'cart::tests::empties' panicked at src\/cart\.rs:40:9:\n/,
    ],
    ['node.tap', 'empties', ' | cart', /error: \|-\n {2}Expected values to be strictly equal:/],
    ['node.tap', 'pays', ' | ', /^Failed test 'pays'\n {2}at t\/pay\.t line 7\.$/],
  ])('%s says of %s where it stands, and why it failed', (name, test, place, message) => {
    const { suite, file, classname, attempts, message: said } = testNamed(read(fixture(name)), test);
    expect(`${file || classname} | ${suite.join(' > ')}`).toBe(place);
    expect(attempts?.find(({ status }) => status === 'failed')?.message ?? said).toMatch(message);
  });

  it('tells attempts at a test by their order in time, and executions at one time as several', () => {
    const result = (start: number, stop: number, status: string) =>
      JSON.stringify({ uuid: 'u', historyId: 'h', name: 'adds', status, start, stop });
    const counts = (...results: string[]) => words(read(results.join('\n')).counts);
    expect(counts(result(20, 30, 'passed'), result(0, 10, 'failed'))).toBe('1: 1 passed, 1 flaky');
    expect(counts(result(20, 30, 'failed'), result(0, 10, 'passed'))).toBe('2: 1 passed, 1 failed');
    expect(counts(result(5, 30, 'passed'), result(0, 10, 'failed'))).toBe('2: 1 passed, 1 failed');
  });

  it.each([
    ['TAP version 13\n1..2\nok 1 - a\nok 2 - b\n# tests 3\n# pass 2\n# fail 1\n', '1 failure', '0'],
    ['not ok 1 - a\nok 2 - b\n1..2\n# Looks like you failed 2 tests of 2.\n', '2 failures', '1'],
    ['1..1\nok 1 - a\n# failed 1 of 2 tests\n', '1 failure', '0'],
  ])('says which failures the summary of TAP counts and no point shows: %j', (text, expected, found) => {
    expect(read(text)).toMatchObject({ short: true });
    expect(read(text).messages.join()).toMatch(
      new RegExp(`Expected ${expected}, as the summary counts in line \\d, found ${found}:`),
    );
  });

  it('hears no summary of TAP in what a test prints, and none where points show its failures', () => {
    const nested =
      '# Subtest: a\n    not ok 1 - b\n    1..1\nnot ok 1 - a\n# fail 7\nok 2 - c\n1..2\n# tests 3\n# fail 2\n';
    expect(read(nested).messages).toEqual([]);
  });

  it('says what TAP leaves out', () => {
    expect(read('1..3\nok 1 - a\nok 2 - b\n')).toMatchObject({
      short: true,
      messages: ['Expected 3 tests, as the plan counts in line 1, found 2: what is missing may have failed.'],
    });
    expect(read('ok 1 - a\n    ok 1 - c\n    1..2\nok 2 - b\n1..2\n').messages).toEqual([
      'Expected 2 tests, as the plan counts in line 3, found 1: what is missing may have failed.',
    ]);
    expect(read('1..1\nok 1 - a\nok 2 - b\n')).toMatchObject({
      short: true,
      messages: [
        'Expected 1 test, as the plan counts in line 1, found 2: a run that breaks its plan has failed.',
      ],
    });
    expect(read('1..1\nok 1 - a\n1..1\nok 1 - b\n')).toMatchObject({ short: false, messages: [] });
    expect(read('TAP version 14\nok 1 - a\nBail out! no database\n')).toMatchObject({
      suiteFailures: [{ message: 'Bail out! no database' }],
    });
    expect(read('1..1\nok 1 - a\n# Looks like your test exited with 255 just after 1.\n')).toMatchObject({
      suiteFailures: [{ message: '# Looks like your test exited with 255 just after 1.' }],
    });
    expect(read('TAP version 14\nok 1 - a\n')).toMatchObject({ partial: true });
  });

  it.each([
    ['<test-results name="a.dll"/>', 'this is NUnit 2; write NUnit 3'],
    ['<coverage line-rate="1"/>', 'this is a coverage report; name the file that the test tool wrote'],
    ['[{"uri":"a.feature","elements":[]}]', 'this is Cucumber JSON; write JUnit with `--format junit'],
    ['{"created":1,"exitcode":0,"root":"/a","collectors":[]}', 'this is pytest-json-report; write JUnit'],
    ['{"version":"3.13","examples":[],"summary_line":"0 examples"}', 'this is RSpec JSON; write JUnit'],
    ['{"protocolVersion":"0.1.1","type":"start"}\n', 'this is the events of Dart and Flutter; write JUnit'],
    ['PK\u0003\u0004abc', 'this is a compressed file; unpack it first'],
  ])('names %s, and what to write instead', (text, message) => {
    const file = read(text);
    expect(file).toMatchObject({ format: 'unknown', partial: true });
    expect(file.messages.join('\n')).toContain(message);
  });
});

describe('a failure', () => {
  const suite = (...cases: string[]) =>
    `<testsuite>${cases.map((one) => `<testcase name="a">${one}</testcase>`).join('')}</testsuite>`;
  const playwright = (...statuses: string[]) => {
    const results = statuses.map((status) => ({ status }));
    const specs = [{ title: 'a', file: 'a.spec.ts', tests: [{ results }] }];
    return JSON.stringify({ config: { projects: [] }, suites: [{ file: 'a.spec.ts', specs }] });
  };

  it.each([
    [suite('<failure/>', '<skipped/>'), '1: 1 failed'],
    [suite('<error/>', '<skipped/>', '<skipped/>'), '1: 1 errored'],
    [suite('<failure/>', '', '<skipped/>'), '1: 1 passed, 1 flaky'],
    [suite('<skipped/>', '<skipped/>'), '1: 1 skipped'],
    [playwright('failed', 'skipped'), '1: 1 failed'],
    [playwright('failed', 'passed', 'skipped'), '1: 1 passed, 1 flaky'],
    [playwright('timedOut', 'interrupted', 'skipped'), '1: 1 errored'],
  ])('is not hidden by a retry that was skipped: %s', (text, counts) => {
    expect(words(read(text).counts)).toBe(counts);
  });
});

describe('a word for how a test ended', () => {
  it.each([
    ['run', '1: 1 passed'],
    ['PASSED', '1: 1 passed'],
    ['Success', '1: 1 passed'],
    ['timeout', '1: 1 failed'],
    ['timed_out', '1: 1 failed'],
    ['crashed', '1: 1 errored'],
    ['CANCELED', '1: 1 errored'],
    ['notrun', '1: 1 skipped'],
  ])('of JUnit XML: %s', (word, counts) => {
    const file = read(`<testsuite><testcase name="a" status="${word}"/></testsuite>`);
    expect(file).toMatchObject({ short: false, messages: [] });
    expect(words(file.counts)).toBe(counts);
  });

  it('of JUnit XML that nobody knows is never green', () => {
    const file = read('<testsuite>\n<testcase name="a" result="strange"/></testsuite>');
    expect(file).toMatchObject({ short: true, counts: { other: 1 } });
    expect(file.messages).toEqual([
      expect.stringMatching(/^Expected passed, failed, error, skipped in line 2, found another word for/),
    ]);
    expect(
      read('<testsuite><testcase name="a" status="run"><failure/></testcase></testsuite>').messages,
    ).toEqual([]);
  });

  it('of a test in TRX counts beside its rows where none of them failed', () => {
    const rows = (outcome: string) =>
      `<InnerResults><UnitTestResult testName="a (1)" outcome="${outcome}"/></InnerResults>`;
    const trx = (inner: string) =>
      read(
        `<TestRun><Results><UnitTestResult testName="a" outcome="Failed"><Output><ErrorInfo><Message>clean-up</Message></ErrorInfo></Output>${inner}</UnitTestResult></Results></TestRun>`,
      ).tests.map(({ name, status, message }) => [name, status, message]);
    expect(trx(rows('Passed'))).toEqual([
      ['a (1)', 'passed', undefined],
      ['a', 'failed', 'clean-up'],
    ]);
    expect(trx(rows('Failed'))).toEqual([['a (1)', 'failed', undefined]]);
  });
});

describe('headers', () => {
  it.each([
    [
      '<testsuite tests="3" failures="1" errors="1"><testcase name="a"/></testsuite>',
      ['2 failures', '3 tests'],
    ],
    [
      '<testsuites tests="5"><testsuite tests="2"><testcase name="a"/></testsuite></testsuites>',
      ['2 tests', '5 tests'],
    ],
    [
      '<robot><suite name="s"><test name="a"><status status="PASS"/></test></suite><statistics><total><stat pass="1" fail="1">All Tests</stat></total></statistics></robot>',
      ['1 failure', '2 tests'],
    ],
    ['{"config":{"projects":[]},"suites":[],"errors":[],"stats":{"expected":1,"skipped":1}}', ['2 tests']],
    ['{"stats":{"testsRegistered":9,"tests":1,"failures":1},"results":[]}', ['1 failure', '1 test']],
    ['<testsuite tests="3" skipped="2"><testcase name="a"/></testsuite>', []],
    [
      '<testsuite tests="1" failures="0"><testcase name="a"/><testcase name="b"><failure/></testcase></testsuite>',
      [],
    ],
    ['<testsuite tests="1" failures="2"><testcase name="a"><failure/><failure/></testcase></testsuite>', []],
    ['<testsuite tests="1" errors="1"><error/><testcase name="a"/></testsuite>', []],
  ])('of %s miss %j', (xml, missing) => {
    const file = read(xml);
    expect(file).toMatchObject({ partial: false, short: missing.length > 0 });
    expect(file.messages).toEqual(
      missing.map((what) => expect.stringContaining(`Expected ${what}, as the header counts in line 1`)),
    );
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
