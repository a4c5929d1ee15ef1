import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { reasonOf } from '../host/content-files.ts';
import { UserError } from '../host/user-error.ts';
import { isWithin } from '../host/write-file.ts';
import { type Output, Terminal } from '../print/terminal.ts';

/** What a command gets of the process: whoever starts the command passes it in. Nothing in `cli` uses `process` itself. */
export interface World {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: NodeJS.ReadableStream;
  /** Where relative paths begin: an absolute path. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of Flakebook below the user's own folder for caches; undefined where the user has none. */
  readonly cacheFolder?: string;
}

/** The same as a command sees it: what it says goes through two doors. */
export interface Io extends Pick<World, 'stdin' | 'cwd' | 'env' | 'cacheFolder'> {
  readonly out: Terminal;
  readonly err: Terminal;
}

/** What is looked at only when it is asked for stays so: a working directory may be gone. */
export function openDoors(world: World): Io {
  return {
    out: new Terminal(world.stdout, world.env),
    err: new Terminal(world.stderr, world.env),
    env: world.env,
    cacheFolder: world.cacheFolder,
    get stdin() {
      return world.stdin;
    },
    get cwd() {
      return world.cwd;
    },
  };
}

/** The absolute path of a path that the user typed. */
export function pathOf({ cwd }: Io, typed: string): string {
  return resolve(cwd, typed);
}

/** A path relative to the working directory, as somebody types it. */
export function typedPath({ cwd }: Io, path: string): string {
  return relative(cwd, path).split(sep).join('/') || '.';
}

export const USUAL_OUT = 'dist';

/** The folder for outputs that nobody named; who stands in the content folder wants none there. */
export function usualOut(io: Io, content: string | undefined): string {
  const isInside = content !== undefined && isWithin(io.cwd, content);
  return isInside ? typedPath(io, join(dirname(content), USUAL_OUT)) : USUAL_OUT;
}

/** A path as the user would type it: relative to the working directory if it is below it. */
export function shown({ cwd }: Io, path: string): string {
  const way = relative(cwd, resolve(cwd, path));
  return (way === '' ? '.' : way.startsWith('..') || isAbsolute(way) ? path : way).split(sep).join('/');
}

/** A file that the user named; `-` is the standard input. @throws UserError where it cannot be read. */
export async function readText(io: Io, file: string): Promise<string> {
  try {
    return await (file === '-' ? text(io.stdin) : readFile(pathOf(io, file), 'utf8'));
  } catch (error) {
    throw new UserError(`Could not read ${file}: ${reasonOf(error)}.`);
  }
}
