import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { demoRepository } from '../support/demo.ts';
import { runTyped } from '../support/typed-line.ts';
import { CONTENT, ROOT, tempFolder } from './run.ts';

/** The lines of each fenced `sh` block of a document. */
function scriptsOf(file: string): string[][] {
  const blocks = readFileSync(join(ROOT, file), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, text = '']) => text.trim().split('\n'));
}

/** Every line ends with 0 and complains of nothing. Each is run in the state that the ones before it left. */
async function expectToWork(
  lines: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  let folder = cwd;
  for (const line of lines) {
    const [, inner] = /^cd (\S+)$/.exec(line) ?? [];
    if (inner !== undefined) {
      folder = join(folder, inner);
      continue;
    }
    const { code, stderr } = await runTyped(line, { cwd: folder, env });
    const complaints = stderr.replace(/^\d+ of \d+ runs read\n/gm, '');
    expect({ line, code, complaints }).toEqual({ line, code: 0, complaints: '' });
  }
}

describe('the README', () => {
  const [two = [], report = [], runs = [], own = [], ...more] = scriptsOf('README.md');

  test('has these blocks, and begins with the two commands of the repository', () => {
    expect(more).toEqual([]);
    expect(two.map((line) => line.split(' #')[0]?.trim())).toEqual(['npm run build', 'npm test']);
  });

  test('has reports that work as typed in this repository', async () => {
    const folder = tempFolder();
    cpSync(CONTENT, join(folder, 'content'), { recursive: true });
    await expectToWork(report, folder);
  });

  test('has work with runs that works as typed in an empty folder', async () => {
    await expectToWork(runs, tempFolder());
  });

  test('has a beginning that works as typed in another repository', async () => {
    await expectToWork(own, tempFolder());
  });

  test('has every command in its table', () => {
    const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const rows = text.split('\n').filter((line) => line.startsWith('| `flakebook'));
    const names = rows.flatMap((row) =>
      [...row.matchAll(/`flakebook ([a-z]+(?: [a-z]+)?)/g)].map(([, name]) => name),
    );
    expect(names.sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
  });
});

describe.each(readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md')))('docs/%s', (file) => {
  test('has commands that work as typed', async () => {
    // The first page begins with nothing.
    const folder = file === 'README.md' ? tempFolder() : demoRepository();
    for (const lines of scriptsOf(join('docs', file)))
      await expectToWork(lines, folder, { SHA: '13dc7a006' });
  });
});
