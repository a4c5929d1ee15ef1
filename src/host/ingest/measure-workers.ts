import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { createMeasurer, type RunMeasure } from '../../runs/merge/measure-run.ts';
import { askWorker, startWorker } from '../worker.ts';
import { type MeasuredFiles, measureFiles } from './measure-files.ts';
import type { RunOrder } from './run-head.ts';

/** What a worker sends; a run without `tests` has those of the worker's run before it. */
export type WorkerAnswer = Omit<MeasuredFiles, 'measure'> & {
  measure?: Omit<RunMeasure, 'tests'> & { readonly tests: RunMeasure['tests'] | undefined };
};

/** Measures runs, several at once where that pays. */
export interface MeasurePool {
  measure(order: RunOrder): Promise<MeasuredFiles>;
  close(): Promise<void>;
}

/** Runs from which on starting workers costs less than it saves. */
const MANY = 8;

/** Where the tests ran, and where relative paths of result files begin. */
export interface MeasurePlaces {
  readonly root: string;
  readonly cwd: string;
}

/** @param runs how many are to be measured. */
export function openMeasurePool({ root, cwd }: MeasurePlaces, runs: number): MeasurePool {
  const count = runs < MANY ? 1 : availableParallelism();
  return count === 1 ? inThisProcess({ root, cwd }) : inWorkers({ root, cwd }, count);
}

function inThisProcess({ root, cwd }: MeasurePlaces): MeasurePool {
  const measurer = createMeasurer({ root });
  let tail: Promise<unknown> = Promise.resolve();
  return {
    measure(order) {
      const answer = tail.then(() => measureFiles(measurer, order, cwd));
      tail = answer.catch(() => undefined);
      return answer;
    },
    close: () => Promise.resolve(),
  };
}

function inWorkers(places: MeasurePlaces, count: number): MeasurePool {
  const lanes = Array.from({ length: count }, () => new Lane(places));
  return {
    measure(order) {
      const lane = lanes.reduce((best, one) => (one.waiting < best.waiting ? one : best));
      return lane.measure(order);
    },
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

/** A worker with the runs that wait for it. */
class Lane {
  waiting = 0;
  private readonly worker: Worker;
  private tail: Promise<unknown> = Promise.resolve();
  private tests: RunMeasure['tests'] = [];

  constructor(places: MeasurePlaces) {
    this.worker = startWorker(new URL('./measure-worker', import.meta.url), places);
  }

  measure(order: RunOrder): Promise<MeasuredFiles> {
    this.waiting += 1;
    const answer = this.tail.then(() => this.ask(order));
    this.tail = answer.catch(() => undefined);
    return answer;
  }

  close(): Promise<number> {
    return this.worker.terminate();
  }

  private async ask(order: RunOrder): Promise<MeasuredFiles> {
    try {
      const { measure, ...rest } = await askWorker<WorkerAnswer>(this.worker, order);
      if (!measure) return rest;
      this.tests = measure.tests ?? this.tests;
      return { ...rest, measure: { ...measure, tests: this.tests } };
    } finally {
      this.waiting -= 1;
    }
  }
}
