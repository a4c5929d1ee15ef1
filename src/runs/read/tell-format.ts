import { goTest } from './go/go-tests.ts';
import { allure } from './json/allure.ts';
import { ctrf } from './json/ctrf.ts';
import { ginkgo } from './json/ginkgo.ts';
import { jest } from './json/jest.ts';
import { type JsonFormat, jsonReader } from './json/json-reader.ts';
import { mochawesome } from './json/mochawesome.ts';
import { playwright } from './json/playwright.ts';
import { junit } from './junit/read-junit.ts';
import { isKnownUnread } from './known-formats.ts';
import { libtest } from './lines/libtest.ts';
import { type LineFormat, lineReader } from './lines/line-reader.ts';
import { tap } from './lines/tap.ts';
import { LogReader } from './log/read-log.ts';
import type { FormatReader, ResultsSink } from './sink.ts';
import { nunit } from './xml/nunit.ts';
import { robot } from './xml/robot.ts';
import { takenElements, type XmlTable } from './xml/taken-elements.ts';
import { trx } from './xml/trx.ts';
import { type XmlFormat, xmlReader } from './xml/xml-reader.ts';
import { xunit } from './xml/xunit.ts';

/** Characters that are looked at where the first one does not say it all. */
const WINDOW = 64 * 1024;

/** Characters of a line of a log: what is longer is no message. */
const MAX_LOG_LINE = 256 * 1024;

type MakeReader = (sink: ResultsSink) => FormatReader;

const ofJson =
  (format: (sink: ResultsSink) => JsonFormat, isGuess = false): MakeReader =>
  (sink) =>
    jsonReader(sink, format(sink), isGuess);

const ofLines =
  (format: (sink: ResultsSink) => LineFormat): MakeReader =>
  (sink) =>
    lineReader(format(sink));

const GO_KEY =
  '"(?:Time|Action|Package|ImportPath|Test|Elapsed|Output|OutputType|FailedBuild|Key|Value|Path)"';
const GO_START = new RegExp(`^\\s*\\{\\s*${GO_KEY}\\s*:`);
/** `go test` may be preceded by what the go command prints, which is no JSON. */
const GO_LINE = new RegExp(`^\\{${GO_KEY}:`, 'm');
const LIBTEST = /^\{\s*"type"\s*:\s*"(?:suite|test)"\s*,\s*"(?:event|name)"/m;
/** `cargo` and npm print before it, too. */
const TAP = /^(?:TAP version 1[34]\s*$|1\.\.\d+\s*$|(?:not )?ok 1\b)/m;

/** Signs of a format in the first characters, the surest first. */
const SIGNS: readonly (readonly [sign: RegExp, make: MakeReader])[] = [
  [GO_LINE, ofLines(goTest)],
  [LIBTEST, ofLines(libtest)],
  [/^\s*\{[\s\S]*"reportFormat"\s*:\s*"CTRF"/, ofJson(ctrf)],
  [/^\s*\{\s*"config"\s*:\s*\{[\s\S]*"(?:rootDir|projects|configFile)"\s*:/, ofJson(playwright)],
  [/^\s*\{[\s\S]*"(?:numTotalTests|numFailedTestSuites|numTotalTestSuites|testResults)"\s*:/, ofJson(jest)],
  [
    /^\s*\{\s*"stats"\s*:\s*\{[\s\S]*"(?:testsRegistered|passPercent|pendingPercent)"\s*:/,
    ofJson(mochawesome),
  ],
  [/^\s*\{[\s\S]*"(?:historyId|testCaseId|statusDetails)"\s*:/, ofJson(allure)],
];

/**
 * Tells the format from the start of a text.
 * @param text all of the text so far.
 * @param isWhole whether nothing comes after it.
 * @param readsLogs whether any other text is the log of a job.
 * @returns undefined for what is none of them, `more` where the text is too short to say.
 */
export function tellFormat(
  text: string,
  isWhole: boolean,
  readsLogs = false,
): MakeReader | 'more' | undefined {
  if (text.trimStart().startsWith('<')) return (sink) => xmlReader(sink, tellXml);
  const window = text.slice(0, WINDOW);
  if (GO_START.test(window)) return ofLines(goTest);
  if (!isWhole && text.length < WINDOW) return 'more';
  const found = SIGNS.find(([sign]) => sign.test(window))?.[1];
  if (found || isKnownUnread(window)) return found;
  if (TAP.test(window) && !/^\s*[[{]/.test(window)) return ofLines(tap);
  if (readsLogs && text.trim() !== '' && !/^\s*(?:\{|\[\s*(?:[{[\]"]|$))/.test(window))
    return (sink) => lineReader(new LogReader(sink), MAX_LOG_LINE);
  // What a reader finds missing says more than that nobody knows the format.
  if (/^\s*\{/.test(window)) return ofJson(ctrf, true);
  if (/^\s*\[/.test(window)) return ofJson(ginkgo, true);
  return undefined;
}

const TABLES: Readonly<Record<string, (sink: ResultsSink) => XmlTable>> = {
  TestRun: trx,
  'test-run': nunit,
  assemblies: xunit,
  assembly: xunit,
  robot,
};

function tellXml(root: string, sink: ResultsSink): XmlFormat | undefined {
  if (root === 'testsuites' || root === 'testsuite') return junit(sink);
  const table = Object.hasOwn(TABLES, root) ? TABLES[root] : undefined;
  return table && takenElements(sink, table(sink));
}
