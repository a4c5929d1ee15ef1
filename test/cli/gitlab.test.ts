import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createRepository, runGit } from '../support/git.ts';
import { ORDERS_BOOK, ORDERS_RUNS } from '../support/orders-book.ts';
import { ended, ROOT, tempFolder } from './run.ts';

interface Job {
  readonly script: readonly string[];
}

const TEMPLATE: Readonly<Record<string, Job>> & { readonly variables: Readonly<Record<string, string>> } =
  parse(readFileSync(join(ROOT, 'templates/gitlab.yml'), 'utf8'));

/** A checkout whose remote is the one of the template, and an `npx` that runs this Flakebook. */
function checkout() {
  const folder = tempFolder();
  const [remote, work, bin] = [join(folder, 'remote.git'), join(folder, 'work'), join(folder, 'bin')];
  runGit(folder, ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  cpSync(ORDERS_BOOK, join(work, 'content'), { recursive: true });
  createRepository(work).commit('2026-02-01T08:00:00Z', { '.gitignore': 'results/\nnode_modules/\n' });
  for (const made of [join(work, 'results'), join(work, 'node_modules'), bin]) mkdirSync(made);
  copyFileSync(join(ORDERS_RUNS, 'run-012/junit.xml'), join(work, 'results/junit.xml'));
  const npx = `#!/bin/sh\nwhile [ "$1" != flakebook ] || [ "$2" = --package ]; do shift; done\nshift\nexec "${process.execPath}" "${ROOT}/bin/flakebook.js" "$@"\n`;
  writeFileSync(join(bin, 'npx'), npx, { mode: 0o755 });
  const run = async (job: string, env: Readonly<Record<string, string>> = {}) => {
    const child = spawn('bash', ['-eo', 'pipefail', '-c', TEMPLATE[job]?.script.join('\n') ?? 'exit 9'], {
      cwd: work,
      env: {
        ...TEMPLATE.variables,
        PATH: `${bin}:${process.env.PATH}`,
        HOME: work,
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: `url.${remote}.insteadOf`,
        GIT_CONFIG_VALUE_0: 'https://flakebook:secret@gitlab.example/example/orders.git',
        FLAKEBOOK_TOKEN: 'secret',
        GITLAB_CI: 'true',
        CI_SERVER_HOST: 'gitlab.example',
        CI_PROJECT_PATH: 'example/orders',
        CI_JOB_ID: '812',
        CI_COMMIT_SHA: '49098edc61f3dd9c6133ecd0e1c77539800880b3',
        CI_COMMIT_BRANCH: 'main',
        CI_JOB_STARTED_AT: '2026-02-01T09:00:00Z',
        ...env,
      },
    });
    return ended(child);
  };
  return { work, remote, run };
}

test('the template keeps each run on a branch of its own', async () => {
  const { remote, run } = checkout();
  expect(await run('flakebook-keep')).toMatchObject({ code: 0 });
  expect(await run('flakebook-keep', { CI_JOB_ID: '813' })).toMatchObject({ code: 0 });
  const history = runGit(remote, [
    'show',
    'flakebook-history:content/runs/suite=orders/month=2026-02/runs.jsonl',
  ]);
  expect(history.match(/"run":"81\d"/g)).toEqual(['"run":"812"', '"run":"813"']);
  expect(runGit(remote, ['ls-tree', '--name-only', 'flakebook-history:content'])).toBe('runs');
});

test('the template matches, and checks with a report that GitLab reads', async () => {
  const { work, run } = checkout();
  expect((await run('flakebook-match')).stdout).toContain('ORD-01');
  expect((await run('flakebook-check')).code).toBe(0);
  const report: unknown = JSON.parse(readFileSync(join(work, 'flakebook.json'), 'utf8'));
  expect(report).toEqual(expect.any(Array));
});

test('the template publishes the site below the address of GitLab Pages', async () => {
  const { work, run } = checkout();
  const { code, stdout, stderr } = await run('pages', {
    CI_PAGES_URL: 'https://example.gitlab.example/orders',
  });
  expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
  const home = readFileSync(join(work, 'public/index.html'), 'utf8');
  expect(home).toContain('href="/orders/issues/"');
  expect(home).toContain('href="https://example.gitlab.example/orders/"');
});
