import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  CONTENT,
  copiedBook,
  type Ended,
  emptyBook,
  flakebook,
  flakebookProcess,
  hashesOf,
  tempFolder,
} from './run.ts';

type Env = Readonly<Record<string, string>>;

/** With an environment, in a process that has it from its start. */
function run(args: readonly string[], cwd: string, env?: Env): Promise<Ended> {
  return env ? flakebookProcess(args, { cwd, env }) : flakebook(args, { cwd });
}

async function docsHashes(folder: string, env?: Env, out = 'out'): Promise<Record<string, string>> {
  const { code, stderr } = await run(['build', '--docs', '--out', out], folder, env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return hashesOf(join(folder, out));
}

async function reportText(folder: string, env?: Env): Promise<string> {
  const { code, stdout } = await run(['report', '--out', '-'], folder, env);
  expect(code).toBe(0);
  return stdout;
}

describe('the same content gives the same bytes', () => {
  let hashes: Record<string, string> = {};
  let report = '';

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flakebook-test-'));
    mkdirSync(join(folder, 'node_modules'));
    cpSync(CONTENT, join(folder, 'content'), { recursive: true });
    hashes = await docsHashes(folder);
    report = await reportText(folder);
    expect(Object.keys(hashes).length).toBeGreaterThan(25);
    return () => rmSync(folder, { recursive: true, force: true });
  });

  test.each<[string, Env]>([
    [
      'in another time zone and locale',
      { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', LANGUAGE: 'de' },
    ],
    [
      'west of Greenwich, in a locale that sorts otherwise, in a narrow terminal with colours',
      {
        TZ: 'America/Los_Angeles',
        LANG: 'sv_SE.UTF-8',
        LC_ALL: 'sv_SE.UTF-8',
        COLUMNS: '20',
        FORCE_COLOR: '3',
        NO_COLOR: '',
      },
    ],
  ])('%s', async (_, env) => {
    const { folder } = copiedBook();
    expect(await docsHashes(folder, env)).toEqual(hashes);
    expect(await reportText(folder, env)).toBe(report);
  });

  test('with files made in another order and at other times', async () => {
    const folder = tempFolder();
    for (const path of filesOf(CONTENT).reverse()) {
      const copy = join(folder, 'content', relative(CONTENT, path));
      mkdirSync(dirname(copy), { recursive: true });
      writeFileSync(copy, readFileSync(path));
      utimesSync(copy, 1_000_000_000, 1_000_000_000);
    }
    expect(await docsHashes(folder)).toEqual(hashes);
  });

  test('with a warm cache, and after it was deleted', async () => {
    const book = copiedBook();
    await docsHashes(book.folder);
    expect(await docsHashes(book.folder)).toEqual(hashes);
    book.forget();
    expect(await docsHashes(book.folder)).toEqual(hashes);
    expect(await reportText(book.folder)).toBe(report);
  });

  test('at another place on the disk, into another folder', async () => {
    const folder = tempFolder();
    cpSync(CONTENT, join(folder, 'a/b c/ä'), { recursive: true });
    const args = ['build', '--docs', '--content', 'a/b c/ä', '--out', 'x/y'];
    expect(await flakebook(args, { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
    expect(hashesOf(join(folder, 'x/y'))).toEqual(hashes);
  });

  test('with lines that end as on Windows', async () => {
    const windows = filesOf(CONTENT).map((path) => [
      relative(CONTENT, path),
      readFileSync(path, 'utf8').replaceAll('\n', '\r\n'),
    ]);
    const { folder } = emptyBook(Object.fromEntries(windows) as Record<string, string>);
    expect(await docsHashes(folder)).toEqual(hashes);
  });
});

function filesOf(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}
