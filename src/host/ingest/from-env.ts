import { encodePart } from '../../core/url.ts';
import type { RunHead } from '../../runs/merge/measure-run.ts';
import { UserError } from '../user-error.ts';
import { type RunOptions, readHead, Unusable } from './run-head.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What of a run somebody said; the rest is not known. */
export type SaidOfRun = { readonly [Key in keyof RunOptions]?: string | undefined };

/** What a CI machine says of the run that it is at, by the names of its variables. */
interface Machine {
  readonly name: string;
  /** Set on this machine only. */
  readonly sign: string;
  /** Together they differ between attempts, too. */
  readonly run: readonly string[];
  readonly commit: string;
  /** The first that has a value counts; `as` makes it the name of a branch. */
  readonly branch: readonly (readonly [variable: string, as: (value: string) => string | undefined])[];
  url(env: Env): string | undefined;
  /** When it began, where the machine says that. */
  readonly at?: string;
  /** Where the variables are about something else than what was tested. */
  readonly unlike?: (env: Env) => string | undefined;
}

const asIt = (name: string) => name;
const asTag = (name: string) => `tags/${name}`;
const asChange = (id: string) => (/^\d+$/.test(id) ? `pull/${id}` : undefined);
/** A pull request is never its target, and may call its own branch `main`. */
const asRef = (ref: string) =>
  /^refs\/heads\/(.+)$/.exec(ref)?.[1] ??
  /^refs\/((?:pull|pull-requests|merge-requests|tags)\/[^/]+)/.exec(ref)?.[1] ??
  ref;

const MACHINES: readonly Machine[] = [
  {
    // https://docs.github.com/en/actions/reference/workflows-and-actions/variables
    name: 'GitHub Actions',
    sign: 'GITHUB_ACTIONS',
    run: ['GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT'],
    commit: 'GITHUB_SHA',
    branch: [['GITHUB_REF', asRef]],
    url: ({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run }) =>
      server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined,
    unlike: ({ GITHUB_EVENT_NAME: event }) =>
      event === 'pull_request_target' || event === 'workflow_run' ? event : undefined,
  },
  {
    // https://docs.gitlab.com/ci/variables/predefined_variables/
    name: 'GitLab CI',
    sign: 'GITLAB_CI',
    run: ['CI_JOB_ID'],
    commit: 'CI_COMMIT_SHA',
    branch: [
      ['CI_MERGE_REQUEST_IID', (id) => `merge-requests/${id}`],
      ['CI_COMMIT_BRANCH', asIt],
      ['CI_COMMIT_TAG', asTag],
    ],
    url: ({ CI_JOB_URL }) => CI_JOB_URL,
    at: 'CI_JOB_STARTED_AT',
  },
  {
    // https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables
    name: 'Jenkins',
    sign: 'JENKINS_URL',
    run: ['BUILD_TAG'],
    commit: 'GIT_COMMIT',
    branch: [
      ['CHANGE_ID', asChange],
      ['BRANCH_NAME', asIt],
      ['GIT_BRANCH', (name) => name.replace(/^origin\//, '')],
    ],
    url: ({ BUILD_URL }) => BUILD_URL,
  },
  {
    // https://buildkite.com/docs/pipelines/configure/environment-variables
    name: 'Buildkite',
    sign: 'BUILDKITE',
    run: ['BUILDKITE_JOB_ID'],
    commit: 'BUILDKITE_COMMIT',
    branch: [
      ['BUILDKITE_PULL_REQUEST', asChange],
      ['BUILDKITE_TAG', asTag],
      ['BUILDKITE_BRANCH', asIt],
    ],
    url: ({ BUILDKITE_BUILD_URL }) => BUILDKITE_BUILD_URL,
  },
  {
    // https://circleci.com/docs/reference/variables/; of a fork, the branch is `pull/12`
    name: 'CircleCI',
    sign: 'CIRCLECI',
    run: ['CIRCLE_WORKFLOW_JOB_ID'],
    commit: 'CIRCLE_SHA1',
    branch: [
      ['CIRCLE_BRANCH', asIt],
      ['CIRCLE_TAG', asTag],
    ],
    url: ({ CIRCLE_BUILD_URL }) => CIRCLE_BUILD_URL,
  },
  {
    // https://learn.microsoft.com/azure/devops/pipelines/build/variables
    name: 'Azure Pipelines',
    sign: 'TF_BUILD',
    run: ['BUILD_BUILDID', 'SYSTEM_JOBATTEMPT'],
    commit: 'BUILD_SOURCEVERSION',
    branch: [['BUILD_SOURCEBRANCH', asRef]],
    url: ({ SYSTEM_COLLECTIONURI: home, SYSTEM_TEAMPROJECT: project, BUILD_BUILDID: id }) =>
      home && project && id ? `${home}${encodePart(project)}/_build/results?buildId=${id}` : undefined,
    at: 'SYSTEM_PIPELINESTARTTIME',
  },
];

/** What `--from-env` found, with a note where it is less than the whole truth. */
export interface FromEnv {
  readonly head: RunHead;
  readonly note?: string;
}

/**
 * What the CI machine says of its run, below what somebody typed. Where the machine says no time, it is that of now.
 * @throws UserError where there is no machine that Flakebook knows, where it does not say what a run needs, or what cannot be.
 */
export function readEnv(env: Env, typed: SaidOfRun, nowMs: number): FromEnv {
  const machine = MACHINES.find(({ sign }) => (env[sign] ?? '') !== '');
  if (!machine) {
    const names = MACHINES.map(({ name }) => name);
    throw new UserError(
      `Leave out --from-env and say --run, --at and --commit: this is none of ${names.slice(0, -1).join(', ')} and ${names.at(-1)}.`,
    );
  }
  const { name, branch, at } = machine;
  const unlike = machine.unlike?.(env);
  if (unlike !== undefined && (typed.commit === undefined || typed.branch === undefined))
    throw new UserError(
      `Add --commit and --branch: on \`${unlike}\`, the variables of ${name} are not about the commit that was tested.`,
    );
  const value = (variable: string): string | undefined => env[variable]?.trim() || undefined;
  const needed = (flag: 'run' | 'commit', variables: readonly string[]): string => {
    const missing = variables.find((variable) => value(variable) === undefined);
    if (typed[flag] !== undefined || missing === undefined) return variables.map(value).join('-');
    throw new UserError(`Add --${flag}: ${name} has set no ${missing}.`);
  };
  const began = at === undefined ? undefined : value(at)?.replace(' ', 'T');
  const now = `${new Date(nowMs).toISOString().slice(0, -5)}Z`;
  const found: RunOptions = {
    run: needed('run', machine.run),
    commit: needed('commit', [machine.commit]),
    branch: branch.flatMap(([variable, as]) => {
      const text = value(variable);
      return (text === undefined ? undefined : as(text)) ?? [];
    })[0],
    url: machine.url(env),
    at: began ?? now,
  };
  const note =
    began === undefined && typed.at === undefined
      ? `${name} does not say when the run began: it counts as of now (${now}). Give --at to say otherwise.`
      : undefined;
  const own = Object.entries(typed).filter(([, text]) => text !== undefined);
  return { head: headOf({ ...found, ...Object.fromEntries(own) }), note };
}

/** A run as somebody described it, wholly. @throws UserError for a value that cannot be. */
export function headOf(said: RunOptions): RunHead {
  try {
    return readHead(said);
  } catch (error) {
    if (error instanceof Unusable) throw new UserError(error.message);
    throw error;
  }
}
