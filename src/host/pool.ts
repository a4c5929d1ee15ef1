import { availableParallelism } from 'node:os';
import type { FileAnswers } from './read-file.ts';
import type { MeasuredFiles } from './results/result-files.ts';
import type { FilesToRead, RunInCheckout } from './worker.ts';

/** What can be done beside the main thread: the task and the result of each job. */
interface Work {
  readonly readFiles: { readonly task: FilesToRead; readonly result: readonly FileAnswers[] };
  readonly measureRun: { readonly task: RunInCheckout; readonly result: MeasuredFiles };
}

/** The functions of `worker.ts`. */
export type Jobs = {
  readonly [Name in keyof Work]: (task: Work[Name]['task']) => Promise<Work[Name]['result']>;
};

/** The file that threads start with: TypeScript in a checkout, JavaScript in the published package. */
const WORKER = new URL(`./worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** Tasks that are handed out before their results are wanted: enough to keep a thread busy, few enough to stay in memory. */
const AHEAD_PER_THREAD = 3;

/** Threads make much garbage and keep little: with less room they stay small, with more they gain no time. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 48 };

/**
 * Does a job for each task and yields the results in the order of the tasks, each as soon as it is there. Threads wait
 * when nobody takes their results, so that memory stays flat however many tasks there are.
 * @param threads whether to start threads; without them each task is done here when its result is wanted.
 */
export async function* runJobs<Name extends keyof Work>(
  name: Name,
  tasks: readonly Work[Name]['task'][],
  threads: boolean,
): AsyncGenerator<Work[Name]['result']> {
  const count = threads ? Math.min(availableParallelism(), tasks.length) : 0;
  if (count < 2) {
    const jobs: Jobs = await import('./worker.ts');
    for (const task of tasks) yield await jobs[name](task);
    return;
  }
  const { Tinypool } = await import('tinypool');
  const pool = new Tinypool({
    filename: WORKER.href,
    minThreads: count,
    maxThreads: count,
    resourceLimits: RESOURCE_LIMITS,
  });
  const results: Promise<Work[Name]['result']>[] = [];
  try {
    for (const [i, task] of tasks.entries()) {
      const result: Promise<Work[Name]['result']> = pool.run(task, { name });
      // Whoever awaits it is told; an error before that must not end the process.
      result.catch(() => undefined);
      results.push(result);
      const next = i < count * AHEAD_PER_THREAD ? undefined : results.shift();
      if (next) yield await next;
    }
    for (const result of results) yield await result;
  } finally {
    await pool.destroy();
  }
}
