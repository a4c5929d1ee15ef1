import { availableParallelism } from 'node:os';
import type { Book } from '../records/book/book.ts';
import type { FileRow } from './check-row.ts';
import { askWorker, startWorker } from './worker.ts';

/** What a worker is given: it takes files in turn, `offset`, `offset + step`, … */
export interface WorkerTask {
  readonly content: string;
  readonly files: readonly string[];
  readonly book: Book;
}

/** Files of one message: large enough that messages cost nothing, small enough that both sides stay busy. */
const BATCH = 64;

/** Checks many files on all cores. Rows come in no order. */
export async function* checkInWorkers(
  content: string,
  files: readonly string[],
  book: Book,
): AsyncGenerator<FileRow> {
  const batches: string[][] = [];
  for (let i = 0; i < files.length; i += BATCH) batches.push(files.slice(i, i + BATCH));
  const count = Math.min(availableParallelism(), batches.length);
  const workers = Array.from({ length: count }, () =>
    startWorker(new URL('./check-worker', import.meta.url)),
  );
  try {
    const answers: Promise<FileRow[]>[] = [];
    const lanes = workers.map((worker) => ({ worker, tail: Promise.resolve() as Promise<unknown> }));
    for (const [i, batch] of batches.entries()) {
      const lane = lanes[i % count] as (typeof lanes)[number];
      const task: WorkerTask = { content, files: batch, book };
      const answer = lane.tail.then(() => askWorker<FileRow[]>(lane.worker, task));
      lane.tail = answer.catch(() => undefined);
      answer.catch(() => undefined);
      answers.push(answer);
    }
    for (const answer of answers) yield* await answer;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
