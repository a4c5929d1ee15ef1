import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createResultsReader } from '../../src/results/read-results.ts';
import { fixture, junit, read, words } from './read.ts';

const BOMB = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">${Array.from(
  { length: 20 },
  (_, i) => `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`,
).join('')}]><testsuites><testsuite><testcase name="&u;"/></testsuite></testsuites>`;
const EXTERNAL =
  '<!DOCTYPE testsuites [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><testsuite><testcase name="&xxe;"/></testsuite>';
const PARAMETER =
  '<!DOCTYPE testsuites [<!ENTITY % all SYSTEM "http://127.0.0.1:9/all.dtd"> %all;]><testsuite><testcase name="a"/></testsuite>';

describe('XML', () => {
  it.each([
    ['an entity bomb', BOMB],
    ['an external entity', EXTERNAL],
    ['an external parameter entity', PARAMETER],
    ['a document type without an end', `<!DOCTYPE x [${'<!-- -->'.repeat(20_000)}]><testsuite/>`],
  ])('refuses %s', (_, text) => {
    expect(read(text)).toMatchObject({
      partial: true,
      counts: { tests: 0 },
      messages: ['Unexpected entity declarations, expected test results: nothing after them was read.'],
    });
  });

  it('reads past a document type that declares nothing, and fetches nothing', () => {
    const file = read(
      '<!DOCTYPE testsuite SYSTEM "http://127.0.0.1:9/junit.dtd"><testsuite><testcase name="a"/></testsuite>',
    );
    expect(file).toMatchObject({ messages: [], counts: { tests: 1 } });
  });

  it('shows control characters, and loses nothing', () => {
    const file = read(
      junit(
        '<testcase name="a\x1b[31m"/>\n<testcase name="b"><failure>x\x00y &#27; &#xFFFF; &nbsp;</failure></testcase>',
      ),
    );
    expect(file.tests.map(({ name }) => name)).toEqual(['a␛[31m', 'b']);
    expect(file.tests[1]?.message).toBe('x␀y &#27; &#xFFFF; &nbsp;');
    expect(file.partial).toBe(false);
    expect(file.messages).toEqual([
      'Unexpected control character in line 1, expected text: shown as ␀, ␛ and the like.',
      'Unexpected XML in line 2, expected well-formed XML: malformed character entity. 1 more of this kind.',
      'Unexpected XML in line 2, expected well-formed XML: undefined entity.',
    ]);
  });

  it('reads invalid UTF-8 with a mark where it was', () => {
    const bytes = Buffer.from(junit('\n<testcase name="a\xff\xfe"/><testcase name="b"/>'), 'latin1');
    const file = read(bytes);
    expect(file.tests.map(({ name }) => name)).toEqual(['a\ufffd\ufffd', 'b']);
    expect(file).toMatchObject({
      partial: false,
      messages: [expect.stringContaining('line 2 that are no text in UTF-8')],
    });
  });

  it('takes a U+FFFD that stands in a sound file', () => {
    expect(read(junit('<testcase name="\ufffd"/>'))).toMatchObject({
      messages: [],
      tests: [{ name: '\ufffd' }],
    });
  });

  it('reads all of two roots', () => {
    const file = read(
      `${junit('<testcase name="a"/>')}\n${junit('<testcase name="b"><failure/></testcase>')}`,
    );
    expect(words(file.counts)).toBe('2: 1 passed, 1 failed');
    expect(file.partial).toBe(false);
    expect(file.messages).toEqual([expect.stringContaining('Unexpected second root element in line 2')]);
  });

  it('reads 3 000 nested suites', () => {
    const deep = `${'<testsuite name="s">'.repeat(3000)}<testcase name="a"/>${'</testsuite>'.repeat(3000)}`;
    const file = read(deep);
    expect(file).toMatchObject({ partial: false, messages: [], counts: { tests: 1, passed: 1 } });
    expect(file.tests[0]?.suite).toHaveLength(64);
  });

  it('gives up on elements that never end', () => {
    const file = read(`<testsuite><testcase name="a"/>${'<testsuite>'.repeat(50_000)}`);
    expect(file).toMatchObject({ partial: true, counts: { tests: 1 } });
    expect(file.messages[0]).toContain('more than 10000 elements within each other');
  });

  it('keeps the first 4 096 characters of a message of 2 MB', () => {
    const long = `start ${'€'.repeat(700_000)}`;
    const file = read(
      junit(`<testcase name="a"><failure message="${long}">${long}</failure></testcase><testcase name="b"/>`),
    );
    expect(file).toMatchObject({ partial: false, messages: [], counts: { tests: 2, failed: 1 } });
    expect(file.tests[0]?.message).toHaveLength(4096);
    expect(file.tests[0]?.message).toMatch(/^start €+$/);
  });

  it('goes on behind tags that do not fit', () => {
    const file = read(junit('<testcase name="a"></wrong><testcase name="b"/>'));
    expect(file.counts.tests).toBe(2);
    expect(file.partial).toBe(true);
  });

  it.each([
    ['<!', '<testsuite><!FOO '],
    ['a name', '<testsuite><'],
    ['an attribute name', '<testsuite '],
    ['an attribute', '<testsuite name="'],
    ['an entity', '<testsuite>&'],
    ['CDATA', '<testsuite><![CDATA['],
    ['a comment', '<testsuite><!--'],
    ['a processing instruction', '<testsuite><?'],
  ])('is bounded where %s never ends', (_, start) => {
    const reader = createResultsReader();
    reader.write(Buffer.from(start));
    const piece = Buffer.from('abcdefgh'.repeat(32 * 1024));
    for (let i = 0; i < 64; i += 1) reader.write(piece);
    expect(reader.end()).toMatchObject({ partial: true, messages: [expect.any(String)] });
  });

  it('says that another root is no JUnit XML', () => {
    expect(read('<html><body>502 Bad Gateway</body></html>')).toMatchObject({
      format: 'unknown',
      partial: true,
      messages: [
        'Unexpected root element `html`, expected `testsuites` or `testsuite`: this is no JUnit XML.',
      ],
    });
  });
});

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

describe('JSON', () => {
  it.each([
    ['results is a list', '{"results":[]}', /as `results` in line 1, expected an object/],
    ['tests is an object', '{"results":{"tests":{}}}', /Unexpected object as `results.tests`/],
    [
      'a test is a number',
      '{"results":{"tests":[{"name":"a","status":"passed"},5]}}',
      /Unexpected a number as a test/,
    ],
    ['no results', '{"numTotalTests":5,"testResults":[]}', /Unexpected JSON without `results.tests`/],
    ['a list of numbers', '[1,2,3]', /Unexpected other as a suite/],
    ['an empty list', '[]', /expected a Ginkgo report/],
    ['specs are text', '[{"SpecReports":"x"}]', /Unexpected string as `SpecReports`/],
    ['a spec without a state', '[{"SpecReports":[{"LeafNodeType":"It"}]}]', /Unexpected an object without/],
    [
      'no JSON',
      '{"results":{"tests":[{"name":"a","status":"passed"}, oops]}}',
      /Unexpected "o" in line 1, expected a JSON value/,
    ],
    ['a number', '42', /Unexpected content, expected JUnit XML/],
    ['a broken event', '{"Action":"pass","Package":"p","Test":7}\n', /expected an event: it was left out/],
  ])('says what is wrong: %s', (_, text, message) => {
    const file = read(text);
    expect(file.partial).toBe(true);
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
    expect(file.messages.join('\n')).toContain(
      'expected JUnit XML, CTRF, `go test -json` or a Ginkgo report',
    );
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
