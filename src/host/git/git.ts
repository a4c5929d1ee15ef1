import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../user-error.ts';

/** A repository that is only read: fixed plumbing commands, and all that a user or a record says goes in by stdin. */
export interface Git {
  /** As the user named it. */
  readonly shown: string;
  /** What the command printed; undefined where it failed. @param args our own words, never the user's. */
  run(args: readonly string[], input?: string): Buffer | undefined;
}

/** Nothing of the machine's or the user's settings, and no way to another host. */
const CONFIG = ['-c', 'core.fsmonitor=false', '-c', `core.hooksPath=${devNull}`, '-c', 'safe.directory=*'];

const MAX_OUTPUT_BYTES = 2 ** 31 - 1;

/**
 * Opens a checkout or a bare repository.
 * @throws UserError when there is none, or no git.
 */
export function openGit(folder: string, label = folder): Git {
  if (!existsSync(folder))
    throw new UserError(`There is no folder ${label}: name a git checkout or a bare repository.`);
  if (!statSync(folder).isDirectory())
    throw new UserError(`${label} is a file: name a git checkout or a bare repository.`);
  const real = realpathSync(folder);
  const run = (args: readonly string[], input = ''): Buffer | undefined => {
    const ended = spawn(real, args, input);
    if (ended.error) throw new UserError(startProblem(ended.error));
    return ended.status === 0 ? ended.stdout : undefined;
  };
  if (run(['rev-parse', '--git-dir']) === undefined)
    throw new UserError(
      `${label} is not a git repository: name the folder that has \`.git\` in it, or a bare repository.`,
    );
  return { shown: label, run };
}

function spawn(folder: string, args: readonly string[], input: string): SpawnSyncReturns<Buffer> {
  return spawnSync('git', ['--no-pager', ...CONFIG, ...args], {
    cwd: folder,
    input,
    env: environment(folder),
    maxBuffer: MAX_OUTPUT_BYTES,
    windowsHide: true,
  });
}

/** Made anew: what git's own variables say (in a hook, say) is about another repository. */
function environment(folder: string): NodeJS.ProcessEnv {
  const { PATH, Path, SystemRoot } = process.env;
  return {
    PATH: PATH ?? Path,
    SystemRoot,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    // What a partial clone lacks stays away: newer git knows the first, and no transport is allowed in any.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    // The folder itself or nothing: not a repository that happens to lie around it.
    GIT_CEILING_DIRECTORIES: dirname(folder),
  };
}

function startProblem(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '`git` was not found: install it, or put it on the PATH.';
  if (error.code === 'ENOBUFS') return 'git printed more than can be held: the repository is too large.';
  return `git could not be started: ${error.message}.`;
}

/** The repository that a folder lies in, and the folder's path within it; undefined outside of any. */
export function repositoryAround(folder: string): { repository: string; inside: string } | undefined {
  const real = realpathSync(folder);
  for (let at = real; ; at = dirname(at)) {
    if (existsSync(join(at, '.git')))
      return { repository: at, inside: real.slice(at.length + 1).replaceAll('\\', '/') };
    if (at === dirname(at)) return undefined;
  }
}
