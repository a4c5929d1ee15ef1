import { describe, expect, test } from 'vitest';
import { readEnv } from '../../src/host/ingest/from-env.ts';

const COMMIT = '49098edc61f3dd9c6133ecd0e1c77539800880b3';
const NOW = Date.parse('2026-02-01T09:00:00.500Z');
const said = (env: Readonly<Record<string, string>>, typed = {}) => readEnv(env, typed, NOW).head;

const GITHUB = {
  GITHUB_ACTIONS: 'true',
  GITHUB_RUN_ID: '812',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_SHA: COMMIT,
  GITHUB_REF: 'refs/heads/main',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'example/shop',
};
const GITLAB = {
  GITLAB_CI: 'true',
  CI_JOB_ID: '4711',
  CI_COMMIT_SHA: COMMIT,
  CI_COMMIT_BRANCH: 'main',
  CI_JOB_URL: 'https://gitlab.com/example/shop/-/jobs/4711',
  CI_JOB_STARTED_AT: '2026-02-01T08:00:00Z',
};
const AZURE = {
  TF_BUILD: 'True',
  BUILD_BUILDID: '31',
  SYSTEM_JOBATTEMPT: '1',
  BUILD_SOURCEVERSION: COMMIT,
  BUILD_SOURCEBRANCH: 'refs/heads/main',
  SYSTEM_COLLECTIONURI: 'https://dev.azure.com/example/',
  SYSTEM_TEAMPROJECT: 'Web shop',
  SYSTEM_PIPELINESTARTTIME: '2026-02-01 08:00:00+00:00',
};
const JENKINS = {
  JENKINS_URL: 'https://ci.example/',
  BUILD_TAG: 'jenkins-shop-31',
  GIT_COMMIT: COMMIT,
  GIT_BRANCH: 'origin/main',
  BUILD_URL: 'https://ci.example/job/shop/31/',
};

describe('--from-env', () => {
  test.each([
    [
      GITHUB,
      { run: '812-2', url: 'https://github.com/example/shop/actions/runs/812', at: '2026-02-01T09:00:00Z' },
    ],
    [GITLAB, { run: '4711', url: GITLAB.CI_JOB_URL, at: '2026-02-01T08:00:00Z' }],
    [JENKINS, { run: 'jenkins-shop-31', url: JENKINS.BUILD_URL, at: '2026-02-01T09:00:00Z' }],
    [
      {
        BUILDKITE: 'true',
        BUILDKITE_JOB_ID: 'j1',
        BUILDKITE_COMMIT: COMMIT,
        BUILDKITE_BRANCH: 'main',
        BUILDKITE_PULL_REQUEST: 'false',
        BUILDKITE_TAG: '',
        BUILDKITE_BUILD_URL: 'https://buildkite.com/a/b/builds/1',
      },
      { run: 'j1', url: 'https://buildkite.com/a/b/builds/1', at: '2026-02-01T09:00:00Z' },
    ],
    [
      {
        CIRCLECI: 'true',
        CIRCLE_WORKFLOW_JOB_ID: 'w1',
        CIRCLE_SHA1: COMMIT,
        CIRCLE_BRANCH: 'main',
        CIRCLE_BUILD_URL: 'https://circleci.com/gh/a/b/1',
      },
      { run: 'w1', url: 'https://circleci.com/gh/a/b/1', at: '2026-02-01T09:00:00Z' },
    ],
    [
      AZURE,
      {
        run: '31-1',
        url: 'https://dev.azure.com/example/Web%20shop/_build/results?buildId=31',
        at: '2026-02-01T08:00:00Z',
      },
    ],
  ])('reads a run of main: %o', (env, expected) => {
    expect(said(env)).toEqual({ ...expected, commit: COMMIT, branch: 'main', environment: '' });
  });

  test.each([
    [{ ...GITHUB, GITHUB_REF: 'refs/pull/12/merge', GITHUB_HEAD_REF: 'main' }, 'pull/12'],
    [{ ...GITHUB, GITHUB_REF: 'refs/heads/feature/pull/1' }, 'feature/pull/1'],
    [{ ...GITHUB, GITHUB_REF: 'refs/tags/v1' }, 'tags/v1'],
    [{ ...GITLAB, CI_COMMIT_BRANCH: '', CI_MERGE_REQUEST_IID: '7' }, 'merge-requests/7'],
    [{ ...JENKINS, CHANGE_ID: '9', BRANCH_NAME: 'PR-9' }, 'pull/9'],
    [{ ...AZURE, BUILD_SOURCEBRANCH: 'refs/pull/3/merge' }, 'pull/3'],
    [
      {
        BUILDKITE: 'true',
        BUILDKITE_JOB_ID: 'j',
        BUILDKITE_COMMIT: COMMIT,
        BUILDKITE_BRANCH: 'main',
        BUILDKITE_PULL_REQUEST: '5',
      },
      'pull/5',
    ],
  ])('never takes a pull request or a tag for a branch: %o', (env, branch) => {
    expect(said(env).branch).toBe(branch);
  });

  test('lets what somebody typed win', () => {
    const typed = { run: 'mine', branch: 'trunk', at: undefined };
    expect(said(GITHUB, typed)).toMatchObject({
      run: 'mine',
      branch: 'trunk',
      commit: COMMIT,
      at: '2026-02-01T09:00:00Z',
    });
    expect(said({ ...GITHUB, GITHUB_RUN_ID: '' }, typed).run).toBe('mine');
  });

  test('says where it had to take the time of now', () => {
    expect(readEnv(GITHUB, {}, NOW).note).toContain('does not say when the run began');
    expect(readEnv(GITHUB, { at: '2026-01-01T00:00:00Z' }, NOW).note).toBeUndefined();
    expect(readEnv(GITLAB, {}, NOW).note).toBeUndefined();
  });

  test.each([
    [
      {},
      /^Leave out --from-env and say --run, --at and --commit: this is none of GitHub Actions, .* and Azure Pipelines\.$/,
    ],
    [{ ...JENKINS, GIT_COMMIT: ' ' }, /^Add --commit: Jenkins has set no GIT_COMMIT\.$/],
    [{ ...GITHUB, GITHUB_RUN_ATTEMPT: '' }, /^Add --run: GitHub Actions has set no GITHUB_RUN_ATTEMPT\.$/],
    [{ ...GITHUB, GITHUB_EVENT_NAME: 'workflow_run' }, /^Add --commit and --branch: on `workflow_run`/],
    [{ ...GITLAB, CI_JOB_STARTED_AT: 'soon' }, /^Expected a time with its offset, .*found `at` "soon"/],
  ])('refuses %o in one sentence', (env, message) => {
    expect(() => said(env)).toThrow(message);
  });
});
