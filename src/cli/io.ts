import { isAbsolute, relative, resolve, sep } from 'node:path';

/** A stream to write to: of the process, or of a test. */
export interface Output extends NodeJS.WritableStream {
  /** Somebody looks on. */
  readonly isTTY?: boolean;
  /** How many characters fit on a line of the terminal. */
  readonly columns?: number;
  readonly destroyed?: boolean;
}

/** The world that a command runs in, as whoever starts it hands it in. Nothing in `cli` looks at the process itself. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: NodeJS.ReadableStream;
  /** Where relative paths begin: an absolute path. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The absolute path that a user's words name. */
export function pathOf({ cwd }: Io, typed: string): string {
  return resolve(cwd, typed);
}

/** A path as the user would type it: relative to where the command runs, while that leads down. */
export function shown({ cwd }: Io, path: string): string {
  const way = relative(cwd, resolve(cwd, path));
  return (way === '' ? '.' : way.startsWith('..') || isAbsolute(way) ? path : way).split(sep).join('/');
}
