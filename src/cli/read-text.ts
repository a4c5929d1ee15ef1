import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { reasonOf } from '../host/content-files.ts';
import { UserError } from '../host/user-error.ts';
import { type Io, pathOf } from './io.ts';

/** A file that the user named; `-` is the standard input. @throws UserError where it cannot be read. */
export async function readText(io: Io, file: string): Promise<string> {
  try {
    return await (file === '-' ? text(io.stdin) : readFile(pathOf(io, file), 'utf8'));
  } catch (error) {
    throw new UserError(`Could not read ${file}: ${reasonOf(error)}.`);
  }
}
