import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIXTURES, fixture, read } from './read.ts';

const names = readdirSync(FIXTURES);
const RUNS = { numRuns: 60 };

const utf16 = (name: string, isLittle: boolean) => {
  const bytes = Buffer.from(`\ufeff${Buffer.from(fixture(name)).toString('utf8')}`, 'utf16le');
  return isLittle ? bytes : bytes.swap16();
};
const marked = (name: string) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), fixture(name)]);

describe('encodings', () => {
  it.each(names)('%s reads the same with a byte order mark and in UTF-16', (name) => {
    const plain = read(fixture(name));
    expect(read(marked(name))).toEqual(plain);
    expect(read(utf16(name, true))).toEqual(plain);
    expect(read(utf16(name, false))).toEqual(plain);
    expect(read(utf16(name, true).subarray(2))).toEqual(plain);
    expect(read(utf16(name, false).subarray(2))).toEqual(plain);
  });

  it('takes the encoding that an XML declaration says', () => {
    const file = read(
      Buffer.from(
        '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite><testcase name="caf\xe9"/></testsuite>',
        'latin1',
      ),
    );
    expect(file).toMatchObject({ messages: [], tests: [{ name: 'café' }] });
  });

  it('does not believe a declaration of UTF-16 in a file of single bytes', () => {
    const file = read('<?xml version="1.0" encoding="utf-16"?><testsuite><testcase name="é"/></testsuite>');
    expect(file).toMatchObject({ messages: [], tests: [{ name: 'é' }] });
  });

  it('says that it does not know an encoding', () => {
    const file = read('<?xml version="1.0" encoding="klingon"?><testsuite><testcase name="a"/></testsuite>');
    expect(file.counts.tests).toBe(1);
    expect(file.messages).toEqual([
      'Expected a known encoding, found `klingon`: the file was read as UTF-8.',
    ]);
  });
});

describe('pieces', () => {
  const ODD = [
    Buffer.from(
      '<testsuite><testcase name="a&#27;\x1b\u{1f600}€"/>\r\n\x00<testcase name="b\xff"/></testsuite><x/>',
      'latin1',
    ),
    Buffer.from(
      '<testsuite><testcase name="\u{1f600}€é">\r\n<failure>\u{1f600}\r\n]]></failure></testcase></testsuite>',
    ),
    Buffer.from(
      '{"results":{"tests":[{"name":"\\u20ac \\"\\\\ €","status":"failed"},1,null]}} {"results":{"tests":[]}}',
    ),
    Buffer.from('noise\n{"Action":"run","Package":"p","Test":"T"}\nnoise\n{"Action":"pass","Package":"p"}'),
  ];

  it('may be cut anywhere: the result is the same', () => {
    const files = [...names.flatMap((name) => [fixture(name), marked(name), utf16(name, true)]), ...ODD];
    for (const bytes of files) {
      const whole = read(bytes);
      fc.assert(
        fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
          expect(read(bytes, cuts)).toEqual(whole);
        }),
        RUNS,
      );
    }
  });

  it('may be single bytes', () => {
    for (const bytes of [marked('pytest.xml'), fixture('report.ctrf.json'), fixture('go-test.jsonl'), ...ODD])
      expect(
        read(
          bytes,
          Array.from(bytes, (_, i) => i),
        ),
      ).toEqual(read(bytes));
  });
});

describe('a file that was cut off', () => {
  // A shorter file may look whole: between two packages, suites or documents, and behind the plan of TAP.
  const LOOKS_WHOLE: Readonly<Record<string, RegExp>> = {
    'go-build-failure.jsonl': /"Action":"(?:pass|fail|skip)","Package":"[^"]+","Elapsed":[^\n]*\}\n*$/,
    'go-repeats.jsonl': /"Action":"(?:pass|fail|skip)","Package":"[^"]+","Elapsed":[^\n]*\}\n*$/,
    'go-test.jsonl': /"Action":"(?:pass|fail|skip)","Package":"[^"]+","Elapsed":[^\n]*\}\n*$/,
    'libtest.jsonl': /"type": "suite", "event": "(?:ok|failed)"[^\n]*\}\n*$/,
    'allure.json': /\]\}\n*$/,
    'node.tap': /^1\.\.4/m,
  };

  it.each(names)('%s is read as far as it goes, and said to be partial', (name) => {
    const bytes = Buffer.from(fixture(name));
    const whole = read(bytes);
    const end = bytes.toString('utf8').trimEnd().length;
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        const cut = bytes.subarray(0, length);
        const file = read(cut);
        expect(file.counts.tests).toBeLessThanOrEqual(whole.counts.tests);
        const text = cut.toString('utf8');
        if (text.trimEnd().length >= end || LOOKS_WHOLE[name]?.test(text)) return;
        expect(file.partial, text.slice(-80)).toBe(true);
        expect(file.messages).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('has all tests before the cut', () => {
    const text = Buffer.from(fixture('pytest.xml')).toString('utf8');
    const file = read(text.slice(0, text.indexOf('name="test_xfail"')));
    expect(file.counts).toMatchObject({ tests: 3, passed: 1, failed: 1, errored: 1 });
    expect(file.messages).toEqual([
      'Expected more XML in line 5, found the end of the file: the file was cut off.',
    ]);
  });

  it('does not pass a test that has no end', () => {
    const file = read('<testsuite name="s"><testcase name="a"/><testcase name="b"><system-out>so f');
    expect(file.counts).toMatchObject({ tests: 2, passed: 1, unfinished: 1 });
    const failed = read('<testsuite><testcase name="b"><failure message="no">beca');
    expect(failed.tests).toMatchObject([{ status: 'failed', message: 'no\nbeca' }]);
  });
});
