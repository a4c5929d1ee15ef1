import { setFlagsFromString } from 'node:v8';
import { CommanderError } from 'commander';
import { isSystemError, reasonOf } from '../host/content-files.ts';
import { UserError } from '../host/user-error.ts';
import { openDoors, type World } from './io.ts';
import { createProgram } from './program.ts';
import { EXIT } from './session.ts';

/** Runs the command line. Returns the exit code: 0 success, 1 findings, 2 wrong usage or something that is missing. */
export async function main(argv: readonly string[], world: World): Promise<number> {
  // A command is over before most of what V8 would compile with all its skill had paid for that. Loops still get it.
  setFlagsFromString('--invocation-count-for-turbofan=100000');
  const io = openDoors(world);
  let code: number = EXIT.clean;
  const program = createProgram(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.unusable;
    const message = error instanceof UserError ? error.message : systemMessage(error);
    if (message === undefined) io.err.say('flakebook: internal error', ...stackOf(error));
    else io.err.complain(message);
    if (error instanceof UserError && error.log !== undefined) io.err.document(error.log);
    return EXIT.unusable;
  }
}

/** Describes what the operating system refused, such as a write on a full disk; undefined for a bug of ours. */
function systemMessage(error: unknown): string | undefined {
  if (!isSystemError(error)) return undefined;
  const { syscall, path } = error as NodeJS.ErrnoException;
  return `Could not ${syscall}${path === undefined ? '' : ` ${path}`}: ${reasonOf(error)}.`;
}

/** Where a bug of ours is. */
function stackOf(error: unknown): string[] {
  return String((error instanceof Error && error.stack) || error).split('\n');
}
