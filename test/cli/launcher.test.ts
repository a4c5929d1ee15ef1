import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyBook, flakebookProcess, issueText, SMALL_BOOK } from './run.ts';

/** What `main` is handed in a test, the launcher has to hand in from its process. */
describe('the launcher', () => {
  test('ends with 0 where nothing is wrong, in its own working directory', async () => {
    const { folder } = emptyBook(SMALL_BOOK);
    expect(await flakebookProcess(['check'], { cwd: folder })).toEqual({
      code: 0,
      signal: null,
      stdout: 'content: no findings in 3 files, as of 2026-01-04.\n',
      stderr: '',
    });
  });

  test('ends with 1 for findings, with the colours that its environment asks for', async () => {
    const { folder } = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-2.md': issueText('x', 'key: x\n') });
    const env = { NO_COLOR: '', FORCE_COLOR: '1' };
    const { code, stdout } = await flakebookProcess(['check'], { cwd: folder, env });
    expect(code).toBe(1);
    expect(stdout).toContain('\u001b[31merror\u001b[39m');
  });

  test('follows NO_COLOR before FORCE_COLOR, and no word of Node about it gets out', async () => {
    const { folder } = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-2.md': issueText('x', 'key: x\n') });
    const env = { NO_COLOR: '1', FORCE_COLOR: '1' };
    const { stdout, stderr } = await flakebookProcess(['check'], { cwd: folder, env });
    expect({ hasColor: stdout.includes('\u001b'), stderr }).toEqual({ hasColor: false, stderr: '' });
  });

  test('keeps compiled code in a folder of the user, and nothing in a shared one', async () => {
    const { folder } = emptyBook(SMALL_BOOK);
    const env = { XDG_CACHE_HOME: join(folder, 'caches'), TMPDIR: join(folder, 'temporary') };
    mkdirSync(env.TMPDIR);
    await flakebookProcess(['check'], { cwd: folder, env });
    expect(existsSync(join(folder, 'caches/flakebook/compiled'))).toBe(true);
    await flakebookProcess(['check'], {
      cwd: folder,
      env: { ...env, XDG_CACHE_HOME: '', HOME: '', LOCALAPPDATA: '' },
    });
    expect(readdirSync(env.TMPDIR)).toEqual([]);
  });

  test('ends with 2 where there is no book', async () => {
    const { folder } = emptyBook({});
    const { code, stdout, stderr } = await flakebookProcess(['check'], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^flakebook: There is no book in content: [^\n]+\n$/);
  });

  test('hands on its standard input', async () => {
    const { folder } = emptyBook(SMALL_BOOK);
    const stdin = '{"run":"1","at":"2026-01-05T09:00Z","commit":"a","files":["gone.xml"]}';
    const { code, stdout } = await flakebookProcess(['ingest', '--manifest', '-'], { cwd: folder, stdin });
    expect(code).toBe(1);
    expect(stdout).toContain('gone.xml: Expected a readable file, found none');
  });

  test('says of an old Node that it is too old', async () => {
    const old =
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.19.0" } })';
    expect(
      await flakebookProcess(['--version'], { node: ['--import', `data:text/javascript,${old}`] }),
    ).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: 'flakebook: Node 20.19.0 is too old, 22.18 or later is needed\n',
    });
  });
});
