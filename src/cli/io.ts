import { isAbsolute, relative, resolve, sep } from 'node:path';

/** A stream to write to: one of the process, or one of a test. */
export interface Output extends NodeJS.WritableStream {
  /** It is a terminal. */
  readonly isTTY?: boolean;
  /** How many characters fit on a line of the terminal. */
  readonly columns?: number;
  readonly destroyed?: boolean;
}

/** What a command sees of the process: whoever starts the command passes it in. Nothing in `cli` uses `process` itself. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: NodeJS.ReadableStream;
  /** Where relative paths begin: an absolute path. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The absolute path of a path that the user typed. */
export function pathOf({ cwd }: Io, typed: string): string {
  return resolve(cwd, typed);
}

/** A path as the user would type it: relative to the working directory if it is below it. */
export function shown({ cwd }: Io, path: string): string {
  const way = relative(cwd, resolve(cwd, path));
  return (way === '' ? '.' : way.startsWith('..') || isAbsolute(way) ? path : way).split(sep).join('/');
}
