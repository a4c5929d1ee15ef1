import { isWhen } from '../../core/calendar.ts';
import type { TreeCommit } from '../../verify/source-tree.ts';
import { UserError } from '../user-error.ts';
import type { Git } from './git.ts';

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
