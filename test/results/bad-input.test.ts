import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasErrors } from '../../src/rules/rules.ts';
import { cleanName } from '../../src/runs/read/locate/names.ts';
import { isWhole } from '../../src/runs/read/test-result.ts';
import { FIXTURES, fixture, junit, read, words } from './read.ts';

const HOSTILE = [
  '<script>alert(1)</script>',
  '](javascript:alert(1)) **bold** `code` | cell',
  '--- {a: !!js/function x}',
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '',
];

describe('hostile names', () => {
  it('are names, in every format', () => {
    const escaped = (text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    const xml = junit(
      HOSTILE.map(
        (name) => `<testcase classname="${escaped(name)}" file="${escaped(name)}" name="${escaped(name)}"/>`,
      ).join(''),
    );
    const ctrf = JSON.stringify({
      results: { tests: HOSTILE.map((name) => ({ name, status: 'passed', filePath: name })) },
    });
    const go = HOSTILE.filter((name) => name !== '')
      .map(
        (name) =>
          `{"Action":"pass","Package":${JSON.stringify(name)},"Test":${JSON.stringify(name)}}\n{"Action":"pass","Package":${JSON.stringify(name)}}\n`,
      )
      .join('');
    expect(read(xml).tests.map(({ name, file, classname }) => [name, file, classname])).toEqual(
      HOSTILE.map((name) => [name, name, name]),
    );
    expect(read(ctrf).tests.map(({ name }) => name)).toEqual(HOSTILE);
    expect(read(go).tests.map(({ name }) => name)).toEqual(HOSTILE.filter((name) => name !== ''));
    for (const text of [xml, ctrf, go]) expect(read(text)).toMatchObject({ messages: [], partial: false });
  });

  it('do not reach a prototype as keys', () => {
    const file = read(
      '{"__proto__":{"a":1},"results":{"__proto__":[],"tests":[{"__proto__":{"name":"x","status":"passed"},"name":"a","status":"toString"}]}}',
    );
    expect(file.tests).toMatchObject([{ name: 'a', status: 'other' }]);
    expect(read('<testsuite __proto__="a"><testcase __proto__="b" name="c"/></testsuite>').messages).toEqual(
      [],
    );
    expect('a' in {}).toBe(false);
  });
});

describe('characters that no reader would see', () => {
  const ctrf = (...tests: readonly object[]) => JSON.stringify({ results: { tests } });
  const test = (name: string, message?: string) => ({ name, status: message ? 'failed' : 'passed', message });

  it.each([
    [
      'a turn of direction in a name',
      ctrf(test('a\u202eb'), test('c\u2066d')),
      'U+202E',
      '. 1 more of this kind',
    ],
    ['a title of the terminal in a message', ctrf(test('a', '\u001b]0;x\u0007')), 'U+001B', ''],
    ['a reference of XML', junit('<testcase name="a&#x202e;b"/>'), 'U+202E', ''],
    ['a character of C1', junit('<testcase name="a\u0090b"/>'), 'U+0090', ''],
  ])('%s is one note, and the file is sound', (_, text, code, more) => {
    const { messages, findings, partial } = read(text);
    expect(messages).toEqual([
      `Expected text, found \`${code}\` in a name or message: such characters appear as symbols or escapes${more}.`,
    ]);
    expect([partial, hasErrors(findings)]).toEqual([false, false]);
  });

  it('colours and line ends are usual', () => {
    expect(read(ctrf(test('\u001b[1ma', 'x\r\n\u001b[31mred\u001b[0m'))).messages).toEqual([]);
  });

  it('a name keeps none of them', () => {
    expect(cleanName('a\u202eb\u2069\u009cc')).toBe('a\ufffdb\ufffd\ufffdc');
  });
});

describe('JSON', () => {
  it.each([
    ['results is a list', '{"results":[]}', /Expected an object in line 1, found a list as `results`/],
    ['tests is an object', '{"results":{"tests":{}}}', /found an object as `results.tests`/],
    [
      'a test is a number',
      '{"results":{"tests":[{"name":"a","status":"passed"},5]}}',
      /found a number as a test/,
    ],
    ['no results', '{"version":5,"data":[]}', /found JSON without `results.tests`/],
    [
      'no tests',
      '{"numTotalTests":5,"testResults":[]}',
      /Expected 5 tests, as the header counts in line 1, found 0/,
    ],
    ['no suites', '{"config":{"rootDir":"/a"},"stats":{}}', /found JSON without `suites`/],
    ['a list of numbers', '[1,2,3]', /found a plain value as one of the list/],
    ['an empty list', '[]', /Expected a Ginkgo report/],
    ['specs are text', '[{"SpecReports":"x"}]', /found a string as `SpecReports`/],
    ['a spec without a state', '[{"SpecReports":[{"LeafNodeType":"It"}]}]', /found an object without/],
    [
      'no JSON',
      '{"results":{"tests":[{"name":"a","status":"passed"}, oops]}}',
      /Expected a JSON value in line 1, found "o"/,
    ],
    ['a number', '42', /Expected JUnit XML or another report .*, found other content/],
    [
      'a broken event',
      '{"Action":"pass","Package":"p","Test":7}\n',
      /Expected an event in line 1, found other text: it was left out/,
    ],
  ])('says what is wrong: %s', (_, text, message) => {
    const file = read(text);
    expect(file.partial || file.short).toBe(true);
    expect(file.messages.join('\n')).toMatch(message);
  });

  it('counts a test with fields of wrong types, and says so', () => {
    const file = read(
      '{"results":{"tests":[{"name":["a"],"status":1,"duration":"x","suite":5,"retries":-1},{"name":"b","status":"broken"},{"name":"c","status":"passed"}]}}',
    );
    expect(words(file.counts)).toBe('3: 1 passed, 2 other');
    expect(file.messages).toHaveLength(3);
  });

  it('reads tests behind a broken one', () => {
    const file = read('{"results":{"tests":[{"name":"a",status:"passed"},{"name":"b","status":"passed"}]}}');
    expect(file).toMatchObject({ partial: true, tests: [{ name: 'b' }] });
  });

  it('reads control characters in it', () => {
    const file = read('{"results":{"tests":[{"name":"a\x1b","status":"passed"}]}}');
    expect(file).toMatchObject({ partial: false, tests: [{ name: 'a␛' }], messages: [expect.any(String)] });
  });

  it('reads two documents in one file', () => {
    const one = Buffer.from(fixture('report.ctrf.json')).toString('utf8');
    const file = read(one + one);
    expect(file).toMatchObject({ partial: false, counts: { tests: 14 }, messages: [expect.any(String)] });
  });
});

describe('what nobody can read', () => {
  it.each([
    ['nothing', ''],
    ['space', ' \n\t '],
    ['a mark', '\ufeff'],
    ['text', 'FAIL: 3 tests failed\n'],
    ['a compressed file', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0)],
    ['zeros', new Uint8Array(100_000)],
  ])('is an error: %s', (_, content) => {
    const file = read(content);
    expect(file).toMatchObject({ format: 'unknown', partial: true, counts: { tests: 0 } });
    expect(file.messages.join('\n')).toContain('Expected JUnit XML or another report that Flakebook reads');
  });
});

