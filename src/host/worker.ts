import { Worker } from 'node:worker_threads';

/**
 * Starts a module of this package as a worker.
 * @param module its address without the ending, which is that of the running code: `.ts` in a checkout, `.js` in the published package.
 */
export function startWorker(module: URL, workerData?: unknown): Worker {
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return new Worker(new URL(module.href + ending), { workerData });
}

/** Sends a task and waits for the answer. A worker is asked one thing at a time. */
export function askWorker<Answer>(worker: Worker, task: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const done = () => {
      worker.off('message', onMessage);
      worker.off('error', onError);
    };
    const onMessage = (answer: Answer) => {
      done();
      resolve(answer);
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
