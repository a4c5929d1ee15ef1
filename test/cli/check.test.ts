import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { CONTENT, copiedBook, emptyBook, flakebook, issueText, ROOT, rowsOf, SMALL_BOOK } from './run.ts';

const BROKEN = join(ROOT, 'test/fixtures/broken-book');
const checkBroken = (format: string) =>
  flakebook(['check', '--content', BROKEN, '--format', format], { cwd: ROOT });

const ONE_ERROR = { 'issues/SHOP-2.md': issueText('Checkout hangs', 'impact: huge\n') };
const ONE_WARNING = { 'notes.txt': 'Ask Kim.\n' };

describe('exit code', () => {
  test('0 for the shipped book', async () => {
    expect(await flakebook(['check', '--content', CONTENT])).toMatchObject({ code: 0, stderr: '' });
  });

  test('0 where there are only warnings, which are shown', async () => {
    const { code, stdout } = await emptyBook({ ...SMALL_BOOK, ...ONE_WARNING }).run('check');
    expect(code).toBe(0);
    expect(stdout).toMatch(/content\/notes\.txt:1:1 warning unknown-file\n/);
  });

  test.each(['pretty', 'json', 'github', 'gitlab', 'sarif'])('1 for an error, as %s', async (format) => {
    const { code, stderr } = await emptyBook({ ...SMALL_BOOK, ...ONE_ERROR }).run(
      'check',
      '--format',
      format,
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });
});

describe('a date in the future', () => {
  const mistyped = (more = '') =>
    issueText('Checkout hangs').replace(
      /timeline:[\s\S]*$/,
      `timeline:\n  - open: 2026-01-04\n  - fixed: 2999-01-05\n---\n${more}`,
    );

  test('is found, and does not date the book', async () => {
    const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-2.md': mistyped() });
    const { code, stdout } = await book.run('check');
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(
      / warning future-date\n {2}`fixed: 2999-01-05` is in the future: correct the date /,
    );
    expect(stdout.match(/warning future-date/g)).toHaveLength(1);
    expect((await book.run('build', '--docs')).stdout).toContain('as of 2026-');
    const again = await book.run('check');
    expect(again.stdout).toBe(stdout);
  });

  test('is found of a report, which no output has', async () => {
    const book = emptyBook({
      ...SMALL_BOOK,
      'book.yaml': `${SMALL_BOOK['book.yaml']}reports: [2999-01-05]\n`,
    });
    const { stdout } = await book.run('check');
    expect(stdout).toMatch(
      /book\.yaml:\d+:11 warning future-date\n {2}`reports: 2999-01-05` is in the future/,
    );
  });
});

describe('--format pretty', () => {
  test('shows each finding at its line and column, and the sum', async () => {
    const { stdout } = await emptyBook({ ...SMALL_BOOK, ...ONE_ERROR, ...ONE_WARNING }).run('check');
    expect(stdout).toMatch(/^content\/issues\/SHOP-2\.md:6:9 error unknown-value\n {2}Unknown value `huge` /);
    expect(stdout).toMatch(/\n2 messages \(✖ 1 error, ⚠ 1 warning\)\n.*\n$/);
  });

  test('has colours only when asked', async () => {
    const book = emptyBook({ ...SMALL_BOOK, ...ONE_ERROR });
    const args = ['check', '--content', book.content];
    const plain = await flakebook(args);
    const coloured = await flakebook(args, { env: { NO_COLOR: '', FORCE_COLOR: '1' } });
    expect(plain.stdout).not.toContain('\u001b[');
    expect(coloured.stdout).toContain('\u001b[');
  });
});

describe('--format json', () => {
  test('lists findings in the order of file and place, each with the same eight keys', async () => {
    const rows = rowsOf(await checkBroken('json'));
    // `check` audits the prose too, which the list of broken records does not.
    const expected = readFileSync(`${BROKEN}.txt`, 'utf8')
      .replace('shop.md:24:1 fence-language\n', '$&suites/shop.md:24:9 audit-share\n')
      .trimEnd()
      .split('\n');
    expect(rows.map(({ file, line, column, ruleId }) => `${file}:${line}:${column} ${ruleId}`)).toEqual(
      expected,
    );
    for (const row of rows) {
      expect(Object.keys(row)).toEqual([
        'ruleId',
        'severity',
        'file',
        'line',
        'column',
        'endLine',
        'endColumn',
        'message',
      ]);
    }
  });

  test('is an empty list for a sound book', async () => {
    const { stdout } = await flakebook(['check', '--content', CONTENT, '--format', 'json']);
    expect(JSON.parse(stdout)).toEqual([]);
  });

  test('names files relative to the book, wherever it is run', async () => {
    const book = emptyBook({ ...SMALL_BOOK, ...ONE_ERROR });
    const rows = rowsOf(await flakebook(['check', '--content', book.content, '--format', 'json']));
    expect(rows.map(({ file }) => file)).toEqual(['issues/SHOP-2.md']);
  });
});

describe('--format github', () => {
  test('is one command for each finding, with a path from where it runs', async () => {
    const [github, json] = await Promise.all([checkBroken('github'), checkBroken('json')]);
    const lines = github.stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(rowsOf(json).length);
    for (const line of lines) {
      expect(line).toMatch(
        /^::(error|warning) file=test\/fixtures\/broken-book\/[^,:]+,line=\d+,endLine=\d+,[^:]*title=[a-z0-9-]+::./,
      );
    }
  });

  test('escapes what would end a command or a property', async () => {
    const { stdout } = await emptyBook({
      ...SMALL_BOOK,
      'issues/a, b: 100%.md': issueText('Odd name', '"50%\\n::error::x": 1\n'),
    }).run('check', '--format', 'github');
    expect(stdout).toContain('file=content/issues/a%2C b%3A 100%25.md,');
    expect(stdout).toContain('Unknown key `50%25');
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .every((line) => /^::(error|warning) /.test(line)),
    ).toBe(true);
  });
});