describe('any bytes', () => {
  const start = fc.constantFrom(
    '',
    '<testsuite>',
    '<testsuite><testcase name="',
    '{"results":{"tests":[',
    '[{"SpecReports":[',
    '{"Action":"run"',
  );
  const part = fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc
      .constantFrom(
        '<',
        '>',
        '/',
        '"',
        '&',
        ';',
        '<!',
        '<![CDATA[',
        ']]>',
        '<?',
        '<!--',
        '-->',
        '<!DOCTYPE',
        '[',
        ']',
        '{',
        '}',
        ':',
        ',',
        '\\',
        '\n',
        '\r',
        '<testcase name="a">',
        '</testcase>',
        '<failure>',
        '</testsuite>',
        '{"name":"a","status":"passed"}',
        '\u{1f600}',
      )
      .map((text) => new Uint8Array(Buffer.from(text))),
  );

  it('never throw, and the counts add up', () => {
    fc.assert(
      fc.property(start, fc.array(part, { maxLength: 40 }), (head, parts) => {
        const { counts, raw } = read(Buffer.concat([Buffer.from(head), ...parts]));
        for (const { tests, flaky, ...statuses } of [counts, raw]) {
          expect(Object.values(statuses).reduce((a, b) => a + b)).toBe(tests);
          expect(flaky).toBeLessThanOrEqual(statuses.passed);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a test that only began', () => {
  it.each([
    [
      'mochawesome',
      '{"stats":{"testsRegistered":1,"passPercent":0},"results":[{"file":"a.js","title":"","tests":[{"title":"a","state":null}]}]}',
    ],
    ['go-json', '{"Action":"run","Package":"shop","Test":"TestA"}\n{"Action":"pass","Package":"shop"}\n'],
    ['allure', '{"uuid":"u","historyId":"h","name":"a","status":"unknown"}'],
    ['trx', '<TestRun><Results><UnitTestResult testName="b" outcome="InProgress"/></Results></TestRun>'],
  ])('is no green run: %s', (_, text) => {
    const { short, messages } = read(text);
    expect([short, messages]).toEqual([
      true,
      ['Expected an end of every test, found 1 that only began: what is missing may have failed.'],
    ]);
  });

  it('needs no word where something failed', () => {
    const text =
      '<TestRun><Results><UnitTestResult testName="a" outcome="Failed"/><UnitTestResult testName="b" outcome="InProgress"/></Results></TestRun>';
    expect(read(text)).toMatchObject({ short: false, messages: [] });
  });
});

describe('a report that was cut off', () => {
  it.each(readdirSync(FIXTURES))('is never whole: %s', (name) => {
    const bytes = fixture(name);
    const end = Buffer.from(bytes).toString('latin1').trimEnd().length;
    const cuts = Array.from({ length: 39 }, (_, i) => Math.floor(((i + 1) * end) / 40));
    const whole = cuts.filter((at) => isWhole(read(bytes.subarray(0, at))));
    // Behind the plan of TAP stands what nobody needs.
    expect(whole).toEqual(name === 'node.tap' ? [853] : []);
  });
});
