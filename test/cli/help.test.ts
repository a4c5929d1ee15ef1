import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeCommands } from '../../scripts/command-docs.ts';
import type { CommandRow, Example } from '../../src/cli/commands/row.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { demoRepository } from '../support/demo.ts';
import { runTyped } from '../support/typed-line.ts';
import { flakebook, ROOT, tempFolder } from './run.ts';

const examplesOf = ({ examples }: CommandRow): Example[] =>
  examples.filter((example) => example !== undefined);

/** These serve until somebody stops them, or build a whole site. */
const LONG = new Set(['flakebook dev --port 4400', 'flakebook preview', 'flakebook build --base /flaky/']);

/** For `audit`. */
const DOCUMENT = { 'docs/triage.md': '# Triage\n\n2 of 4 tests (50%) are stable.\n' };

describe.each(COMMANDS.map((row) => [row.name, row] as const))('%s', (name, row) => {
  test('--help has its purpose, its examples and its exit codes', async () => {
    const { code, stdout } = await flakebook([...name.split(' '), '--help']);
    expect(code).toBe(0);
    const lines = stdout.split('\n').map((line) => line.trim());
    expect(lines).toContain(row.purpose);
    for (const { line } of examplesOf(row)) expect(lines).toContain(line);
    for (const [exit, meaning] of Object.entries(row.exitCodes))
      expect(lines).toContain(`${exit}  ${meaning}`);
  });

  test.each(examplesOf(row).filter(({ line }) => !LONG.has(line)))(
    '$line works as typed',
    async ({ line }) => {
      // These begin where there is no book yet.
      const cwd = ['init', 'demo'].includes(name) ? tempFolder() : demoRepository(DOCUMENT);
      const { code, stdout, stderr } = await runTyped(line, { cwd });
      expect(stderr).not.toContain('flakebook:');
      expect(Object.keys(row.exitCodes).filter((exit) => exit !== '2')).toContain(String(code));
      // No problem is no annotation.
      if (!line.includes('--format github')) expect(stdout).not.toBe('');
    },
  );
});

test('docs/commands.md says the same', () => {
  const cure = 'run `node scripts/write-command-docs.ts`';
  expect(readFileSync(join(ROOT, 'docs/commands.md'), 'utf8'), cure).toBe(describeCommands());
});

test('examples that are not run are in the table', () => {
  const lines = COMMANDS.flatMap(examplesOf).map(({ line }) => line);
  expect(lines).toEqual(expect.arrayContaining([...LONG]));
});

test('every command file has a row', () => {
  const shared = ['ask', 'commands', 'io', 'main', 'output', 'program', 'session'];
  const files = readdirSync(new URL('../../src/cli', import.meta.url)).map((file) => file.replace('.ts', ''));
  const served = ['dev', 'preview', 'new-issue', 'new-suite', 'new-pattern'];
  const names = COMMANDS.map((row) => row.name.replace(' ', '-')).filter((name) => !served.includes(name));
  expect(names.sort()).toEqual(
    files.filter((file) => !shared.includes(file) && !['serve', 'new-record'].includes(file)).sort(),
  );
});
