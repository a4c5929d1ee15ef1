import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { assemble } from '../support/assemble.ts';
import { bookAt, ROOT, readFiles } from '../support/book.ts';
import {
  type Ended,
  emptyBook,
  ended,
  flakebook,
  flakebookProcess,
  hashesOf,
  SMALL_BOOK,
  start,
  type TestBook,
} from './run.ts';

const SERIES = join(ROOT, 'test/fixtures/vitest-orders');
const MONTH = 'runs/suite=shop/month=2026-01/runs.jsonl';

function passed(name: string): string {
  return `<testcase classname="cart" name="${name}"/>`;
}

function junit(...cases: readonly string[]): string {
  return `<testsuite name="cart">${cases.join('')}</testsuite>`;
}

const GREEN = junit(passed('adds'), passed('removes'));
const RED = junit(
  passed('adds'),
  '<testcase classname="cart" name="removes"><failure message="no"/></testcase>',
);

function shopBook(): TestBook {
  const book = emptyBook(SMALL_BOOK);
  mkdirSync(join(book.folder, 'out'));
  put(book, 'green.xml', GREEN);
  put(book, 'red.xml', RED);
  return book;
}

function put(book: TestBook, name: string, text: string | Uint8Array): void {
  writeFileSync(join(book.folder, 'out', name), text);
}

function ingest(book: TestBook, run: string, file: string, ...more: readonly string[]): Promise<Ended> {
  return book.run(...ingestArgs(run, file, ...more));
}

function ingestArgs(run: string, file: string, ...more: readonly string[]): string[] {
  const said = ['--run', run, '--at', '2026-01-05T10:00:00+01:00', '--commit', 'abc1234'];
  return ['ingest', `out/${file}`, ...said, ...more];
}

