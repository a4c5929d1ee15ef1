import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Book } from '../model/book.ts';
import type { FileRow } from './check-row.ts';

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
  const workers = Array.from({ length: count }, () => startWorker());
  try {
    const answers: Promise<FileRow[]>[] = [];
    const lanes = workers.map((worker) => ({ worker, tail: Promise.resolve() as Promise<unknown> }));
    for (const [i, batch] of batches.entries()) {
      const lane = lanes[i % count] as (typeof lanes)[number];
      const answer = lane.tail.then(() => ask(lane.worker, { content, files: batch, book }));
      lane.tail = answer.catch(() => undefined);
      answer.catch(() => undefined);
      answers.push(answer);
    }
    for (const answer of answers) yield* await answer;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function startWorker(): Worker {
  // The same file ending as this module: `.ts` in a checkout, `.js` in the published package.
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return new Worker(new URL(`./check-worker${ending}`, import.meta.url));
}

function ask(worker: Worker, task: WorkerTask): Promise<FileRow[]> {
  return new Promise((resolve, reject) => {
    const done = () => {
      worker.off('message', onMessage);
      worker.off('error', onError);
    };
    const onMessage = (rows: FileRow[]) => {
      done();
      resolve(rows);
    };
    const onError = (error: Error) => {
      done();
      reject(error);
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(task);
  });
}
