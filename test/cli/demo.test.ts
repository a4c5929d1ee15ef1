import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { flakebook, ROOT, tempFolder } from './run.ts';

test('demo writes a book without a finding, and says what to type next', async () => {
  const cwd = tempFolder();
  const { code, stdout } = await flakebook(['demo', 'shop'], { cwd });
  expect(code).toBe(0);
  const { stdout: checked } = await flakebook(['check'], { cwd: join(cwd, 'shop') });
  expect(checked).toMatch(/^content: no findings in 7 files/);
  for (const next of ['match', 'detect', 'confirm']) expect(stdout).toContain(`  flakebook ${next}`);
});

test('demo has the history of its own runs', async () => {
  const cwd = tempFolder();
  await flakebook(['demo', '.'], { cwd: join(cwd, 'node_modules') });
  const folder = join(cwd, 'node_modules');
  const month = join(folder, 'content/runs/suite=shop/month=2026-01/runs.jsonl');
  const kept = readFileSync(month);
  const { code, stdout } = await flakebook(['ingest', '--manifest', 'runs.jsonl', '--replace'], {
    cwd: folder,
  });
  expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({
    code: 0,
    last: 'shop: 17 runs: 17 already there.',
  });
  expect(readFileSync(month)).toEqual(kept);
  expect(kept).toEqual(readFileSync(join(ROOT, 'demo', month.slice(folder.length + 1))));
});

test('demo touches no folder that has something in it', async () => {
  const cwd = tempFolder();
  mkdirSync(join(cwd, 'shop'));
  writeFileSync(join(cwd, 'shop/mine.txt'), 'mine');
  expect(await flakebook(['demo', 'shop'], { cwd })).toMatchObject({
    code: 2,
    stderr: 'flakebook: Name a new folder, such as `flakebook demo demo-2`: shop is not empty.\n',
  });
  expect(readdirSync(join(cwd, 'shop'))).toEqual(['mine.txt']);
  expect((await flakebook(['demo', 'shop/mine.txt'], { cwd })).code).toBe(2);
  expect((await flakebook(['demo', 'shop/mine.txt/inner'], { cwd })).stderr).toMatch(
    /^flakebook: Could not write /,
  );
});
