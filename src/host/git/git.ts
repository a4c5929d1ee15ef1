import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import { isWhen } from '../../core/calendar.ts';
import { escapeRegex } from '../../core/text.ts';
import { isSource, type TreeCommit } from '../../verify/source-tree.ts';
import { UserError } from '../user-error.ts';

/** A repository that is only read. Commands are fixed; words of users and records go in through stdin. */
export interface Git {
  /** As the user named it. */
  readonly shown: string;
  /**
   * What the command printed; undefined where it failed.
   * @param args our own words, never the user's. @param last the highest exit code that is no failure.
   */
  run(args: readonly string[], input?: string, last?: number): Buffer | undefined;
}

/** Ignores the settings of the machine and the user, and cannot reach another host. */
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
  const run = (args: readonly string[], input = '', last = 0): Buffer | undefined => {
    const ended = spawn(real, args, input);
    if (ended.error) throw new UserError(startProblem(ended.error));
    return ended.status !== null && ended.status <= last ? ended.stdout : undefined;
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

/** A fresh environment: git's own variables, as in a hook, would be about another repository. */
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

/** The files that git tracks in the repository around a folder, from its root; none where there is no repository. */
export function filesAround(folder: string): string[] {
  try {
    const { repository = '' } = repositoryAround(folder) ?? {};
    const listing = repository === '' ? undefined : openGit(repository).run(['ls-files', '-z', '--cached']);
    return listing?.toString('utf8').split('\0').filter(Boolean) ?? [];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/**
 * Every path below a folder in any commit of any branch, from that folder; none where git does not say.
 * @param folders only what the present branch added to these folders in it.
 */
export function pathsEver(repository: string, inside: string, folders?: readonly string[]): string[] {
  const base = inside === '' ? '' : `${inside}/`;
  // git takes one path a line.
  if (/[\r\n]/.test(base)) return [];
  const commits = folders ? ['--first-parent', '--diff-filter=A'] : ['--all'];
  const options = [
    ...commits,
    '--no-renames',
    '--diff-merges=first-parent',
    '--format=',
    '--name-only',
    '-z',
  ];
  try {
    const args = ['--literal-pathspecs', 'log', ...options, '--stdin'];
    const listing = openGit(repository).run(
      args,
      ['--', ...(folders ?? ['']).map((one) => base + one || '.'), ''].join('\n'),
    );
    const paths = new Set(listing?.toString('utf8').split('\0'));
    return [...paths].flatMap((path) => (path.startsWith(base) ? path.slice(base.length) : []));
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** An entry of a tree: `mode` as git writes it. */
export interface TreeEntry {
  readonly mode: string;
  readonly id: string;
}

/** At most so much is held of one answer. */
const CHUNK_BYTES = 64 * 1024 * 1024;

/**
 * A commit by what a user calls it: an id or its beginning, a branch, a tag. The name goes in by stdin, where nothing is
 * an option.
 */
export function readCommit(git: Git, name: string): TreeCommit | 'ambiguous' | undefined {
  // git takes one name a line.
  if (name === '' || /[\0\r\n]/.test(name)) return undefined;
  const answer = git.run(['cat-file', '--batch'], `${name}^{commit}\n`)?.toString('utf8');
  if (answer === undefined) throw lacking(git);
  const [, id, text] = /^([0-9a-f]{40,64}) commit \d+\n([\s\S]*)$/.exec(answer) ?? [];
  if (id === undefined || text === undefined) return / ambiguous\n$/.test(answer) ? 'ambiguous' : undefined;
  const [header = ''] = text.split('\n\n', 1);
  return { id, authored: dateOf(header, 'author'), committed: dateOf(header, 'committer') };
}

/** `1767286800 -0500` as a date-time with offset. */
function dateOf(header: string, who: 'author' | 'committer'): string {
  const line = header.split('\n').find((text) => text.startsWith(`${who} `)) ?? '';
  const [, seconds = '0', sign = '+', hours = '00', minutes = '00'] =
    / (\d+) ([+-])(\d\d)(\d\d)$/.exec(line) ?? [];
  const offsetMinutes = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const utcMs = Math.min(Number(seconds) * 1000, Date.UTC(9999, 0));
  const local = new Date(utcMs + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const when = `${local}${offsetMinutes === 0 ? 'Z' : `${sign}${hours}:${minutes}`}`;
  return isWhen(when) ? when : `${new Date(utcMs).toISOString().slice(0, 19)}Z`;
}

/** All files of a commit by path, in code point order. */
export function listTree(git: Git, commit: string): Map<string, TreeEntry> {
  const listing = git.run(['ls-tree', '-r', '-z', '--full-tree', commit]);
  if (listing === undefined) throw lacking(git);
  const entries = listing
    .toString('utf8')
    .split('\0')
    .flatMap((row): [string, TreeEntry][] => {
      const [, mode, id, path] = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]+)$/.exec(row) ?? [];
      return mode && id && path ? [[path, { mode, id }]] : [];
    });
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Half of the bytes of many repositories: git looks for nothing there, but for files that are source by their name. */
const PROSE_AND_DATA = 'csv html json lock md mdx rst sum svg txt xml yaml yml'.split(' ');
const IS_PROSE_OR_DATA = new RegExp(String.raw`\.(?:${PROSE_AND_DATA.join('|')})$`, 'i');
/** A command line has no room for more paths. */
const MOST_PATHS = 500;

/** Where to look, search by search: not in prose and data, then in what of them is source, such as `CMakeLists.txt`. */
function pathspecsFor(paths: readonly string[]): string[][] {
  const named = paths.filter((path) => IS_PROSE_OR_DATA.test(path) && isSource(path, []));
  if (named.length > MOST_PATHS) return [[]];
  const others = PROSE_AND_DATA.map((ending) => `:(exclude,icase)*.${ending}`);
  return named.length === 0 ? [others] : [others, named.map((path) => `:(top,literal)${path}`)];
}

/**
 * The source files of a commit that have each of the texts as whole words, and maybe others; the texts go in by stdin, one a
 * line.
 * @param paths of all files of the commit.
 */
export function grepTree(
  git: Git,
  commit: string,
  texts: ReadonlySet<string>,
  paths: readonly string[],
): Map<string, string[]> {
  const found = new Map<string, Set<string>>([...texts].map((text) => [text, new Set()]));
  // git takes one text a line, and an empty one is everywhere.
  const asked = [...texts].filter((text) => text !== '' && !/[\0\r\n]/.test(text));
  if (asked.length > 0) {
    const options = ['-I', '-E', '-w', '-o', '-z', '--full-name', '--no-color', '-f', '-'];
    // One pattern: git looks for each of several fixed ones by itself, which takes ten times as long.
    const pattern = asked.map(escapeRegex).join('|');
    const hits = pathspecsFor(paths).map((specs) => {
      const hit = git.run(['grep', ...options, commit, '--', ...specs], `${pattern}\n`, 1);
      if (hit === undefined) throw lacking(git);
      return hit.toString('utf8');
    });
    // Of texts within each other git says the longest only.
    const within = new Map(asked.map((text) => [text, asked.filter((other) => text.includes(other))]));
    for (const [, path = '', text = ''] of hits.join('').matchAll(/^[0-9a-f]+:([^\0]+)\0(.*)$/gm))
      for (const part of within.get(text) ?? []) found.get(part)?.add(path);
  }
  return new Map([...found].map(([text, paths]) => [text, [...paths]]));
}

/** Sizes of objects in bytes, in the order of their ids. */
function readSizes(git: Git, ids: readonly string[]): number[] {
  const answer = git.run(['cat-file', '--batch-check=%(objectname) %(objectsize)'], `${ids.join('\n')}\n`);
  if (answer === undefined) throw lacking(git);
  return answer
    .toString('latin1')
    .split('\n')
    .slice(0, ids.length)
    .map((row) => {
      const size = /^[0-9a-f]+ (\d+)$/.exec(row)?.[1];
      if (size === undefined) throw lacking(git);
      return Number(size);
    });
}

/** The bytes of objects, in the order of their ids; those larger than `limitBytes` are left out. */
export function* readBlobs(
  git: Git,
  ids: readonly string[],
  limitBytes: number,
): Generator<Buffer | undefined> {
  if (ids.length === 0) return;
  const sizes = readSizes(git, ids);
  for (let from = 0; from < ids.length; ) {
    let to = from;
    for (let sum = 0; to < ids.length && (sum === 0 || sum + (sizes[to] ?? 0) <= CHUNK_BYTES); to += 1)
      sum += (sizes[to] ?? 0) > limitBytes ? 0 : (sizes[to] ?? 0);
    const wanted = ids.slice(from, to).filter((_, i) => (sizes[from + i] ?? 0) <= limitBytes);
    const contents = readChunk(git, wanted);
    for (; from < to; from += 1) yield (sizes[from] ?? 0) > limitBytes ? undefined : contents.next().value;
  }
}

/** Reads `<id> blob <size>\n<bytes>\n` again and again. */
function* readChunk(git: Git, ids: readonly string[]): Generator<Buffer, undefined> {
  if (ids.length === 0) return undefined;
  const answer = git.run(['cat-file', '--batch'], `${ids.join('\n')}\n`);
  if (answer === undefined) throw lacking(git);
  let at = 0;
  for (let i = 0; i < ids.length; i += 1) {
    const end = answer.indexOf('\n', at);
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(answer.toString('latin1', at, end))?.[1];
    if (size === undefined) throw lacking(git);
    at = end + 1 + Number(size);
    yield answer.subarray(end + 1, at);
    at += 1;
  }
  return undefined;
}

function lacking(git: Git): UserError {
  return new UserError(
    `Use a full clone: ${git.shown} lacks objects of the commit, because it is damaged or a partial clone.`,
  );
}
