import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../support/book.ts';
import { measureMatch, type Pairs } from './quality.ts';

/** Failures as tools print them. */
const FAILURES = {
  own: 'OrderLostError: the ledger lost order 4711 on the way to pending_orders',
  generic: 'AssertionError: expected 3 to be 4',
  multi:
    'java.lang.IllegalStateException: drawer is jammed\n\tat shop.Till.open(Till.java:31)\n\tat shop.TillTest.opens(TillTest.java:12)\nCaused by: java.io.IOException: spring is bent\n\tat shop.Spring.press(Spring.java:9)',
  go: 'till_test.go:31: Not equal:\n        expected: 3\n        actual  : 2\n    Messages: receipts of the till',
  rust: "thread 'till::opens' panicked at src/till.rs:31:9:\nassertion `left == right` failed: receipts of the till\n  left: 2\n right: 3",
  py: 'Traceback (most recent call last):\n  File "/app/till.py", line 31, in opens\n    assert receipts == 3\nAssertionError: receipts of the till: 2 != 3',
};
/** What is put before the i-th line. */
const PREFIXES: Readonly<Record<string, (line: string, i: number) => string>> = {
  ghActions: (line, i) => `2026-03-01T10:0${i}:11.1234567Z ${line}`,
  ghError: (line, i) => (i === 0 ? `##[error]${line}` : line),
  ghErrorTs: (line, i) => `2026-03-01T10:0${i}:11.1234567Z ##[error]${line}`,
  jenkins: (line, i) => `[2026-03-01T10:0${i}:11.123Z] ${line}`,
  jenkinsTs: (line, i) => `10:0${i}:11  ${line}`,
  maven: (line) => `[ERROR] ${line}`,
  mavenInfo: (line) => `[INFO] ${line}`,
  gitlab: (line, i) => `2026-03-01T10:0${i}:11.123456Z 01O ${line}`,
  gitlabErr: (line, i) => `2026-03-01T10:0${i}:11.123456Z 00E ${line}`,
  circle: (line) => `    ${line}`,
  buildkite: (line, i) => `\u001b_bk;t=17408232${i}1123\u0007${line}`,
  azure: (line, i) => `2026-03-01T10:0${i}:11.1234567Z   ${line}`,
  teamcity: (line, i) => `[10:0${i}:11]F:\t [Step 2/4] ${line}`,
  teamcity2: (line, i) => `[10:0${i}:11] : [Step 2/4] ${line}`,
  compose: (line) => `web-1  | ${line}`,
  compose1: (line) => `shop_web_1 | ${line}`,
  k8s: (line, i) => `2026-03-01T10:0${i}:11.123456789Z stderr F ${line}`,
  kubectlPrefix: (line) => `[pod/till-7d9f8b6c5-x2x4z/app] ${line}`,
  stern: (line) => `till-7d9f8b6c5-x2x4z app ${line}`,
  journald: (line, i) => `Mar 01 10:0${i}:11 runner-3 till[1203]: ${line}`,
  syslog: (line, i) => `<14>1 2026-03-01T10:0${i}:11.003Z runner-3 till 1203 - - ${line}`,
  klog: (line, i) => `E0301 10:0${i}:11.123456    1203 till.go:31] ${line}`,
  logback: (line, i) => `10:0${i}:11.123 [main] ERROR shop.Till -- ${line}`,
  spring: (line, i) =>
    `2026-03-01T10:0${i}:11.123Z ERROR 1203 --- [till] [           main] shop.Till : ${line}`,
  log4j: (line, i) => `2026-03-01 10:0${i}:11,123 ERROR [main] shop.Till: ${line}`,
  python: (line, i) => `2026-03-01 10:0${i}:11,123 - till - ERROR - ${line}`,
  pytestLog: (line) => `ERROR    till:till.py:31 ${line}`,
  rails: (line) => `E, [2026-03-01T10:01:11.123456 #1203] ERROR -- : ${line}`,
  serilog: (line, i) => `[10:0${i}:11 ERR] ${line}`,
  pino: (line, i) => `[10:0${i}:11.123] ERROR (1203): ${line}`,
  bunyan: (line) => `[2026-03-01T10:01:11.123Z] ERROR: till/1203 on runner-3: ${line}`,
  rustlog: (line, i) => `[2026-03-01T10:0${i}:11Z ERROR till] ${line}`,
  tracing: (line, i) => `2026-03-01T10:0${i}:11.123456Z ERROR till: ${line}`,
  zap: (line, i) => `2026-03-01T10:0${i}:11.123Z\tERROR\ttill/till.go:31\t${line}`,
  gostd: (line, i) => `2026/03/01 10:0${i}:11 ${line}`,
  gostdFile: (line, i) => `2026/03/01 10:0${i}:11 till.go:31: ${line}`,
  turbo: (line) => `@shop/till:test: ${line}`,
  lerna: (line) => `@shop/till: ${line}`,
  yarn: (line) => `➤ YN0000: [@shop/till]: ${line}`,
  concurrently: (line) => `[0] ${line}`,
  npmerr: (line) => `npm error ${line}`,
  gradle: (line) => `> ${line}`,
  gradleTest: (line) => `    ${line}`,
  bazel: (line) => `(10:01:11) ERROR: ${line}`,
  xdist: (line) => `[gw3] ${line}`,
  sbt: (line) => `[error] ${line}`,
  sbtInfo: (line) => `[info]   ${line}`,
  quote: (line) => `> ${line}`,
  quote2: (line) => `> > ${line}`,
  bullets: (line) => `| ${line}`,
  docker: (line, i) => `#12 ${i}.123 ${line}`,
  android: (line, i) => `03-01 10:0${i}:11.123  1203  1210 E TestRunner: ${line}`,
  xcode: (line, i) => `t =     ${i}.12s ${line}`,
  flutter: (line, i) => `00:0${i} +3 -1: ${line}`,
  cypress: (line) => `     ${line}`,
  playwright: (line) => `    ${line}`,
  ansi: (line) => `\u001b[31m${line}\u001b[39m`,
  ansiTs: (line, i) => `2026-03-01T10:0${i}:11.1234567Z \u001b[31m${line}\u001b[0m`,
  fence: (line, i) => (i === 0 ? `\`\`\`\n${line}` : line),
};

