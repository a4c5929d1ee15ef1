import { type Difference, diffSnapshots } from '../asof/diff.ts';
import { readAsOf } from '../asof/read-as-of.ts';
import type { When } from '../core/calendar.ts';
import { type ComposeContext, createContext } from '../pages/context.ts';
import { type RunChanges, readRunChanges } from '../pages/runs/run-changes.ts';

import { chooseAmong } from './choose-suite.ts';
import { Failure } from './failure.ts';
import type { Workspace } from './open-workspace.ts';

/**
 * Reads the book at two dates.
 * @throws Failure when the first date is after the second, or the book has no such suite.
 */
export async function readDifference(
  workspace: Workspace,
  from: When,
  to: When,
  suite: string | undefined,
): Promise<{ context: ComposeContext; difference: Difference; changes: RunChanges }> {
  const kb = await workspace.load();
  if (suite !== undefined) chooseAmong([...kb.suites.keys()], suite);
  const [earlier, later] = [readAsOf(kb, from), readAsOf(kb, to)];
  if (earlier.asOf.instantMs > later.asOf.instantMs) {
    throw new Failure(
      `--from ${from} lies after --to ${to}: a difference runs forward, so exchange the two.`,
    );
  }
  return {
    context: createContext(later),
    difference: diffSnapshots(earlier, later, suite),
    changes: readRunChanges(earlier, later, workspace.bodies, suite),
  };
}
