import type { Strange } from './rules.ts';

/** What Flakebook reads, as messages name it: the documentation of `unknown-results` lists all. */
export const READ_FORMATS = 'JUnit XML or another report that Flakebook reads';

type Told = Pick<Strange, 'expected' | 'because'>;

function known(what: string, cure: string): Told {
  return { expected: READ_FORMATS, because: `this is ${what}; ${cure}` };
}

/** Root elements that somebody may take for test results, or that have a better form. */
const ROOTS: Readonly<Record<string, Told>> = {
  'test-results': known('NUnit 2', 'write NUnit 3 with `nunit3-console`, or JUnit with a logger'),
  Site: known('CTest', 'write JUnit with `ctest --output-junit results.xml`'),
  TestLog: known('Boost.Test', 'write JUnit with `--log_format=JUNIT --log_sink=results.xml`'),
  TestResult: known('Boost.Test or libxunit', 'write JUnit with `--log_format=JUNIT`'),
  Catch2TestRun: known('Catch2', 'write JUnit with `--reporter JUnit`'),
  Catch: known('Catch2', 'write JUnit with `--reporter JUnit`'),
  doctest: known('doctest', 'write JUnit with `--reporters=junit`'),
  TestCase: known('Qt Test', 'write JUnit with `-o results.xml,junitxml`'),
  'testng-results': known('TestNG', 'name the files in `junitreports/` beside it'),
  phpunit: known('PHPUnit', 'write JUnit with `--log-junit results.xml`'),
  testExecutions: known('the generic format of SonarQube', 'name the JUnit file of the test tool'),
  coverage: known('a coverage report', 'name the file with the test results'),
  report: known(
    'a coverage report of JaCoCo',
    'name the files in `build/test-results` or `target/surefire-reports`',
  ),
  checkstyle: known('a report of Checkstyle', 'name the file with the test results'),
  html: known('a web page', 'name the file that the test tool wrote, not the page made from it'),
  plist: known('a property list', 'write JUnit from an .xcresult with `xcresultparser -o junit`'),
};

/** What is said of XML that nobody reads. */
export function describeXml(root: string): Told {
  const told = Object.hasOwn(ROOTS, root) ? ROOTS[root] : undefined;
  return (
    told ?? { expected: '`testsuites` or `testsuite`', because: 'this is no report that Flakebook reads' }
  );
}

const TEXTS: readonly (readonly [sign: RegExp, told: Told])[] = [
  [
    /^\s*\[\s*\{[^[]*"(?:uri|elements|keyword)"\s*:/,
    known('Cucumber JSON', 'write JUnit with `--format junit:results.xml`'),
  ],
  [
    /^\s*\{"(?:meta|testStepStarted|source|gherkinDocument)"\s*:/,
    known('Cucumber messages', 'write JUnit with `--format junit:results.xml`'),
  ],
  [
    /"exitcode"\s*:\s*\d+[\s\S]*"collectors"\s*:|"nodeid"\s*:/,
    known('pytest-json-report', 'write JUnit with `pytest --junitxml=results.xml`'),
  ],
  [
    /"rspec_version"|"summary_line"\s*:/,
    known('RSpec JSON', 'write JUnit with `--format RspecJunitFormatter --out results.xml`'),
  ],
  [/"testsuites"\s*:\s*\[/, known('GoogleTest JSON', 'write JUnit with `--gtest_output=xml:results.xml`')],
  [
    /"(?:protocolVersion|runnerVersion)"\s*:/,
    known('the events of Dart and Flutter', 'write JUnit with `tojunit --input FILE --output results.xml`'),
  ],
  [
    /^\s*\{"id"\s*:\s*\{"\w+"/,
    known('the build events of Bazel', 'name the `test.xml` files below `bazel-testlogs/`'),
  ],
  [/"\$schema"\s*:\s*"[^"]*sarif|"runs"\s*:\s*\[/, known('SARIF', 'name the file with the test results')],
  [
    /"stats"\s*:\s*\{[\s\S]*"(?:passes|failures)"\s*:\s*\[/,
    known('JSON of mocha', 'write JUnit with `mocha-junit-reporter`, or use `mochawesome`'),
  ],
  [/"lastFailed|"failedTests"\s*:/, known('the notes of a last run', 'name the report of the test tool')],
  // Control characters come as the pictures that Unicode has for them.
  [/^(?:\u241f|PK\u2403\u2404|\ufffd7zXZ|7z\ufffd|BZh)/, known('a compressed file', 'unpack it first')],
  [/^%PDF|^\s*<!doctype html/i, known('a document', 'name the file that the test tool wrote')],
];

/** Somebody may take it for test results, and nobody reads it. @param text its beginning. */
export function isKnownUnread(text: string): boolean {
  return TEXTS.some(([sign]) => sign.test(text));
}

/** What is said of text that nobody reads. @param text its beginning. */
export function describeUnknown(text: string): Strange {
  if (text.trim() === '') return { found: 'an empty file', expected: READ_FORMATS };
  const told = TEXTS.find(([sign]) => sign.test(text))?.[1];
  return { found: 'other content', ...(told ?? { expected: READ_FORMATS }) };
}