/** Lines of the month file, parsed. */
function linesOf({ content }: TestBook, month = MONTH): Record<string, unknown>[] {
  const text = readFileSync(join(content, month), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('ingest', () => {
  it('adds a run once, says what it holds and where it went', async () => {
    const book = shopBook();
    const first = await ingest(book, 'ci-1', 'red.xml', '--branch', 'main', '--url', 'https://ci.example/1');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toBe(`ci-1: 2 tests: 1 passed, 1 failed; added to content/${MONTH}\n`);
    expect(linesOf(book)).toMatchObject([
      {
        run: 'ci-1',
        at: '2026-01-05T09:00:00Z',
        commit: 'abc1234',
        branch: 'main',
        url: 'https://ci.example/1',
        formats: ['junit'],
        outcomes: [{ test: 'cart :: removes', outcome: 'failed', attempts: 1, message: 'no' }],
      },
    ]);
    const before = hashesOf(book.content);
    const again = await ingest(book, 'ci-1', 'red.xml', '--branch', 'main', '--url', 'https://ci.example/1');
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('already there, in') });
    expect(hashesOf(book.content)).toEqual(before);
    expect(await book.run('check')).toMatchObject({ code: 0 });
  });

  it('keeps what a run ran in, from its option or the manifest', async () => {
    const book = shopBook();
    expect(await ingest(book, 'ci-1', 'red.xml', '--environment', 'windows')).toMatchObject({ code: 0 });
    const line = { run: 'ci-2', at: '2026-01-06T09:00:00Z', commit: 'abc1234', environment: 'linux' };
    book.write({ '../runs.jsonl': `${JSON.stringify({ ...line, files: ['out/red.xml'] })}\n` });
    expect(await book.run('ingest', '--manifest', 'runs.jsonl')).toMatchObject({ code: 0 });
    expect(linesOf(book)).toMatchObject([{ environment: 'windows' }, { environment: 'linux' }]);
  });

  it('puts no other run in the place of one, unless it is told to', async () => {
    const book = shopBook();
    await ingest(book, 'ci-1', 'red.xml');
    const other = await ingest(book, 'ci-1', 'green.xml');
    expect(other).toMatchObject({ code: 1, stdout: expect.stringContaining('Use --replace') });
    expect(linesOf(book)).toMatchObject([{ failed: 1 }]);
    expect(await ingest(book, 'ci-1', 'green.xml', '--replace')).toMatchObject({ code: 0 });
    expect(linesOf(book)).toMatchObject([{ failed: 0 }]);
  });

  it('needs no sound book, only the suite', async () => {
    const book = shopBook();
    book.write({ 'issues/SHOP-2.md': 'nothing of a record', 'book.yaml': 'prefixes: no\n' });
    expect(await ingest(book, 'ci-1', 'green.xml')).toMatchObject({ code: 0 });
  });

  it('tells the same as data', async () => {
    const book = shopBook();
    const { stdout } = await ingest(book, 'ci-1', 'red.xml', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      suite: 'shop',
      runs: [
        {
          run: 'ci-1',
          outcome: 'added',
          file: `content/${MONTH}`,
          tests: 2,
          failed: 1,
          problems: [],
          warnings: [],
        },
      ],
    });
  });

  it.each<[string, string[], string]>([
    ['no files', ['--run', '1', '--at', '2026-01-05T09:00Z', '--commit', 'a'], 'Name the result files'],
    ['no run', ['out/green.xml', '--at', '2026-01-05T09:00Z', '--commit', 'a'], 'Add --run: '],
    ['no commit', ['out/green.xml', '--run', '1', '--at', '2026-01-05T09:00Z'], 'Add --commit: '],
    ['a date alone', ['out/green.xml', '--run', '1', '--at', '2026-01-05', '--commit', 'a'], 'date alone'],
    [
      'no date',
      ['out/green.xml', '--run', '1', '--at', 'today', '--commit', 'a'],
      'Expected a time with its offset',
    ],
    [
      'no such day',
      ['out/green.xml', '--run', '1', '--at', '2026-02-30T09:00Z', '--commit', 'a'],
      'Expected a time with its offset',
    ],
    [
      'two words as commit',
      ['out/green.xml', '--run', '1', '--at', '2026-01-05T09:00Z', '--commit', 'a b'],
      '`commit`',
    ],
    [
      'a line break in an id',
      ['out/green.xml', '--run', '1\n2', '--at', '2026-01-05T09:00Z', '--commit', 'a'],
      '`run`',
    ],
    [
      'a long id',
      ['out/green.xml', '--run', 'x'.repeat(201), '--at', '2026-01-05T09:00Z', '--commit', 'a'],
      '201',
    ],
    [
      'a script as address',
      ['out/green.xml', '--run', '1', '--at', '2026-01-05T09:00Z', '--commit', 'a', '--url', 'javascript:x'],
      '`url`',
    ],
    [
      'another suite',
      ['out/green.xml', '--run', '1', '--at', '2026-01-05T09:00Z', '--commit', 'a', '--suite', 'shp'],
      'did you mean `shop`?',
    ],
    [
      'files beside a manifest',
      ['out/green.xml', '--manifest', 'runs.jsonl'],
      'Leave out out/green.xml: with --manifest',
    ],
    [
      'an id beside a manifest',
      ['--run', '1', '--manifest', 'runs.jsonl'],
      'Leave out --run: with --manifest',
    ],
    ['no manifest', ['--manifest', 'runs.jsonl'], 'Could not read runs.jsonl'],
  ])('is used wrongly with %s', async (_, args, words) => {
    const book = shopBook();
    const result = await book.run('ingest', ...args);
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) });
    expect(result.stderr.trimEnd()).not.toContain('\n');
    expect(existsSync(join(book.content, 'runs'))).toBe(false);
  });

  it('reads a file once that is named twice', async () => {
    const book = shopBook();
    const result = await ingest(book, '1', 'red.xml', './out/red.xml', '--format', 'json');
    expect(JSON.parse(result.stdout)).toMatchObject({ runs: [{ tests: 2, failed: 1, warnings: [] }] });
  });

  it('has nothing to do with files that are not there', async () => {
    const book = shopBook();
    expect(await ingest(book, 'ci-1', 'none.xml')).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/does not exist.*\nNothing was added\.\n$/),
    });
  });

  it('keeps what it can of a run, says that it is partial, and ends with 1', async () => {
    const book = shopBook();
    put(book, 'cut.xml', RED.slice(0, -30));
    expect(await ingest(book, 'cut', 'cut.xml')).toMatchObject({ code: 1 });
    const mixed = await book.run(
      ...['ingest', 'out/green.xml', 'out/none.xml', '--run', 'mixed'],
      ...['--at', '2026-01-06T09:00Z', '--commit', 'a'],
    );
    expect(mixed).toMatchObject({ code: 1, stdout: expect.stringContaining('(partial); added to') });
    expect(linesOf(book)).toMatchObject([
      { run: 'cut', partial: true },
      { run: 'mixed', partial: true, tests: 2 },
    ]);
  });
});

