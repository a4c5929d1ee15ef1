import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createRepository, runGit } from '../support/git.ts';
import { ORDERS_BOOK, ORDERS_RUNS } from '../support/orders-book.ts';
import { ROOT, tempFolder } from './run.ts';

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The script of a step of the documented workflow. */
function scriptOf(name: string): string {
  const text = readFileSync(join(ROOT, 'docs/github-actions.md'), 'utf8');
  const workflow = parse(/```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '') as {
    jobs: { test: { steps: Step[] } };
  };
  const step = workflow.jobs.test.steps.find((known) => known.name === name);
  if (!step?.run) throw new Error(`no step ${name}`);
  // Names of branches and the like come from outside: they may reach a script through its environment only.
  expect(step.run).not.toContain('${{');
  return step.run;
}

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
  return { ...jobIn(work, results), clone };
}

function jobIn(work: string, results: string) {
  mkdirSync(join(work, 'results'), { recursive: true });
  mkdirSync(join(work, 'node_modules'), { recursive: true });
  copyFileSync(results, join(work, 'results/junit.xml'));
  const summary = join(work, 'node_modules/summary.md');
  const run = (step: string, env: Readonly<Record<string, string>> = {}) => {
    rmSync(summary, { force: true });
    writeFileSync(summary, '');
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', scriptOf(step)], {
      cwd: work,
      encoding: 'utf8',
      env: {
        ...process.env,
        FLAKEBOOK: `${process.execPath} ${ROOT}/bin/flakebook.js`,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_SHA: '49098edc61f3dd9c6133ecd0e1c77539800880b3',
        RUN: '812-1',
        BEGAN: '2026-02-01T09:00:00Z',
        BRANCH: 'main',
        URL: 'https://github.com/your-org/orders/actions/runs/812',
        ...env,
      },
    });
    return { code: status, stdout, stderr, summary: readFileSync(summary, 'utf8') };
  };
  return { work, run };
}

function write(text: string): string {
  const file = join(tempFolder(), 'junit.xml');
  writeFileSync(file, text);
  return file;
}

const MONTH = 'content/runs/suite=orders/month=2026-02/runs.jsonl';

const suite = (cases: string) => `<testsuite name="vt/cart.test.js">${cases}</testsuite>`;

describe('the documented workflow', () => {
  const MATCH = 'Known flakes?';
  const KEEP = 'Keep what the run showed';

  test('passes a job in which every failure is known, and says which', () => {
    const { code, stdout, summary } = checkout(`${ORDERS_RUNS}/run-012/junit.xml`).run(MATCH);
    expect(code).toBe(0);
    expect(summary).toContain('ORD-01');
    expect(stdout).toContain('ENV-12');
  });

  test('fails a job with an unknown failure', () => {
    const results = write(suite('<testcase name="adds"><failure message="1 is not 2"/></testcase>'));
    const { code, summary } = checkout(results).run(MATCH);
    expect(code).toBe(1);
    expect(summary).toContain('1 is not 2');
  });

  test('fails a job whose tests failed without a word in the results', () => {
    const { code, stderr } = checkout(write(suite('<testcase name="adds"/>'))).run(MATCH);
    expect([code, stderr.includes('something else broke')]).toEqual([1, true]);
  });

  test('keeps the run in the history', () => {
    const { work, run } = checkout(`${ORDERS_RUNS}/run-012/junit.xml`);
    expect(run(KEEP)).toMatchObject({ code: 0 });
    expect(runGit(work, ['show', 'origin/main:content/runs/suite=orders/month=2026-02/runs.jsonl'])).toMatch(
      /^\{"run":"812-1","at":"2026-02-01T09:00:00Z"/,
    );
  });

  test('keeps both runs where two jobs push at once', () => {
    const first = checkout(`${ORDERS_RUNS}/run-012/junit.xml`);
    const second = first.clone('second');
    expect(first.run(KEEP)).toMatchObject({ code: 0 });
    expect(second.run(KEEP, { RUN: '813-1' })).toMatchObject({ code: 0 });
    runGit(first.work, ['fetch', '--quiet']);
    const text = runGit(first.work, ['show', `origin/main:${MONTH}`]);
    expect(text.match(/"run":"81\d-1"/g)).toEqual(['"run":"812-1"', '"run":"813-1"']);
  });

  test('keeps what there is of results that were cut off, and fails', () => {
    const { work, run } = checkout(write('<testsuite name="vt/cart.test.js"><testcase name="adds"/><testc'));
    expect(run(KEEP).code).toBe(1);
    expect(runGit(work, ['show', `origin/main:${MONTH}`])).toContain('"partial":true');
  });

  test('fails where the history cannot be pushed', () => {
    const { work, run } = checkout(`${ORDERS_RUNS}/run-012/junit.xml`);
    writeFileSync(join(work, '../remote.git/hooks/pre-receive'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    expect(run(KEEP).code).toBe(1);
  });

  test('adds nothing for a run that is there', () => {
    const { work, run } = checkout(`${ORDERS_RUNS}/run-012/junit.xml`);
    run(KEEP);
    const before = runGit(work, ['rev-parse', 'origin/main']);
    expect(run(KEEP)).toMatchObject({ code: 0 });
    expect(runGit(work, ['rev-parse', 'origin/main'])).toBe(before);
  });
});
