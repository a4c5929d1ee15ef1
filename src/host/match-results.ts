import type { When } from '../core/calendar.ts';
import { createMatcher, type KnownIssue } from '../match/match.ts';
import { symptomsOf } from '../match/symptom.ts';
import { describeFailures, type MatchedRun, type SortedFailure } from '../pages/matches/matched-run.ts';
import { issueRoute } from '../pages/routes.ts';

import { siteLinks } from '../render/links.ts';
import { identifyTests } from '../runs/names/identify.ts';
import { namedTestsOf } from '../runs/names/named-tests.ts';
import type { OpenBook } from './open-book.ts';
import { chooseAmong } from './open-suite.ts';
import type { Workspace } from './open-workspace.ts';
import { type ReadFailures, readFailures } from './read-failures.ts';
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
  const book = await workspace.open(asOf);
  const suite = request.suite === undefined ? undefined : chooseAmong(book.now.recordedSuites, request.suite);
  const { snapshot } = book;
  const [first, ...more] = book.now.recordedSuites;
  const place = { suite: suite ?? (more.length === 0 ? first : undefined), environment: request.environment };
  const read = await readFailures(request.files, request.root, { ...request, readsLogs: true });
  return {
    asOf,
    tests: read.tests.length,
    passed: read.passed,
    skipped: read.skipped,
    files: read.files.map(({ isThere: _, ...file }) => file),
    failures: describeFailures(sort(read, knownIssues(book, suite), place), snapshot, linkOf),
    isUnreadable: read.files.every(({ format }) => format === 'unknown'),
    warnings: read.warnings,
  };
}

function knownIssues(
  { now, snapshot: { issues } }: OpenBook,
  suite: string | undefined,
): readonly KnownIssue[] {
  return [...issues.values()].flatMap(({ issue }) =>
    suite === undefined || issue.suite === suite
      ? [{ issue, symptoms: symptomsOf(now.body(issue.file)) }]
      : [],
  );
}

function sort(
  { failed, tests }: ReadFailures,
  known: readonly KnownIssue[],
  place: Parameters<typeof createMatcher>[2],
): SortedFailure[] {
  if (failed.length === 0) return [];
  const names = [...tests, ...failed.map(({ test }) => test)];
  const identity = identifyTests(namedTestsOf(known.map(({ issue }) => issue)), names);
  const match = createMatcher(known, identity, place);
  return failed.flatMap(({ test, outcome, messages, place }) =>
    messages.map((message) => ({
      ...match({ test, message, isOutside: outcome === 'setup' }),
      outcome,
      place,
    })),
  );
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