describe('--format sarif', () => {
  const require = createRequire(import.meta.url);
  const schema = JSON.parse(
    readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
  ) as object;
  const ajv = new Ajv.default({ strict: false, unicodeRegExp: false, allErrors: true });
  addFormats.default(ajv as unknown as Parameters<typeof addFormats.default>[0]);
  const validate = ajv.compile(schema);
  const expectValid = (log: unknown) => {
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
  };

  test('validates for a book full of findings, and for a sound one', async () => {
    expectValid(JSON.parse((await checkBroken('sarif')).stdout));
    const sound = await flakebook(['check', '--content', CONTENT, '--format', 'sarif']);
    expectValid(JSON.parse(sound.stdout));
  });

  test('a log that is none does not validate', () => {
    expect(validate({ version: '2.1.0', runs: [{ results: [{}] }] })).toBe(false);
  });

  test('has each finding with its rule, level and region', async () => {
    const [sarif, json] = await Promise.all([checkBroken('sarif'), checkBroken('json')]);
    const [run] = (JSON.parse(sarif.stdout) as SarifLog).runs;
    const found = run?.results.map((result) => {
      const { artifactLocation, region } = result.locations[0]?.physicalLocation ?? {};
      expect(run.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      return `${result.level} ${artifactLocation?.uri}:${region?.startLine}:${region?.startColumn} ${result.ruleId}`;
    });
    const expected = rowsOf(json).map(
      ({ severity, file, line, column, ruleId }) =>
        `${severity} test/fixtures/broken-book/${file}:${line}:${column} ${ruleId}`,
    );
    expect(found).toEqual(expected);
  });

  test('names files outside of where it runs by a file URI, and is valid with odd names', async () => {
    const book = emptyBook({ ...SMALL_BOOK, 'issues/ä #%?.md': '' });
    const log: unknown = JSON.parse(
      (await flakebook(['check', '--content', book.content, '--format', 'sarif'], { cwd: ROOT })).stdout,
    );
    expectValid(log);
    const uri = (log as SarifLog).runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri;
    expect(uri).toMatch(/^file:\/\/\/.*\/issues\/%C3%A4%20%23%25%3F\.md$/);
  });
});

test('all formats agree on how many findings there are', async () => {
  const book = copiedBook({ 'issues/DS-FLAKY-009.md': '---\ntitle: x\nsuit: y\n---\n' });
  const run = (format: string) => book.run('check', '--format', format);
  const [json, github, sarif] = await Promise.all([run('json'), run('github'), run('sarif')]);
  const count = rowsOf(json).length;
  expect(count).toBeGreaterThan(1);
  expect(github.stdout.trimEnd().split('\n')).toHaveLength(count);
  expect((JSON.parse(sarif.stdout) as SarifLog).runs[0]?.results).toHaveLength(count);
});

interface SarifLog {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number; readonly startColumn: number };
        };
      }[];
    }[];
  }[];
}