describe('many runs', () => {
  it('come from a manifest, of which one bad line stops no other', async () => {
    const book = shopBook();
    const at = '2026-01-05T09:00Z';
    const lines = [
      { run: '1', at, commit: 'a', files: ['green.xml'] },
      { run: '2', at, commit: 'a', files: ['none.xml'] },
      { run: '3', at, commit: 'a', fils: ['green.xml'] },
      { run: 4, at, commit: 'a', files: ['green.xml'] },
      { run: '5', at, commit: 'a', files: [] },
      { run: '6', at: '2026-01-05', commit: 'a', files: ['green.xml'] },
      { run: '1', at, commit: 'b', files: ['green.xml'] },
      { run: '7', at, commit: 'a', branch: 'pr/1', files: ['rerun.xml', 'red.xml'] },
    ].map((line) => JSON.stringify(line));
    put(book, 'rerun.xml', '<testsuite name="cart"><testcase name="removes"/></testsuite>');
    put(book, 'runs.jsonl', `\ufeff${[...lines, '{', '[]', ''].join('\r\n')}`);
    const result = await book.run('ingest', '--manifest', 'out/runs.jsonl', '--format', 'json');
    expect(result.code).toBe(1);
    const { runs } = JSON.parse(result.stdout) as {
      runs: { run: string; outcome: string; problems: string[] }[];
    };
    expect(runs.map(({ run, outcome }) => `${run}: ${outcome}`)).toEqual([
      '1: added',
      '2: refused',
      'line 3: refused',
      'line 4: refused',
      'line 5: refused',
      'line 6: refused',
      '1: conflict',
      '7: added',
      'line 9: refused',
      'line 10: refused',
    ]);
    expect(runs[2]?.problems).toEqual(['Expected `files`, found key `fils`.']);
    expect(linesOf(book)).toMatchObject([{ run: '1' }, { run: '7', flaky: 1, branch: 'pr/1' }]);
  });

  it('come from standard input as well', async () => {
    const book = shopBook();
    const stdin = JSON.stringify({
      run: '1',
      at: '2026-01-05T09:00Z',
      commit: 'a',
      files: ['out/green.xml'],
    });
    expect(await flakebook(['ingest', '--manifest', '-'], { cwd: book.folder, stdin })).toMatchObject({
      code: 0,
    });
    expect(linesOf(book)).toMatchObject([{ run: '1' }]);
  });

  it('are those of a real series', async () => {
    const book = emptyBook({ ...SMALL_BOOK, 'suites/orders.md': '---\ntitle: Orders\n---\n' });
    const result = await book.run('ingest', '--manifest', join(SERIES, 'runs.jsonl'), '--suite', 'orders');
    expect(result).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/\norders: 20 runs: 20 added\.\n$/),
    });
    expect(await book.run('check')).toMatchObject({ code: 0 });
  });
});

