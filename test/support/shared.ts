import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './book.ts';

/** Real data that lies beside the repository, and not in it. */
export const SHARED = join(ROOT, '..', 'shared');

/**
 * Whether a file or folder of the real data is there. Where it is not, the reason why tests are skipped is printed;
 * continuous integration (`CI=true`) fails instead.
 */
export function isShared(path: string): boolean {
  if (existsSync(path)) return true;
  const reason = `../${relative(join(ROOT, '..'), path)} is not there`;
  if (process.env.CI === 'true') throw new Error(`${reason}: CI must run this suite.`);
  console.warn(`Skipped, since ${reason}.`);
  return false;
}
