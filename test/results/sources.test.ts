import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readResults } from '../../src/host/results/result-files.ts';
import { sentenceOf } from '../../src/rules/rules.ts';
import { bounded, Unreadable } from '../../src/runs/read/unreadable.ts';
import { zip } from '../support/zip.ts';

const GOOD = '<testsuite><testcase name="a"/></testsuite>';

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'flakebook-sources-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Each file with its format and tests, and what is said of it. */
async function read(
  files: Readonly<Record<string, string | Uint8Array>>,
  words: readonly string[],
  stdin?: string | Uint8Array,
): Promise<string[]> {
  const place = { cwd: folderOf(files), ...(stdin === undefined ? {} : { stdin: Readable.from([stdin]) }) };
  const lines: string[] = [];
  for await (const one of readResults(words, place, () => ({ onTest: () => undefined }))) {
    const { format, counts, findings } = one.read;
    const said = findings.map((found) => sentenceOf(found).replace(/^.*: /, ''));
    lines.push([`${one.file} ${format} ${counts.tests}`, ...said].join(' | '));
  }
  return lines;
}

describe('arguments', () => {
  test('may be files, folders and patterns, each file once', async () => {
    const files = {
      'results/b.xml': GOOD,
      'results/deep/a.xml': GOOD,
      'results/deep/shot.png': 'png',
      'results/coverage.xml': '<coverage/>',
      'results/package.json': '{"name":"shop"}',
      'results/node_modules/c.xml': GOOD,
    };
    const both = ['results/b.xml junit 1', 'results/deep/a.xml junit 1'];
    expect(await read(files, ['results'])).toEqual(both);
    expect(await read(files, ['./results/'])).toEqual(both.map((line) => `./${line}`));
    expect(await read(files, ['results/**/[ab].xml', 'results/b.xml', './results/b.xml'])).toEqual(both);
    expect(await read(files, ['no*.xml'])).toEqual(['no*.xml unknown 0 | no file matches this pattern.']);
    expect(await read({ 'docs/a.txt': 'a' }, ['docs'])).toEqual([
      'docs unknown 0 | there is no test report in it.',
    ]);
    expect(await read({}, ['gone.xml'])).toEqual([expect.stringContaining('does not exist')]);
  });

  test('tell of a report in a folder that nobody can read', async () => {
    const files = { 'r/empty.xml': '', 'r/old.xml': '<test-results/>', 'r/cut.xml': '<testsuite><testcase' };
    const lines = await read(files, ['r']);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toContain(' | ');
  });

  test('may be standard input', async () => {
    expect(await read({}, ['-'], GOOD)).toEqual(['standard input junit 1']);
    expect(await read({}, ['-'], gzipSync(GOOD))).toEqual(['standard input junit 1']);
  });

  test('may have a name with the signs of a pattern', async () => {
    expect(await read({ 'a[1].xml': GOOD }, ['a[1].xml'])).toEqual(['a[1].xml junit 1']);
  });

  test('are one report where Allure wrote a file for each attempt', async () => {
    const result = (i: number, status: string) =>
      JSON.stringify({
        uuid: `u${i}`,
        historyId: 'h',
        name: 'adds',
        status,
        start: i * 10,
        stop: i * 10 + 5,
      });
    const name = (i: number) => `0000000${i}-0000-4000-8000-000000000000-result.json`;
    const files = {
      [`allure/${name(1)}`]: result(2, 'passed'),
      [`allure/${name(2)}`]: result(1, 'failed'),
      'allure/00000009-container.json': '{"uuid":"c","befores":[]}',
    };
    const one = ['allure/*-result.json allure 1'];
    expect(await read(files, ['allure'])).toEqual(one);
    expect(await read(files, [`allure/${name(1)}`, `allure/${name(2)}`])).toEqual(one);
    expect(await read({ 'a.zip': zip(files) }, ['a.zip'])).toEqual(['a.zip/allure/*-result.json allure 1']);
  });
});

describe('packed files', () => {
  test('are read by what they hold, and by no name', async () => {
    const archive = zip({ 'x/a.xml': GOOD, 'b.xml.gz': gzipSync(GOOD), 'c.txt': 'c' });
    const inside = ['x/a.xml junit 1', 'b.xml.gz junit 1'];
    expect(await read({ 'a.bin': gzipSync(GOOD), 'b.bin': archive }, ['a.bin', 'b.bin'])).toEqual([
      'a.bin junit 1',
      ...inside.map((line) => `b.bin/${line}`),
    ]);
    expect(await read({ 'all/b.zip': archive }, ['all'])).toEqual(inside.map((line) => `all/b.zip/${line}`));
  });

  test('say what is wrong with them, and hide no other', async () => {
    const archive = zip({ '../../up.xml': GOOD, '/root.xml': GOOD, 'in.zip': zip({}), 'a.xml': GOOD });
    expect(await read({ 'a.zip': archive }, ['a.zip'])).toEqual([
      'a.zip/../../up.xml unknown 0 | its name leads out of the archive.',
      'a.zip//root.xml unknown 0 | its name leads out of the archive.',
      'a.zip/in.zip unknown 0 | it is an archive in an archive.',
      'a.zip/a.xml junit 1',
    ]);
    const damaged = Buffer.from(zip({ 'a.xml': GOOD }));
    damaged.fill(0xff, 36, 60);
    const files = {
      'cut.zip': archive.subarray(0, -30),
      'damaged.zip': damaged,
      'secret.zip': zip({ 'a.xml': GOOD }, 1),
      'cut.gz': gzipSync(GOOD.repeat(50)).subarray(0, -12),
      'good.xml': GOOD,
    };
    const lines = await read(files, Object.keys(files));
    expect(lines.map((line) => line.split(' | ')[1])).toEqual([
      'the archive is damaged, or was cut off.',
      'what is packed in it is damaged, or was cut off.',
      'it is encrypted.',
      'what is packed in it is damaged, or was cut off.',
      undefined,
    ]);
  });

  test('have an end', async () => {
    const endless = async function* () {
      for (;;) yield new Uint8Array(1000);
    };
    let count = 0;
    const all = async () => {
      for await (const piece of bounded(endless(), 100_000)) count += piece.length;
    };
    await expect(all()).rejects.toThrow(Unreadable);
    expect(count).toBe(100_000);
  });
});
