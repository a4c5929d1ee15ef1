import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock } from '../lock.ts';
import { UserError } from '../user-error.ts';
import { orFail } from '../write-file.ts';

const MAX_WAIT_MS = 60_000;
const RETRY_MS = 50;

/**
 * Works while no other process adds to the history of this content folder. The lock lies in that folder: all users of the
 * machine meet there.
 * @param onWait called once if it has to wait.
 * @throws UserError after a minute, and where the folder cannot be written.
 */
export async function withIngestLock<Result>(
  content: string,
  onWait: () => void,
  work: () => Result,
): Promise<Result> {
  for (let waitedMs = 0; waitedMs < MAX_WAIT_MS; waitedMs += RETRY_MS) {
    const lock = orFail(content, () => tryLock(content, '.ingest.lock'));
    if (lock) {
      try {
        return work();
      } finally {
        lock.release();
      }
    }
    if (waitedMs === 0) onWait();
    await sleep(RETRY_MS);
  }
  throw new UserError(
    'Try again later: another command has been writing the run history for more than a minute. Nothing was added.',
  );
}
