import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flakebook, hashesOf, ROOT, tempFolder } from './run.ts';

const FIXTURES = join(ROOT, 'test/fixtures/results');

interface Row {
  readonly file: string;
  readonly format: string;
  readonly tests: number;
  readonly partial: boolean;
  readonly messages: readonly string[];
  readonly cases: readonly { readonly name: string }[];
}

const BAD = '<!DOCTYPE x [<!ENTITY a "b">]><testsuite/>';

describe('flakebook results', () => {
  it('prints a line for each sound file', async () => {
    const run = await flakebook(['results', 'mocha.xml', 'surefire-reruns.xml', 'go-test.jsonl'], {
      cwd: FIXTURES,
    });
    expect(run).toMatchObject({
      code: 0,
      stderr: '',
      stdout: [
        'mocha.xml: junit, 2 tests in 3 attempts: 1 passed, 1 failed',
        'surefire-reruns.xml: junit, 4 tests: 1 passed (1 flaky), 1 failed, 1 errored, 1 skipped',
        'go-test.jsonl: go-json, 4 tests in 6 attempts: 2 passed (2 flaky), 0 failed, 1 skipped, 1 unfinished',
        '',
      ].join('\n'),
    });
  });

  it.each([
    [
      'says that its run failed, and not why',
      '<testsuite tests="2" failures="1"><testcase name="a"/></testsuite>',
    ],
    ['has no test', '<testsuite name="shop"/>'],
    ['has a status that nobody knows', '{"results":{"tests":[{"name":"a","status":"crashed"}]}}'],
  ])('ends like match where a file %s', async (_, text) => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'report'), text);
    for (const command of [['results'], ['match', '--content', join(ROOT, 'content')]])
      expect((await flakebook([...command, 'report'], { cwd: folder })).code).toBe(1);
  });

  it('prints everything as JSON, with the tests', async () => {
    const run = await flakebook(['results', '--format', 'json', 'gotestsum.xml', 'report.ctrf.json'], {
      cwd: FIXTURES,
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject([
      {
        file: 'gotestsum.xml',
        format: 'junit',
        ...{ tests: 3, passed: 2, failed: 0, errored: 0, skipped: 1, flaky: 1, other: 0, unfinished: 0 },
        raw: { tests: 4, passed: 2, failed: 1, errored: 0, skipped: 1, flaky: 0, other: 0, unfinished: 0 },
        partial: false,
        messages: [],
        cases: [{ name: 'TestAdd' }, { name: 'TestAdd/twice', flaky: true }, { name: 'TestDocker' }],
      },
      { file: 'report.ctrf.json', format: 'ctrf', tests: 7, cases: { length: 7 } },
    ]);
  });

  it('reads the others where one is bad, missing or named twice', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'bad.xml'), BAD);
    writeFileSync(join(folder, 'empty.xml'), '');
    writeFileSync(join(folder, 'cut.xml'), '<testsuite><testcase name="a"/><testcase name="b\x1b[2J">');
    const args = ['bad.xml', 'missing.xml', 'empty.xml', '.', 'cut.xml', join(FIXTURES, 'pytest.xml')];
    const json = await flakebook(['results', '--format', 'json', ...args], { cwd: folder });
    expect(json).toMatchObject({ code: 1, stderr: '' });
    const rows: Row[] = JSON.parse(json.stdout);
    expect(
      rows.map(({ format, tests, partial, messages }) => [format, tests, partial, messages.length > 0]),
    ).toEqual([
      ['unknown', 0, true, true],
      ['unknown', 0, true, true],
      ['unknown', 0, true, true],
      ['junit', 2, true, true],
      ['junit', 5, false, false],
    ]);
    expect(rows.map(({ cases }) => cases.length)).toEqual([0, 0, 0, 2, 5]);
    const pretty = await flakebook(['results', ...args], { cwd: folder });
    expect(pretty).toMatchObject({ code: 1, stderr: '' });
    expect(pretty.stdout).toContain('missing.xml: not read\n');
    expect(pretty.stdout).toContain('does not exist');
    expect(pretty.stdout).toContain('cut.xml: junit, 2 tests: 1 passed, 0 failed, 1 unfinished (partial)\n');
    expect(pretty.stdout).toContain('4 of 5 files have problems');
  });

  it('prints nothing that a terminal obeys', async () => {
    const folder = tempFolder();
    const name = 'a\u001b[2J.json';
    writeFileSync(
      join(folder, name),
      '[{"SuiteDescription":"\\u001b[31m","SpecReports":[],"SpecialSuiteFailureReasons":["\\u009b1m\\u202e"]}]',
    );
    const { code, stdout } = await flakebook(['results', name], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toBe(
      'a\\u001b[2J.json: ginkgo-json, 0 tests: 0 passed, 0 failed\n  Expected text, found `U+202E` in a name or message: such characters appear as symbols or escapes.\n  \\u001b[31m failed outside its tests: \\u009b1m\\u202e\n',
    );
  });

  it('is wrong usage without a file, and without one that is there', async () => {
    expect(await flakebook(['results'])).toMatchObject({ code: 2, stdout: '' });
    expect(await flakebook(['results', '/no/such/file.xml'])).toMatchObject({ code: 2 });
    expect(await flakebook(['results', '--format', 'xml', 'a.xml'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('writes nothing', async () => {
    const folder = tempFolder();
    for (const name of readdirSync(FIXTURES)) writeFileSync(join(folder, name), BAD);
    const before = hashesOf(folder);
    await flakebook(['results', ...readdirSync(FIXTURES)], { cwd: folder });
    expect(hashesOf(folder)).toEqual(before);
  });
});
