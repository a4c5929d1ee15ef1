import { isUtf8 } from 'node:buffer';
import { atKey } from '../../core/kept.ts';
import {
  type SourceFile,
  type SourceTree,
  sourceFile,
  type TreeCommit,
  type Unreadable,
} from '../../verify/source-tree.ts';
import { UserError } from '../user-error.ts';
import { type Git, grepTree, listTree, openGit, readBlobs, readCommit, type TreeEntry } from './git.ts';

/** Nobody writes a source file of this size. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** As git itself decides: a zero byte within the first 8000. */
const BINARY_PROBE_BYTES = 8000;

const MODES: Readonly<Record<string, Unreadable>> = { '120000': 'link', '160000': 'submodule' };

/**
 * Opens one commit of a checkout or bare repository; what lies in the work tree is not looked at.
 * @param revision whatever git takes for a commit.
 * @throws UserError in one sentence: no git, no repository, no such commit.
 */
export function openGitTree(path: string, revision = 'HEAD', label = path): SourceTree {
  const git = openGit(path, label);
  const isShallow = git.run(['rev-parse', '--is-shallow-repository'])?.toString('utf8').trim() === 'true';
  const commit = resolveCommit(git, revision, isShallow);
  const entries = listTree(git, commit.id);
  const paths = [...entries.keys()];
  const known = new Map<string, SourceFile | Unreadable>();
  const commits = new Map<string, TreeCommit | 'ambiguous' | undefined>();
  return {
    commit,
    isShallow,
    paths: () => paths,
    read(wanted) {
      const entry = entries.get(wanted);
      if (!entry) return underSubmodule(entries, wanted);
      return atKey(known, wanted, () => readEntry(git, entry));
    },
    prepare(wanted) {
      const unread = new Map(
        wanted.flatMap((path) => {
          const entry = known.has(path) ? undefined : entries.get(path);
          return entry && MODES[entry.mode] === undefined ? [[path, entry.id] as const] : [];
        }),
      );
      const blobs = readBlobs(git, [...unread.values()], MAX_FILE_BYTES);
      for (const path of unread.keys()) known.set(path, fileOf(blobs.next().value));
    },
    filesWith: (texts) => grepTree(git, commit.id, texts, paths),
    findCommit(id) {
      if (!commits.has(id)) commits.set(id, findCommit(git, id));
      return commits.get(id);
    },
  };
}

function resolveCommit(git: Git, revision: string, isShallow: boolean): TreeCommit {
  const commit = readCommit(git, revision);
  if (commit === 'ambiguous')
    throw new UserError(
      `Write more of the commit id: several objects of ${git.shown} begin with ${revision}.`,
    );
  if (commit) return commit;
  const hint = isShallow ? '; it is a shallow clone: `git fetch --unshallow` brings older commits' : '';
  const what = revision === 'HEAD' ? 'commit yet' : `commit \`${oneLine(revision)}\``;
  throw new UserError(`There is no ${what} in ${git.shown}${hint}.`);
}

function oneLine(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** A branch may be called like the beginning of an id: that is not the commit that a record means. */
function findCommit(git: Git, id: string): TreeCommit | 'ambiguous' | undefined {
  const commit = readCommit(git, id);
  return typeof commit === 'object' && !commit.id.startsWith(id) ? undefined : commit;
}

function readEntry(git: Git, { mode, id }: TreeEntry): SourceFile | Unreadable {
  const special = MODES[mode];
  if (special) return special;
  return fileOf(readBlobs(git, [id], MAX_FILE_BYTES).next().value);
}

function fileOf(bytes: Buffer | undefined): SourceFile | Unreadable {
  if (bytes === undefined) return 'too-large';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return sourceFile(bytes.toString('utf16le'));
  if (isBinary(bytes)) return 'binary';
  return sourceFile(bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1'));
}

function underSubmodule(entries: ReadonlyMap<string, TreeEntry>, path: string): Unreadable | undefined {
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const mode = entries.get(path.slice(0, at))?.mode;
    if (mode !== undefined) return MODES[mode];
  }
  return undefined;
}

function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, BINARY_PROBE_BYTES).includes(0);
}

/**
 * The files of a folder of a repository at a commit, by path below the folder; links and submodules are left out.
 * @param folder with forward slashes, the empty string for all.
 * @throws UserError as `openGitTree`.
 */
export function readTreeFolder(repository: string, revision: string, folder: string): Map<string, Buffer> {
  const git = openGit(repository);
  const isShallow = git.run(['rev-parse', '--is-shallow-repository'])?.toString('utf8').trim() === 'true';
  const { id } = resolveCommit(git, revision, isShallow);
  const prefix = folder === '' ? '' : `${folder.replace(/\/+$/, '')}/`;
  const files = [...listTree(git, id)].filter(
    ([path, { mode }]) => path.startsWith(prefix) && MODES[mode] === undefined,
  );
  const blobs = [
    ...readBlobs(
      git,
      files.map(([, entry]) => entry.id),
      Number.POSITIVE_INFINITY,
    ),
  ];
  return new Map(files.flatMap(([path], i) => (blobs[i] ? [[path.slice(prefix.length), blobs[i]]] : [])));
}
