import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, EXPECTED, GOLDEN, readFolder } from '../golden/make.ts';
import { ROOT } from '../support/book.ts';

/** An unpacked package with no other package around: whatever is not bundled, it cannot find. */
describe('the published package', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'flakebook-package-'));
    const shell = process.platform === 'win32';
    execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT, shell });
    execFileSync('tar', ['-xzf', 'flakebook-0.1.0.tgz'], { cwd: folder });
    cpSync(join(GOLDEN, 'book'), join(folder, 'content'), { recursive: true });
    cpSync(join(GOLDEN, 'results'), join(folder, 'results'), { recursive: true });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function flakebook(...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(folder, 'package/bin/flakebook.js'), ...args],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: join(folder, 'cache') },
      },
    );
    return { status, stdout, stderr };
  }

  it.each([
    ['check.txt', 0],
    ['report.md', 0],
    ['diff.txt', 0],
    ['detect.txt', 0],
    ['confirm.txt', 1],
    ['explain.txt', 0],
    ['match.txt', 1],
  ])('prints what the checkout prints: %s', (file, status) => {
    const stdout = readFileSync(join(EXPECTED, 'commands', file), 'utf8');
    expect(flakebook(...(COMMANDS[file] ?? []))).toMatchObject({ status, stdout });
  });

  it('builds the same docs, to the byte', () => {
    expect(flakebook('build', '--docs', '--out', 'out')).toMatchObject({ status: 0 });
    expect(readFolder(join(folder, 'out/docs'))).toEqual(readFolder(join(EXPECTED, 'docs')));
  });

  it('checks many files in workers', () => {
    mkdirSync(join(folder, 'many/patterns'), { recursive: true });
    writeFileSync(join(folder, 'many/book.yaml'), 'title: Many\n');
    for (let i = 1; i <= 400; i += 1)
      writeFileSync(
        join(folder, `many/patterns/p-${i}.md`),
        `---\ntitle: Pattern ${i}\nsummary: One of many\n---\n`,
      );
    const { stdout, stderr } = flakebook('check', '--content', 'many');
    expect(stderr).toBe('');
    expect(stdout).toContain('401 files');
  });

  it('reads many runs in workers', () => {
    const runs = Array.from({ length: 9 }, (_, i) => ({
      run: `r-${i}`,
      at: `2026-03-2${i}T06:30:00Z`,
      commit: '0123abcd',
      files: ['berths.xml'],
    }));
    writeFileSync(join(folder, 'results/runs.jsonl'), runs.map((run) => JSON.stringify(run)).join('\n'));
    const { stdout, stderr } = flakebook(
      'ingest',
      '--suite',
      'berths',
      '--manifest',
      'results/runs.jsonl',
      '--root',
      '.',
    );
    // A slow machine tells how far it has come.
    expect(stderr.replace(/^.*\d+ of 9 runs read.*\n/gm, '')).toBe('');
    expect(stdout).toContain('berths: 9 runs: 9 added.');
  });

  it('goes with the licences of all that is bundled', () => {
    const licences = readFileSync(join(folder, 'package/lib/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['commander', 'micromark', 'yaml', 'zod'])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
