import type { When } from '../core/calendar.ts';
import type { SuiteRuns } from '../runs/verdict/suite-runs.ts';
import { chooseAmong } from './choose-suite.ts';
import type { OpenBook } from './open-book.ts';
import type { Workspace } from './open-workspace.ts';
import { UserError } from './user-error.ts';

/**
 * Opens the book at a date for one suite.
 * @param suite may be left out where the book has only one.
 * @throws UserError when the book has no such suite.
 */
export async function openSuite(
  workspace: Workspace,
  asOf: When,
  suite: string | undefined,
): Promise<{ book: OpenBook; id: string }> {
  const book = await workspace.open(asOf);
  return { book, id: chooseAmong(book.now.suiteIds, suite) };
}

/**
 * What the measured runs of a suite say.
 * @throws UserError when there is no run as of the date.
 */
export function runsOf({ now }: OpenBook, suite: string, asOf: When): SuiteRuns {
  const runs = now.suiteRuns(suite);
  if (runs) return runs;
  throw new UserError(
    `Add runs with \`flakebook ingest\` first: ${suite} has no measured run as of ${asOf}.`,
  );
}
