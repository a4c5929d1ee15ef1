import type { Knowledge } from '../asof/snapshot.ts';
import type { When } from '../core/calendar.ts';
import { suggest } from '../records/fields/suggest.ts';
import type { SuiteRuns } from '../runs/verdict/suite-runs.ts';
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
  known?: Knowledge,
): Promise<{ book: OpenBook; id: string }> {
  const book = await workspace.open(asOf, known);
  return { book, id: chooseAmong(book.now.recordedSuites, suite) };
}

/**
 * What the measured runs of a suite show.
 * @throws UserError when there is no run as of the date.
 */
export function runsOf({ now }: OpenBook, suite: string, asOf: When): SuiteRuns {
  const runs = now.suiteRuns(suite);
  if (runs) return runs;
  throw new UserError(
    `Add runs with \`flakebook ingest\` first: ${suite} has no measured run as of ${asOf}.`,
  );
}

/**
 * The suite that was asked for; without one, the only one.
 * @throws UserError when there is none, or several to choose from.
 */
export function chooseAmong(ids: readonly string[], suite: string | undefined): string {
  const known = ids.length === 0 ? 'the book has no suite yet' : `the book has ${ids.join(', ')}`;
  if (suite !== undefined) {
    const near = suggest(suite, ids);
    if (!ids.includes(suite))
      throw new UserError(
        `There is no suite \`${suite}\`${near ? `, did you mean \`${near}\`?` : `: ${known}.`}`,
      );
    return suite;
  }
  const [only, ...more] = ids;
  if (only === undefined) throw new UserError(`Add a file such as suites/orders.md with a title: ${known}.`);
  if (more.length > 0) throw new UserError(`Choose a suite with --suite: ${known}.`);
  return only;
}
