import { readAsOf } from '../asof/read-as-of.ts';
import { readRuns } from '../asof/read-runs.ts';
import type { Snapshot } from '../asof/snapshot.ts';
import type { When } from '../core/calendar.ts';

import type { SuiteRuns } from '../runs/verdict/suite-runs.ts';
import { Failure } from './failure.ts';
import type { Workspace } from './open-workspace.ts';
import { chooseSuite } from './read-book.ts';

/**
 * Reads a suite with its measured runs.
 * @throws Failure when the book has no such suite, or no run of it as of the date.
 */
export async function readMeasuredSuite(
  workspace: Workspace,
  asOf: When,
  suite: string | undefined,
): Promise<{ snapshot: Snapshot; runs: SuiteRuns }> {
  const id = chooseSuite(await workspace.load(''), suite);
  const snapshot = readAsOf(await workspace.load(id), asOf);
  const runs = readRuns(snapshot, id);
  if (runs) return { snapshot, runs };
  throw new Failure(
    `There is no measured run of ${id} as of ${asOf}: add runs with \`flakebook ingest\` first.`,
  );
}
