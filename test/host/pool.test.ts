import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runJobs } from '../../src/host/pool.ts';
import type { MeasuredFiles } from '../../src/host/results/result-files.ts';
import { ROOT } from '../cli/run.ts';

const cwd = join(ROOT, 'test/fixtures/results');

/** Runs of files that take unlike times to read. */
const tasks = Array.from({ length: 24 }, (_, i) => ({
  run: {
    head: {
      run: `run-${i}`,
      at: '2026-01-05T09:00:00Z',
      commit: 'abc1234',
      branch: '',
      environment: '',
      url: '',
    },
    files: [['vitest.xml', 'gotestsum.xml', 'no-such-file.xml'][i % 3] ?? ''],
  },
  root: '',
  cwd,
}));

async function measureAll(some: typeof tasks, threads: boolean): Promise<MeasuredFiles[]> {
  const results: MeasuredFiles[] = [];
  for await (const result of runJobs('measureRun', some, threads)) results.push(result);
  return results;
}

it('gives the results of threads in the order of the tasks, as one thread gives them', async () => {
  const threaded = await measureAll(tasks, true);
  expect(threaded.map(({ measure }) => measure?.run.run)).toEqual(
    tasks.map(({ run }, i) => (i % 3 === 2 ? undefined : run.head.run)),
  );
  expect(threaded).toEqual(await measureAll(tasks, false));
});

it('fails with the error of a task, and ends its threads', async () => {
  const broken = { ...tasks[0], run: undefined };
  const some = [...tasks, broken, ...tasks] as typeof tasks;
  await expect(measureAll(some, true)).rejects.toThrow(TypeError);
});
