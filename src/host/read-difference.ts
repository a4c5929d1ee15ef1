import type { Difference } from '../asof/diff.ts';
import { UNDATED, type When } from '../core/calendar.ts';
import type { BookAt } from '../pages/book-at.ts';
import { type RunChanges, readRunChanges } from '../pages/runs/run-changes.ts';
import { chooseAmong, type Workspace } from './open-workspace.ts';
import { UserError } from './user-error.ts';

/**
 * Reads the book at two dates.
 * @param isTyped whether somebody gave the second one; else it is the newest date of the records.
 * @throws UserError when the first date is after the second, or the book has no such suite.
 */
export async function readDifference(
  workspace: Workspace,
  from: When,
  to: When,
  suite: string | undefined,
  isTyped: boolean,
): Promise<{ later: BookAt; difference: Difference; changes: RunChanges }> {
  const { now: later } = await workspace.open(to);
  if (suite !== undefined) chooseAmong(later.recordedSuites, suite);
  const earlier = later.at(from);
  if (earlier.asOf.instantMs > later.asOf.instantMs)
    throw new UserError(
      isTyped
        ? `Swap the two dates: --from ${from} is after --to ${to}.`
        : to === UNDATED
          ? 'Add an entry with a date first: the book has none yet.'
          : `Give an earlier date than --from ${from}, or add --to: the newest date of the records is ${to}.`,
    );
  return {
    later,
    difference: later.differenceSince(from, suite),
    changes: readRunChanges(earlier, later, suite),
  };
}
