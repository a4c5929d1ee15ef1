import { readFileSync } from 'node:fs';
import { reasonOf } from '../host/content-files.ts';
import { UserError } from '../host/user-error.ts';
import { type Io, pathOf } from './io.ts';

/** A file that the user named. @throws UserError where it cannot be read. */
export function readText(io: Io, file: string): string {
  try {
    return readFileSync(pathOf(io, file), 'utf8');
  } catch (error) {
    throw new UserError(`Could not read ${file}: ${reasonOf(error)}.`);
  }
}
