import type { Strange } from './rules.ts';

/** What Flakebook reads, as messages name it: the documentation of `unknown-results` lists all. */
const READ_FORMATS = 'JUnit XML or another report that Flakebook reads';

/** What is said of a file that nobody reads. */
interface Told extends Pick<Strange, 'expected' | 'because'> {
  /** It tells of no tests, so that nobody misses it among other files of a folder. */
  readonly isForeign: boolean;
}

/** The results of tests, in another form. */
function known(what: string, cure: string): Told {
  return { expected: READ_FORMATS, because: `this is ${what}; ${cure}`, isForeign: false };
}

function foreign(what: string): Told {
  return {
    expected: READ_FORMATS,
    because: `this is ${what}; name the file that the test tool wrote`,
    isForeign: true,
  };
}

const UNKNOWN: Told = { expected: READ_FORMATS, isForeign: true };

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
  coverage: foreign('a coverage report'),
  report: known(
    'a coverage report of JaCoCo',
    'name the files in `build/test-results` or `target/surefire-reports`',
  ),
  checkstyle: foreign('a report of Checkstyle'),
  html: foreign('a web page'),
  plist: foreign('a property list'),
};

/** What is said of XML that nobody reads. */
export function describeXml(root: string): Told {
  return (Object.hasOwn(ROOTS, root) ? ROOTS[root] : undefined) ?? UNKNOWN;
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
  [/"\$schema"\s*:\s*"[^"]*sarif|"runs"\s*:\s*\[/, foreign('SARIF')],
  [
    /"stats"\s*:\s*\{[\s\S]*"(?:passes|failures)"\s*:\s*\[/,
    known('JSON of mocha', 'write JUnit with `mocha-junit-reporter`, or use `mochawesome`'),
  ],
  [/"lastFailed|"failedTests"\s*:/, foreign('the notes of a last run')],
  // Control characters come as the pictures that Unicode has for them.
  [/^(?:\u241f|PK\u2403\u2404|\ufffd7zXZ|7z\ufffd|BZh)/, known('a compressed file', 'unpack it first')],
  [/^%PDF|^\s*<!doctype html/i, foreign('a document')],
];

/** Somebody may take it for test results, and nobody reads it. @param text its beginning. */
export function isKnownUnread(text: string): boolean {
  return TEXTS.some(([sign]) => sign.test(text));
}

/** What is said of text that nobody reads. @param text its beginning. */
export function describeUnknown(text: string): Told & Strange {
  // An empty file was to be a report.
  if (text.trim() === '') return { found: 'an empty file', expected: READ_FORMATS, isForeign: false };
  return { found: 'other content', ...(TEXTS.find(([sign]) => sign.test(text))?.[1] ?? UNKNOWN) };
}
