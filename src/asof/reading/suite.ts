import type { Suite, SuiteSize } from '../../records/suite/suite.ts';
import type { DecisionReading, IssueReading, SuiteReading } from '../snapshot.ts';
import type { Sight } from './sight.ts';
import { readTasks } from './tasks.ts';

/** A suite as of the date, given its issues in id order and the decisions of its own record. */
export function readSuite(
  suite: Suite,
  issues: readonly IssueReading[],
  decisions: readonly DecisionReading[],
  sight: Sight,
): SuiteReading {
  const sizes = suite.size.filter(({ date }) => sight.sees(date));
  const size = newestSize(sizes, sight);
  const runs = suite.runs.filter(({ date }) => sight.sees(date));
  const tasks = readTasks(suite.tasks, sight);
  return {
    suite: { ...suite, size: sizes, runs, tasks, decisions: decisions.map(({ decision }) => decision) },
    size,
    runs,
    issues,
    decisions,
    tasks,
  };
}

/** The newest size; of two of one date the one that stands later in the file. */
function newestSize(sizes: readonly SuiteSize[], { instantMs }: Sight): SuiteSize | undefined {
  let newest: SuiteSize | undefined;
  for (const size of sizes) {
    if (newest === undefined || instantMs(size.date) >= instantMs(newest.date)) newest = size;
  }
  return newest;
}
