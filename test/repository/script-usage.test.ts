import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SCRIPTS = join(import.meta.dirname, '../../scripts');

function run(script: string, ...args: string[]) {
  return spawnSync(process.execPath, [join(SCRIPTS, script), ...args], { encoding: 'utf8' });
}

test('a script with options says which there are, and what is wrong in one line', () => {
  const help = run('faults/main.ts', '--help');
  expect([help.status, help.stdout]).toEqual([0, expect.stringMatching(/^Usage: npm run faults/)]);
  const wrong = run('faults/main.ts', '--bogus');
  expect([wrong.status, wrong.stderr]).toEqual([
    2,
    expect.stringMatching(/^Unknown option '--bogus'\nUsage: /),
  ]);
  expect(run('faults/main.ts', '--jobs', 'x').stderr).toMatch(/^`x` is not a whole number\.\n/);
});