describe('several at once', () => {
  it('all add their runs, each once', async () => {
    const book = shopBook();
    const ids = ['1', '2', '3', '4'];
    const orders = [
      ...ids.map((id) => ingestArgs(id, 'red.xml')),
      ingestArgs('same', 'green.xml'),
      ingestArgs('same', 'green.xml'),
    ];
    const results = await Promise.all(orders.map((args) => flakebookProcess(args, { cwd: book.folder })));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(linesOf(book).map(({ run }) => run)).toEqual([...ids, 'same']);
    expect(results.filter(({ stdout }) => stdout.includes('already there')).length).toBe(1);
  });

  it('wait for each other', async () => {
    const book = shopBook();
    const lock = new DatabaseSync(join(book.content, '.ingest.lock'));
    lock.exec('BEGIN EXCLUSIVE');
    const child = start(
      ['ingest', 'out/green.xml', '--run', '1', '--at', '2026-01-05T09:00Z', '--commit', 'a'],
      { cwd: book.folder },
    );
    const end = ended(child);
    await new Promise((resolve) => child.stderr?.once('data', resolve));
    expect(existsSync(join(book.content, 'runs'))).toBe(false);
    lock.close();
    expect(await end).toMatchObject({
      code: 0,
      stderr: 'Waiting for another command that is writing the run history.\n',
    });
    expect(existsSync(join(book.content, '.ingest.lock'))).toBe(false);
  });
});