function prefixed(text: string, put: (line: string, i: number) => string, isFirstOnly = false): string {
  const lines = text.split('\n');
  return lines.map((line, i) => (isFirstOnly && i > 0 ? line : put(line, i % 10))).join('\n');
}

/** Failures of the issue's own test that are not told. */
function missed(symptom: string, failure: string): string[] {
  const { misses } = measureMatch([{ tool: 'log', symptom, same: [failure], other: [] }]);
  return misses.filter((miss) => miss.includes('(suite/'));
}

describe.each(Object.entries(PREFIXES))('a failure in a log of %s', (_, put) => {
  test.each(Object.entries(FAILURES))('is known without what stands before it: %s', (_, text) => {
    expect(missed(text, prefixed(text, put))).toEqual([]);
    expect(missed(text, prefixed(text, put, true))).toEqual([]);
    expect(missed(prefixed(text, put), text)).toEqual([]);
  });
});

describe.each(['pairs', 'held-out', 'held-out-2', 'held-out-3', 'held-out-4'])(
  'the failures of %s',
  (name) => {
    const file = join(ROOT, `test/fixtures/match-pairs/${name}.yaml`);
    const pairs = parse(readFileSync(file, 'utf8')) as Pairs;

    test.each(['ghActions', 'spring', 'quote'])('have the same answers in a log of %s', (log) => {
      const put = PREFIXES[log] ?? String;
      const inLog = pairs.map((pair) => ({
        ...pair,
        same: pair.same.map((text) => prefixed(text, put)),
        other: pair.other.map((text) => prefixed(text, put)),
      }));
      const { misses: _, ...plain } = measureMatch(pairs);
      expect(measureMatch(inLog)).toMatchObject(plain);
    });
  },
);
