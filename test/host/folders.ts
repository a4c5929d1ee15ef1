import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Removes the folder after the work. `node_modules` in it keeps the cache in it too. */
export async function inTempFolder<Result>(
  work: (folder: string) => Promise<Result> | Result,
): Promise<Result> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flakebook-test-')));
  mkdirSync(join(folder, 'node_modules'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