describe('killed at any moment', () => {
  it('leaves whole files, and the same command ends what was begun', async () => {
    const [book, fresh] = [shopBook(), shopBook()];
    const lines = Array.from({ length: 400 }, (_, i) => {
      const day = String(1 + (i % 28)).padStart(2, '0');
      const at = `2026-0${1 + (i % 4)}-${day}T09:00:00Z`;
      return JSON.stringify({
        run: `ci-${i}`,
        at,
        commit: `c${i}`,
        files: [i % 3 === 0 ? 'red.xml' : 'green.xml'],
      });
    });
    for (const one of [book, fresh]) put(one, 'runs.jsonl', lines.join('\n'));
    const args = ['ingest', '--manifest', 'out/runs.jsonl'];
    const child = start(args, { cwd: book.folder });
    const end = ended(child);
    while (!existsSync(join(book.content, MONTH)) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill('SIGKILL');
    await end;
    expect(await book.run('check')).toMatchObject({ code: 0 });
    expect(await book.run(...args)).toMatchObject({ code: 0 });
    await fresh.run(...args);
    expect(hashesOf(book.content)).toEqual(hashesOf(fresh.content));
  });
});

describe('the line for git', () => {
  it('is offered where git would make a conflict of two branches, until it is there', async () => {
    const book = shopBook();
    expect((await ingest(book, '1', 'green.xml')).stderr).toBe('');
    mkdirSync(join(book.folder, '.git'));
    spawnSync('git', ['init', '-q'], { cwd: book.folder });
    const line = 'content/runs/**/runs.jsonl merge=union';
    const offered = await ingest(book, '2', 'green.xml');
    expect(offered).toMatchObject({ code: 0, stderr: expect.stringContaining(`\n${line}\n`) });
    expect(offered.stderr).toContain('.gitattributes');
    expect((await ingest(book, '2', 'green.xml')).stderr).toBe('');
    writeFileSync(join(book.folder, '.gitattributes'), `${line}\n`);
    expect((await ingest(book, '3', 'green.xml')).stderr).toBe('');
  });
});

describe('a damaged history', () => {
  it.each([['detect'], ['match', 'out/red.xml'], ['new', 'issue', '--from-test', 'removes'], ['confirm']])(
    'is refused by %s',
    async (...args) => {
      const book = shopBook();
      await ingest(book, '1', 'red.xml');
      const path = join(book.content, MONTH);
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`);
      const { code, stderr } = await book.run(...args);
      expect(code).toBe(1);
      expect(stderr).toMatch(/runs\.jsonl:1:1 error conflict-markers\n *Unfinished merge/);
      expect(stderr).toMatch(/Nothing was (?:derived|written)/);
    },
  );
});

describe('many skipped tests', () => {
  const skipped = (count: number, reason = 'no network') =>
    Array.from(
      { length: count },
      (_, i) => `<testcase classname="net" name="t${i}"><skipped message="${reason}"/></testcase>`,
    );
  const ROSTERS = 'runs/suite=shop';

  it('stand in one roster, with the reasons, however many runs have them', async () => {
    const book = shopBook();
    put(book, 'a.xml', junit(passed('adds'), ...skipped(500)));
    put(book, 'b.xml', RED.replace('</testsuite>', `${skipped(500).join('')}</testsuite>`));
    expect(await ingest(book, '1', 'a.xml')).toMatchObject({ code: 0 });
    expect(await ingest(book, '2', 'b.xml')).toMatchObject({ code: 0 });
    const [first, second] = linesOf(book);
    expect(first).toMatchObject({ tests: 501, skipped: 500, outcomes: [] });
    expect(second).toMatchObject({
      skips: first?.skips,
      outcomes: [{ test: 'cart :: removes', outcome: 'failed' }],
    });
    expect(readFileSync(join(book.content, MONTH), 'utf8').length).toBeLessThan(2000);
    const roster = readFileSync(join(book.content, `${ROSTERS}/roster=${first?.skips}/tests.jsonl`), 'utf8');
    expect(roster.split('\n')[0]).toBe('{"test":"net :: t0","message":"no network"}');
    expect(await ingest(book, '1', 'a.xml')).toMatchObject({
      stdout: expect.stringContaining('already there'),
    });
    expect((await book.run('check')).stdout).not.toContain('error');
  });

  it('are no passes to anybody who reads the history', async () => {
    const book = shopBook();
    put(book, 'a.xml', junit(passed('adds'), ...skipped(10)));
    await ingest(book, '1', 'a.xml');
    const assembled = assemble(readFiles(book.content));
    const runs = bookAt(assembled, assembled.asOf).suiteRuns('shop');
    const counts = [...(runs?.tests.values() ?? [])].map(({ key, runs: count }) => [key, count]);
    expect(counts).toContainEqual(['cart :: adds', 1]);
    expect(counts.filter(([key]) => String(key).startsWith('net ::')).map(([, count]) => count)).toEqual(
      Array.from({ length: 10 }, () => 0),
    );
  });

  it('must be as many as the run says', async () => {
    const book = shopBook();
    put(book, 'a.xml', junit(passed('adds'), ...skipped(10)));
    await ingest(book, '1', 'a.xml');
    const path = join(book.content, `${ROSTERS}/roster=${linesOf(book)[0]?.skips}/tests.jsonl`);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/.*\n/, ''));
    const { code, stdout } = await book.run('check');
    expect(code).toBe(1);
    expect(stdout).toContain('skipped');
  });

  it('leave an older history as it is until it grows', async () => {
    const book = shopBook();
    put(book, 'a.xml', junit(passed('adds'), ...skipped(10)));
    await ingest(book, '1', 'a.xml');
    const [line] = linesOf(book);
    const outcomes = Array.from({ length: 10 }, (_, i) => ({
      test: `net :: t${i}`,
      outcome: 'skipped',
      attempts: 1,
      message: 'no network',
    }));
    const old = { ...line, skips: undefined, outcomes };
    writeFileSync(join(book.content, MONTH), `${JSON.stringify(old)}\n`);
    rmSync(join(book.content, `${ROSTERS}/roster=${line?.skips}`), { recursive: true });
    const before = hashesOf(book.content);
    expect(await ingest(book, '1', 'a.xml')).toMatchObject({
      stdout: expect.stringContaining('already there'),
    });
    expect(hashesOf(book.content)).toEqual(before);
    await ingest(book, '2', 'a.xml');
    expect(linesOf(book).map(({ skips }) => skips)).toEqual([line?.skips, line?.skips]);
    expect((await book.run('check')).stdout).not.toContain('error');
  });
});
