import type { Difference } from '../asof/diff.ts';
import type { When } from '../core/calendar.ts';
import type { BookAt } from '../pages/book-at.ts';
import { type RunChanges, readRunChanges } from '../pages/runs/run-changes.ts';
import { chooseAmong, type Workspace } from './open-workspace.ts';
import { UserError } from './user-error.ts';

/**
 * Reads the book at two dates.
 * @throws UserError when the first date is after the second, or the book has no such suite.
 */
export async function readDifference(
  workspace: Workspace,
  from: When,
  to: When,
  suite: string | undefined,
): Promise<{ later: BookAt; difference: Difference; changes: RunChanges }> {
  const { now: later } = await workspace.open(to);
  if (suite !== undefined) chooseAmong(later.recordedSuites, suite);
  const earlier = later.at(from);
  if (earlier.asOf.instantMs > later.asOf.instantMs) {
    throw new UserError(`Swap the two dates: --from ${from} is after --to ${to}.`);
  }
  return {
    later,
    difference: later.differenceSince(from, suite),
    changes: readRunChanges(earlier, later, suite),
  };
}
