import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { DEMO_FOLDER } from './code-version.ts';
import { UserError } from './user-error.ts';
import { cannotWrite, makeFolder } from './write-file.ts';

/**
 * Writes the demo into a new folder; all of it, or nothing.
 * @throws UserError where something is in the folder, or it cannot be written.
 */
export function layDemo(target: string, label: string): void {
  const isThere = existsSync(target);
  let made: string | undefined;
  try {
    if (isThere && readdirSync(target).length > 0)
      throw new UserError(`Name a new folder, such as \`flakebook demo demo-2\`: ${label} is not empty.`);
    made = makeFolder(target);
    for (const entry of readdirSync(DEMO_FOLDER, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(target, relative(DEMO_FOLDER, entry.parentPath), entry.name);
      makeFolder(dirname(file));
      writeFileSync(file, readFileSync(join(entry.parentPath, entry.name)), { flag: 'wx' });
    }
  } catch (error) {
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
    throw cannotWrite(label, error);
  }
}
