import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { COMMANDS } from '../../src/cli/commands.ts';
import { createRepository, runGit } from '../support/git.ts';
import { ORDERS_BOOK, ORDERS_RUNS } from '../support/orders-book.ts';
import { ended, ROOT, tempFolder } from './run.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions?: Readonly<Record<string, string>>; readonly steps: readonly Step[] }
    >
  >;
}

const ACTION: Action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
const DOCUMENTED: Workflow = parse(
  /```yaml\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'docs/github-actions.md'), 'utf8'))?.[1] ?? '',
);
const HISTORY = 'flakebook-history';

/** A checkout with the orders book, whose remote can be pushed to, and the results of a run. */
function checkout(results: string) {
  const folder = tempFolder();
  const remote = join(folder, 'remote.git');
  const work = join(folder, 'work');
  runGit(folder, ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  const repository = createRepository(work);
  cpSync(ORDERS_BOOK, join(work, 'content'), { recursive: true });
  repository.commit('2026-02-01T08:00:00Z', { '.gitignore': 'results/\nnode_modules/\n' });
  repository.git('remote', 'add', 'origin', remote);
  repository.git('push', '--quiet', '--set-upstream', 'origin', 'main');
  const clone = (name: string) => {
    const other = join(folder, name);
    runGit(folder, ['clone', '--quiet', remote, other]);
    return jobIn(other, results);
  };
  const hook = (script: string) =>
    writeFileSync(join(remote, 'hooks/pre-receive'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const history = () => {
    const months = runGit(remote, ['ls-tree', '-r', '--name-only', HISTORY, 'content/runs']).split('\n');
    return months
      .filter((path) => path.endsWith('/runs.jsonl'))
      .map((path) => runGit(remote, ['show', `${HISTORY}:${path}`]))
      .join('\n');
  };
  return { ...jobIn(work, results), remote, clone, hook, history };
}

function jobIn(work: string, results: string) {
  mkdirSync(join(work, 'results'), { recursive: true });
  mkdirSync(join(work, 'node_modules'), { recursive: true });
  copyFileSync(results, join(work, 'results/junit.xml'));
  const summary = join(work, 'node_modules/summary.md');
  const run = async (script: string, env: Readonly<Record<string, string>> = {}) => {
    rmSync(summary, { force: true });
    writeFileSync(summary, '');
    const child = spawn(join(ROOT, 'scripts/action', script), {
      cwd: work,
      env: {
        PATH: process.env.PATH,
        HOME: work,
        FLAKEBOOK: `${process.execPath} ${ROOT}/bin/flakebook.js`,
        RESULTS: 'results/*.xml\n',
        CONTENT: ACTION.inputs.content?.default,
        SUITE: 'orders',
        HISTORY: ACTION.inputs.history?.default,
        FAIL_ON: ACTION.inputs['fail-on']?.default,
        BEGAN: '2026-02-01T09:00:00Z',
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_ACTIONS: 'true',
        GITHUB_RUN_ID: '812',
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_SHA: '49098edc61f3dd9c6133ecd0e1c77539800880b3',
        GITHUB_REF: 'refs/heads/main',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'example/orders',
        ...env,
      },
    });
    return { ...(await ended(child)), summary: readFileSync(summary, 'utf8') };
  };
  return { work, run };
}

function write(text: string): string {
  const file = join(tempFolder(), 'junit.xml');
  writeFileSync(file, text);
  return file;
}

const suite = (cases: string) => `<testsuite name="vt/cart.test.js">${cases}</testsuite>`;
const KNOWN = `${ORDERS_RUNS}/run-012/junit.xml`;

describe('the action', () => {
  test('runs scripts that there are, and gives them nothing inside of their text', () => {
    const scripts = ACTION.runs.steps.flatMap(({ run }) => run ?? []);
    for (const script of scripts) expect(script).not.toContain('${{');
    const files = scripts.flatMap((script) => /scripts\/action\/\w+\.sh/.exec(script)?.[0] ?? []);
    expect(files).toEqual(['scripts/action/match.sh', 'scripts/action/keep.sh']);
    for (const file of files) expect(existsSync(join(ROOT, file))).toBe(true);
  });

  test('is used as documented: what may write runs none of the code under test', () => {
    expect(DOCUMENTED.permissions).toEqual({ contents: 'read' });
    const writing = Object.values(DOCUMENTED.jobs).filter(
      ({ permissions }) => permissions?.contents === 'write',
    );
    expect(writing.map(({ steps }) => steps.flatMap(({ run }) => run ?? []))).toEqual([[]]);
    const used = Object.values(DOCUMENTED.jobs).flatMap(({ steps }) =>
      steps.filter(({ uses }) => uses?.includes('/flakebook@')),
    );
    expect(used).toHaveLength(2);
    for (const step of used)
      expect(Object.keys(ACTION.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
  });
});

test('the documented job that publishes the site uses options that there are, and writes no code', () => {
  const text = readFileSync(join(ROOT, 'docs/github-actions.md'), 'utf8');
  const [, workflow = ''] = /```yaml\n(name: flakebook-site\n[\s\S]*?)```/.exec(text) ?? [];
  const { permissions, jobs }: Workflow = parse(workflow);
  expect(permissions.contents).toBe('read');
  const commands = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  const build = commands.find((command) => command.startsWith('npx')) ?? '';
  const [, used = ''] = build.split(' flakebook build ');
  const known = COMMANDS.find(({ name }) => name === 'build')?.options.map(
    ({ flags }) => flags.split(' ')[0],
  );
  const flags = used.match(/--[a-z]+/g) ?? [];
  expect(flags).toEqual(['--site', '--content', '--base', '--origin', '--commit']);
  expect(known).toEqual(expect.arrayContaining(flags));
});

describe('match.sh', () => {
  test('passes a job in which every failure is known, and says which', async () => {
    const { code, stdout, summary } = await checkout(KNOWN).run('match.sh');
    expect(code).toBe(0);
    expect(summary).toContain('ORD-01');
    expect(summary).toContain('Run 812-1 of commit 49098ed');
    expect(stdout).toContain('ENV-12');
  });

  test('has a summary where the machine does not say which commit was tested', async () => {
    const { code, summary } = await checkout(KNOWN).run('match.sh', {
      GITHUB_EVENT_NAME: 'pull_request_target',
    });
    expect([code, summary]).toEqual([0, expect.stringContaining('ORD-01')]);
    expect(summary).not.toContain('commit 49098ed');
  });

  test('fails a job with an unknown failure', async () => {
    const results = write(suite('<testcase name="adds"><failure message="1 is not 2"/></testcase>'));
    const { code, summary } = await checkout(results).run('match.sh');
    expect(code).toBe(1);
    expect(summary).toContain('1 is not 2');
  });

  test('fails a job whose tests failed without a word in the results', async () => {
    const job = checkout(write(suite('<testcase name="adds"/>')));
    expect((await job.run('match.sh')).code).toBe(0);
    const { code, stderr } = await job.run('match.sh', { TESTS_FAILED: 'true' });
    expect([code, stderr.includes('something else broke')]).toEqual([1, true]);
  });
});

describe('keep.sh', () => {
  test('keeps the run on a branch of its own, which has nothing else', async () => {
    const { work, run, remote, history } = checkout(KNOWN);
    const main = runGit(remote, ['rev-parse', 'main']);
    expect(await run('keep.sh')).toMatchObject({ code: 0 });
    expect(history()).toMatch(/^\{"run":"812-1","at":"2026-02-01T09:00:00Z"/);
    const files = runGit(remote, ['ls-tree', '-r', '--name-only', HISTORY]).split('\n');
    expect(files.filter((file) => !/^content\/runs\/suite=orders\/.*\.jsonl$/.test(file))).toEqual([]);
    expect(runGit(remote, ['rev-parse', 'main'])).toBe(main);
    expect(runGit(work, ['status', '--porcelain', '--', ':!content/runs', ':!.cache'])).toBe('');
  });

  test('adds to what the branch has, also where the checkout has older runs', async () => {
    const first = checkout(KNOWN);
    await first.run('keep.sh');
    expect(await first.clone('second').run('keep.sh', { GITHUB_RUN_ID: '813' })).toMatchObject({ code: 0 });
    expect(first.history().match(/"run":"81\d-1"/g)).toEqual(['"run":"812-1"', '"run":"813-1"']);
    expect(runGit(first.remote, ['rev-list', '--count', HISTORY])).toBe('2');
  });

  test('keeps the runs of jobs that push at once', async () => {
    const first = checkout(KNOWN);
    const jobs = [first, first.clone('second'), first.clone('third')];
    const ends = await Promise.all(jobs.map((job, i) => job.run('keep.sh', { GITHUB_RUN_ID: `81${i}` })));
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(
      first
        .history()
        .match(/"run":"81\d-1"/g)
        ?.sort(),
    ).toEqual([0, 1, 2].map((i) => `"run":"81${i}-1"`));
  });

  test('warns where the branch is protected, and stays green', async () => {
    const { run, hook } = checkout(KNOWN);
    hook('exit 1');
    const { code, stdout } = await run('keep.sh');
    expect([code, stdout.match(/^::warning title=flakebook::.*$/gm)]).toEqual([
      0,
      [expect.stringContaining('git may not push to the branch flakebook-history')],
    ]);
  });

  test('needs no right to push to the protected branch of the code', async () => {
    const { run, hook, history } = checkout(KNOWN);
    hook('while read -r old new ref; do if [ "$ref" = refs/heads/main ]; then exit 1; fi; done');
    expect(await run('keep.sh')).toMatchObject({ code: 0 });
    expect(history()).toContain('"run":"812-1"');
  });

  test('warns where the remote is gone, and stays green', async () => {
    const { run, remote } = checkout(KNOWN);
    rmSync(remote, { recursive: true });
    const { code, stdout } = await run('keep.sh');
    expect([code, stdout]).toEqual([0, expect.stringContaining('git cannot read the repository')]);
  });

  test('keeps what there is of results that were cut off, and warns', async () => {
    const job = checkout(write('<testsuite name="vt/cart.test.js"><testcase name="adds"/><testc'));
    const { code, stdout } = await job.run('keep.sh');
    expect([code, stdout]).toEqual([0, expect.stringContaining('A part of the results could not be read')]);
    expect(job.history()).toContain('"partial":true');
  });

  test('keeps nothing where there is no result, and warns', async () => {
    const { code, stdout } = await checkout(KNOWN).run('keep.sh', { RESULTS: 'nowhere/*.xml' });
    expect([code, stdout]).toEqual([0, expect.stringContaining('No run was kept')]);
  });

  test('adds nothing for a run that is there', async () => {
    const { run, remote } = checkout(KNOWN);
    await run('keep.sh');
    const before = runGit(remote, ['rev-parse', HISTORY]);
    expect(await run('keep.sh')).toMatchObject({ code: 0 });
    expect(runGit(remote, ['rev-parse', HISTORY])).toBe(before);
  });
});
