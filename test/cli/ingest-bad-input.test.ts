import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { emptyBook, SMALL_BOOK, type TestBook } from './run.ts';

const BOMB = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">${Array.from(
  { length: 20 },
  (_, i) => `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`,
).join('')}]><testsuite><testcase name="&u;"/></testsuite>`;
const EXTERNAL =
  '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><testsuite><testcase name="&xxe;"/></testsuite>';
const GOOD = '<testsuite name="s"><testcase classname="s" name="good"/></testsuite>';
const DEEP = `${'<testsuite name="x">'.repeat(3000)}<testcase name="deep"/>${'</testsuite>'.repeat(3000)}`;
const LONG = `<testsuite name="s"><testcase name="long"><failure>${'x'.repeat(2_000_000)}</failure></testcase></testsuite>`;

const HOSTILE = [
  '<script>alert(1)</script>',
  '](javascript:alert(1)) ![x](y) `` ` ``` | # - * _ ~~',
  'key: [value, {a: *b}] # !!js/function',
  '../../../etc/passwd',
  '..\\..\\windows\\system32',
  '__proto__',
  'constructor',
  'toString',
  '::error file=x::y %0A',
  '\u202eright to left\u2066',
  'a\u2028b',
  '"quoted" \\ back',
  '{{suite.stable}}',
  'DROP TABLE tests; --',
  'roster=../../x',
  'nul\u0000 bell\u0007 \u001b[31mred\u001b[0m',
];

function ctrf(tests: unknown): string {
  return JSON.stringify({ results: { tool: { name: 'x' }, summary: {}, tests } });
}

/** File, text, what becomes of its run, and a part of what is said. */
type Case = [name: string, bytes: string | Uint8Array, outcome: string, words: string];

const CASES: readonly Case[] = [
  ['bomb.xml', BOMB, 'refused', 'found entity declarations'],
  ['external.xml', EXTERNAL, 'refused', 'found entity declarations'],
  ['truncated.xml', `${GOOD.slice(0, -12)}<testcase name="cut`, 'added partial', 'Expected'],
  ['nothing-left.xml', '<testsuite name="s"><testca', 'refused', 'Expected'],
  ['two-roots.xml', GOOD + GOOD.replace('good', 'second'), 'added', 'found a second'],
  ['deep.xml', DEEP, 'added', ''],
  ['long.xml', LONG, 'added', ''],
  ['empty.xml', '', 'refused', 'found an empty file'],
  ['blank.json', ' \n\n', 'refused', 'found an empty file'],
  ['no-tests.xml', '<testsuites/>', 'refused', 'found files without any test'],
  ['no-tests.json', ctrf([]), 'refused', 'found files without any test'],
  [
    'types.json',
    ctrf([7, null, { name: 3, status: {} }, { name: 'ok', status: 'passed' }]),
    'added partial',
    'found a number as a test',
  ],
  ['list-as-tests.json', ctrf({ a: 1 }), 'refused', '`results.tests`'],
  ['other.json', '{"hello": [1, 2, 3]}', 'refused', 'found JSON without'],
  ['text.txt', 'all tests passed', 'refused', 'found other content'],
  ['control.xml', GOOD.replace('good', 'go\u0001od'), 'added', 'found a control character'],
  ['latin.xml', Buffer.from(GOOD.replace('good', 'gr\xfcn'), 'latin1'), 'added', 'Expected text in UTF-8'],
  ['packed.xml', gzipSync(GOOD), 'added', ''],
  ['cut.xml.gz', gzipSync(GOOD).subarray(0, -20), 'refused', 'what is packed in it is damaged'],
  ['cut.zip', 'PK\u0003\u0004abc', 'refused', 'the archive is damaged, or was cut off'],
  [
    'hostile.json',
    ctrf(HOSTILE.map((name) => ({ name, status: 'failed', message: name, suite: name, filePath: name }))),
    'added',
    '',
  ],
  ['good.xml', GOOD, 'added', ''],
];

function writeCases(book: TestBook): void {
  mkdirSync(join(book.folder, 'out'));
  const lines = CASES.map(([file, bytes], i) => {
    writeFileSync(join(book.folder, 'out', file), bytes);
    const at = `2026-01-05T09:${String(i).padStart(2, '0')}:00Z`;
    return JSON.stringify({ run: file, at, commit: 'abc1234', files: [file] });
  });
  writeFileSync(join(book.folder, 'out/runs.jsonl'), lines.join('\n'));
}

interface Row {
  readonly run: string;
  readonly outcome: string;
  readonly partial?: boolean;
  readonly problems: readonly string[];
}

describe('bad input', () => {
  it('is said, stops no other file, and makes no damaged history', async () => {
    const book = emptyBook(SMALL_BOOK);
    writeCases(book);
    const result = await book.run('ingest', '--manifest', 'out/runs.jsonl', '--format', 'json');
    expect(result.code).toBe(1);
    const { runs } = JSON.parse(result.stdout) as { runs: Row[] };
    const said = runs.map(({ run, outcome, partial }) => `${run}: ${outcome}${partial ? ' partial' : ''}`);
    expect(said).toEqual(CASES.map(([file, , outcome]) => `${file}: ${outcome}`));
    for (const [i, [file, , , words]] of CASES.entries()) {
      const problems = runs[i]?.problems ?? [];
      if (words === '') expect(problems, file).toEqual([]);
      else expect(problems.join('\n'), file).toContain(words);
    }
    expect(await book.run('check')).toMatchObject({ code: 0 });
    const again = await book.run('ingest', '--manifest', 'out/runs.jsonl');
    expect(again.stdout).toContain(`${CASES.filter((one) => one[2] !== 'refused').length} already there`);
  });

  it.each(['--format=pretty', '--format=json'])('reaches no terminal as it is, %s', async (format) => {
    const book = emptyBook(SMALL_BOOK);
    writeCases(book);
    const { stdout } = await book.run('ingest', '--manifest', 'out/runs.jsonl', format);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it('keeps hostile names apart and whole', async () => {
    const book = emptyBook(SMALL_BOOK);
    mkdirSync(join(book.folder, 'out'));
    writeFileSync(join(book.folder, 'out/a.json'), ctrf(HOSTILE.map((name) => ({ name, status: 'failed' }))));
    await book.run(
      ...[
        'ingest',
        'out/a.json',
        '--run',
        '__proto__',
        '--at',
        '2026-01-05T09:00Z',
        '--commit',
        'constructor',
      ],
    );
    const text = readFileSync(join(book.content, 'runs/suite=shop/month=2026-01/runs.jsonl'), 'utf8');
    const { run, tests, outcomes } = JSON.parse(text);
    expect({ run, tests }).toEqual({ run: '__proto__', tests: HOSTILE.length });
    expect(outcomes.map(({ test }: { test: string }) => test)).toEqual(
      expect.arrayContaining([
        '__proto__',
        '<script>alert(1)</script>',
        '../../../etc/passwd',
        'nul␀ bell␇ red',
      ]),
    );
    expect(await book.run('check')).toMatchObject({ code: 0 });
  });
});
