import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { createRepository } from '../support/git.ts';
import { ORDERS_RUNS, ordersBook } from '../support/orders-book.ts';
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
  for (const line of lines) {
    const { code, stderr } = await runTyped(line, { cwd, env });
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

  test('has work with runs that works as typed in this repository', async () => {
    const folder = tempFolder();
    for (const name of ['vitest-orders', 'vitest-orders-book'])
      cpSync(join(ROOT, 'test/fixtures', name), join(folder, 'test/fixtures', name), { recursive: true });
    await expectToWork(runs, folder);
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
    const { folder } = await ordersBook();
    mkdirSync(join(folder, 'results'));
    cpSync(join(ORDERS_RUNS, 'run-002/junit.xml'), join(folder, 'results/junit.xml'));
    const manifest =
      '{"run":"late","at":"2026-02-01T09:00:00Z","commit":"49098ed","files":["results/junit.xml"]}\n';
    createRepository(folder).commit('2026-02-01T08:00:00Z', {
      'runs.jsonl': manifest,
      // As docs/run-history.md says first: without it, `ingest` offers the line.
      '.gitattributes': 'content/runs/**/runs.jsonl merge=union\n',
    });
    for (const lines of scriptsOf(join('docs', file))) await expectToWork(lines, folder, { SHA: '49098ed' });
  });
});
