import type { Task } from '../../records/issue/work.ts';
import type { Sight } from './sight.ts';

/** Tasks as of the date: one that is done later is not done yet. */
export function readTasks(tasks: readonly Task[], sight: Sight): readonly Task[] {
  return tasks.map((task) => {
    if (sight.sees(task.done)) return task;
    const { done, ...open } = task;
    return open;
  });
}
