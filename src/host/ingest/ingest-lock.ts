import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFile } from '../cache-database.ts';
import { UserError } from '../user-error.ts';

const MAX_WAIT_MS = 60_000;
const RETRY_MS = 50;

/**
 * Works while no other process adds to the history of this content folder. The lock is SQLite's on an empty file: the
 * system takes it from a process that was killed.
 * @param onWait called once if it has to wait, with the holder of the lock.
 * @throws UserError after a minute.
 */
export async function withIngestLock<Result>(
  content: string,
  onWait: (holder: string) => void,
  work: () => Result,
): Promise<Result> {
  const path = lockFile(content);
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    await acquire(db, path, onWait);
    writeFileSync(`${path}.holder`, `process ${process.pid}`);
    return work();
  } finally {
    db.close();
  }
}

/** Beside the cache; where nothing can be written there, in the system's folder for temporary files. */
function lockFile(content: string): string {
  const path = cacheFile(content, 'ingest.lock');
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '', { flag: 'a' });
    return path;
  } catch {
    return join(tmpdir(), `flakebook-${basename(path)}`);
  }
}

async function acquire(db: DatabaseSync, path: string, onWait: (holder: string) => void): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += RETRY_MS) {
    try {
      db.exec('BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      if (!isBusy(error))
        throw new UserError(`Remove ${path}: it could not be locked (${(error as Error).message}).`);
    }
    if (waitedMs === 0) onWait(holderOf(path));
    if (waitedMs >= MAX_WAIT_MS)
      throw new UserError(
        `Try again later: ${holderOf(path)} has been writing the run history for more than a minute. Nothing was added.`,
      );
    await sleep(RETRY_MS);
  }
}

/** SQLite's number for a lock that somebody else has; the upper bits tell which. */
function isBusy(error: unknown): boolean {
  return (((error as { errcode?: number }).errcode ?? 0) & 0xff) === 5;
}

function holderOf(path: string): string {
  try {
    return readFileSync(`${path}.holder`, 'utf8') || 'another process';
  } catch {
    return 'another process';
  }
}
