import type { When } from '../core/calendar.ts';
import { issueHome, plainText } from '../pages/blocks/prose.ts';
import { failureBook } from '../pages/matches/failure-book.ts';
import { createRunMatcher, type MatchedRun } from '../pages/matches/matched-run.ts';
import { issueRoute } from '../pages/routes.ts';
import { siteLinks } from '../render/links.ts';
import { FailureReader, type ReadFailures } from '../runs/merge/failure-reader.ts';
import { chooseAmong, type Workspace } from './open-workspace.ts';
import { readResults } from './results/result-files.ts';
import type { Place } from './results/sources.ts';
import { UserError } from './user-error.ts';

export interface MatchRequest extends Place {
  readonly files: readonly string[];
  /** Only the issues of this suite. */
  readonly suite?: string;
  /** The environment of the run, as `ingest` is told it. */
  readonly environment?: string;
  /** The address of the built site. */
  readonly site?: string;
  /** The checkout in which the tests ran. */
  readonly root: string;
}

export interface MatchedResults extends MatchedRun {
  /** No file could be read at all. */
  readonly isUnreadable: boolean;
  readonly warnings: readonly string[];
}

/**
 * Sorts the failures of a run by the book as of a date. The book may have errors: records that could not be read are ignored.
 * @throws UserError when the book has no such suite, or `site` is no address.
 */
export async function matchResults(
  workspace: Workspace,
  asOf: When,
  request: MatchRequest,
): Promise<MatchedResults> {
  const linkOf = createLinks(workspace, request.site);
  const opened = await workspace.open(asOf);
  const { now, snapshot } = opened;
  const suite = request.suite === undefined ? undefined : chooseAmong(now.recordedSuites, request.suite);
  const read = await readFailures(request.files, request.root, { ...request, readsLogs: true });
  const { environment } = request;
  const book = failureBook(now, opened.failures(suite), snapshot.issues.values(), (issue) =>
    plainText(now, issue.title, issueHome(issue)),
  );
  return {
    ...createRunMatcher(book, { suite, environment }, ({ id }) => linkOf(id)).match(read),
    isUnreadable: read.files.every(({ format }) => format === 'unknown'),
    warnings: read.warnings,
  };
}

/** The address of an issue's page on the site, or else the path of its record. */
function createLinks({ label }: Workspace, site: string | undefined): (issue: string) => string {
  if (site === undefined) return (issue) => `${label}/issues/${issue}.md`;
  const address = URL.canParse(site) ? new URL(site) : undefined;
  if (address?.protocol !== 'https:' && address?.protocol !== 'http:')
    throw new UserError(`--site ${site} is not an address: give one such as https://team.example/flakes/.`);
  const { href } = siteLinks(address.pathname);
  return (issue) => address.origin + href('', issueRoute(issue));
}

/**
 * Reads the failures in the result files of one run.
 * @param root the checkout in which the tests ran.
 */
export async function readFailures(
  files: readonly string[],
  root: string,
  place: Place,
): Promise<ReadFailures> {
  const failures = new FailureReader(root);
  for await (const { read, taker } of readResults(files, place, (file) => failures.open(file)))
    taker.end(read);
  return failures.merge();
}
