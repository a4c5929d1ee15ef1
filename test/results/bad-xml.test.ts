import { describe, expect, it } from 'vitest';
import { ResultsReader } from '../../src/runs/read/read-results.ts';
import { junit, read, words } from './read.ts';

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
      messages: ['Expected test results, found entity declarations: nothing after them was read.'],
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
      'Expected text in line 1, found a control character: such characters appear as ␀, ␛ and the like.',
      'Expected well-formed XML in line 2, found an error: malformed character entity. 1 more of this kind.',
      'Expected well-formed XML in line 2, found an error: undefined entity.',
    ]);
  });

  it('reads invalid UTF-8 with a mark where it was', () => {
    const bytes = Buffer.from(junit('\n<testcase name="a\xff\xfe"/><testcase name="b"/>'), 'latin1');
    const file = read(bytes);
    expect(file.tests.map(({ name }) => name)).toEqual(['a\ufffd\ufffd', 'b']);
    expect(file).toMatchObject({
      partial: false,
      messages: [expect.stringContaining('Expected text in UTF-8 in line 2')],
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
    expect(file.messages).toEqual([
      expect.stringContaining('Expected one root element in line 2, found a second'),
    ]);
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

  it('keeps 4 096 characters of a message of 2 MB, from both of its ends', () => {
    const long = `start ${'€'.repeat(700_000)} end`;
    const file = read(
      junit(`<testcase name="a"><failure message="${long}">${long}</failure></testcase><testcase name="b"/>`),
    );
    expect(file).toMatchObject({ partial: false, messages: [], counts: { tests: 2, failed: 1 } });
    expect(file.tests[0]?.message).toHaveLength(4096);
    expect(file.tests[0]?.message).toMatch(/^start €+\n…\n€+ end$/);
  });

  it('keeps an assertion that stands behind a long log, as gotestsum writes it', () => {
    const log = Array.from({ length: 5000 }, (_, i) => `    cart_test.go:12: step ${i} &lt;done&gt;\n`).join(
      '',
    );
    const file = read(
      junit(
        `<testcase name="TestCart"><failure message="Failed">=== RUN   TestCart\n${log}    cart_test.go:40: expected 2 items, got 1\n--- FAIL: TestCart (0.02s)\n</failure></testcase>`,
      ),
    );
    const message = file.tests[0]?.message ?? '';
    expect(message.length).toBeLessThanOrEqual(4096);
    expect(message).toMatch(/^=== RUN {3}TestCart\n {4}cart_test\.go:12: step 0 <done>\n/);
    expect(message).toMatch(/expected 2 items, got 1\n--- FAIL: TestCart \(0\.02s\)$/);
    expect(message.split('\n…\n')).toHaveLength(2);
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
    const reader = new ResultsReader(() => undefined);
    reader.write(Buffer.from(start));
    const piece = Buffer.from('abcdefgh'.repeat(32 * 1024));
    for (let i = 0; i < 64; i += 1) reader.write(piece);
    expect(reader.end()).toMatchObject({
      partial: true,
      findings: [{ ruleId: expect.stringMatching(/^(?:broken|cut-off)-results$/) }],
    });
  });

  it('says that another root is no JUnit XML', () => {
    expect(read('<html><body>502 Bad Gateway</body></html>')).toMatchObject({
      format: 'unknown',
      partial: true,
      messages: [
        'Expected JUnit XML or another report that Flakebook reads, found root element `html`: this is a web page; name the file that the test tool wrote.',
      ],
    });
  });
});
