import { parentPort, workerData } from 'node:worker_threads';
import { createMeasurer } from '../../runs/merge/measure-run.ts';
import { measureFiles } from './measure-files.ts';
import type { MeasurePlaces, WorkerAnswer } from './measure-workers.ts';
import type { RunOrder } from './run-head.ts';

const { root, cwd } = workerData as MeasurePlaces;
const measurer = createMeasurer({ root });
let roster = '';

parentPort?.on('message', async (order: RunOrder) => {
  const { measure, ...rest } = await measureFiles(measurer, order, cwd);
  const answer: WorkerAnswer = { ...rest };
  if (measure) {
    const names = measure.tests.join('\n');
    // Runs after one another mostly have the same tests, which need not be sent again.
    answer.measure = names === roster ? { ...measure, tests: undefined } : measure;
    roster = names;
  }
  parentPort?.postMessage(answer);
});
