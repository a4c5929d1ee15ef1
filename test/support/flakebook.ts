import { tmpdir } from 'node:os';
import { Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { main } from '../../src/cli/main.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on its standard input. */
  readonly stdin?: string;
}

/** Runs the command in this process, with streams that go nowhere else. */
export async function flakebook(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { cwd, env } = world(options);
  const [stdout, stderr] = [new Collector(), new Collector()];
  const code = await main(args, { stdout, stderr, stdin: Readable.from(options.stdin ?? []), cwd, env });
  return { code, signal: null, stdout: stdout.text, stderr: stderr.text };
}

/** A standard output that is no terminal. */
export class Collector extends Writable {
  readonly #decoder = new StringDecoder('utf8');
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += this.#decoder.write(chunk);
    done();
  }
}

/** The working directory and the environment of a command. */
export function world({ cwd = tmpdir(), env = {} }: RunOptions) {
  return { cwd, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env } };
}
