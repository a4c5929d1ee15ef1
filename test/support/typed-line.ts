import { spawnSync } from 'node:child_process';
import { type Ended, flakebook, type RunOptions } from './flakebook.ts';

/** How a line of a document may call the command. */
const COMMAND = /^(?:(?:npx )?flakebook|node \.\.\/flakebook\/bin\/flakebook\.js) /;

/**
 * Runs a line as a shell would: the shell expands its words, and the command itself runs in this process.
 * Lines that call something else run in the shell.
 */
export async function runTyped(line: string, options: RunOptions & { cwd: string }): Promise<Ended> {
  const command = COMMAND.exec(line)?.[0];
  const env = { ...process.env, ...options.env };
  const script = command === undefined ? line : `printf '%s\\0' ${line.slice(command.length)}`;
  const { status, signal, stdout, stderr } = spawnSync('bash', ['-e', '-c', script], {
    cwd: options.cwd,
    env,
    encoding: 'utf8',
  });
  if (command === undefined || status !== 0) return { code: status, signal, stdout, stderr };
  return flakebook(stdout.split('\0').slice(0, -1), options);
}
