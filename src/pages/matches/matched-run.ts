import type { FailedOutcome } from '../../core/outcome.ts';
import type { Status, StatusGroup } from '../../core/status.ts';
import { createMatcher, type KnownIssue, type MatchKind, type Recognised } from '../../match/match.ts';
import type { Place } from '../../match/signature.ts';
import type { SeenFailure } from '../../match/signatures/seen-failures.ts';
import type { ReadFailures } from '../../runs/merge/failure-reader.ts';
import type { RunHead } from '../../runs/merge/measure-run.ts';
import { identifyTests } from '../../runs/names/identify.ts';
import { namedTestsOf } from '../../runs/names/named-tests.ts';
import type { FailingIssue, FailureBook } from './failure-book.ts';

/** What may be done about a failure until it is mended. */
interface Workaround {
  readonly fix: string;
  readonly title: string;
  readonly does?: string;
}

/** An issue that a failure belongs to, as of the date. */
export interface MatchedIssue extends Recognised {
  readonly title: string;
  readonly status: Status;
  /** The status in the book's words. */
  readonly statusLabel: string;
  readonly group: StatusGroup;
  readonly workarounds: readonly Workaround[];
  /** The address of its page, or the path of its record. */
  readonly link: string;
}

export interface MatchedFailure {
  readonly test: string;
  readonly outcome: FailedOutcome | 'setup';
  readonly kind: MatchKind;
  /** As the tool wrote it; may be empty. */
  readonly message: string;
  /** Where a log tells of it: `job.log:41`. */
  readonly place?: string | undefined;
  /** The best first. */
  readonly issues: readonly MatchedIssue[];
}

/** The failures of a run, sorted out. */
export interface MatchedRun {
  readonly asOf: string;
  /** The run of a CI machine that its environment describes. */
  readonly head?: RunHead;
  readonly tests: number;
  readonly passed: number;
  readonly skipped: number;
  readonly files: ReadFailures['files'];
  /** What needs somebody first: new ones, then those that are like others, then known ones; passes on retry last. */
  readonly failures: readonly MatchedFailure[];
}

/** Where the failures of a run happened, as far as that is known. */
export interface RunPlace {
  /** Only the issues of this suite count. */
  readonly suite?: string | undefined;
  readonly environment?: string | undefined;
}

/**
 * Sorts the failures of a run by what a book says of its issues; those of one test that come to the same are one.
 * @param linkOf where to read of an issue.
 * @param seen failures of stored runs.
 */
export function matchRun(
  book: FailureBook,
  read: ReadFailures,
  { suite, environment }: RunPlace,
  linkOf: (issue: FailingIssue) => string,
  seen: readonly SeenFailure[] = [],
): MatchedRun {
  const { tests, passed, skipped, files } = read;
  const issues = new Map(book.issues.map((issue) => [issue.id, issue]));
  const known = book.issues.filter((issue) => suite === undefined || issue.suite === suite);
  const [first, ...more] = book.suites;
  const place = { suite: suite ?? (more.length === 0 ? first : undefined), environment };
  const rows = new Map<string, MatchedFailure>();
  for (const { failure, outcome, kind, place: at, ...match } of sort(known, read, place, seen)) {
    const recognised = sentOn(match.recognised, issues);
    const key = JSON.stringify([failure.test, outcome, kind, recognised.map(({ issue }) => issue)]);
    if (rows.has(key)) continue;
    const told = recognised.flatMap((one) => describeIssue(one, issues, linkOf));
    rows.set(key, { ...failure, outcome, kind, place: at, issues: told });
  }
  const failures = [...rows.values()].sort((a, b) => rankOf(a) - rankOf(b));
  return { asOf: book.asOf, tests: tests.length, passed, skipped, files, failures };
}

function sort(
  issues: readonly FailingIssue[],
  { failed, tests }: ReadFailures,
  place: Place,
  seen: readonly SeenFailure[],
) {
  if (failed.length === 0) return [];
  const known = issues.map((issue): KnownIssue => ({ issue, symptoms: issue.symptoms }));
  const names = [...tests, ...failed.map(({ test }) => test)];
  const match = createMatcher(known, identifyTests(namedTestsOf(issues), names), place, seen);
  return failed.flatMap(({ test, outcome, messages, place }) =>
    messages.map((message) => ({
      ...match({ test, message, isOutside: outcome === 'setup' }),
      outcome,
      place,
    })),
  );
}

type Issues = ReadonlyMap<string, FailingIssue>;

/** Issues in place of those that they took over from, each once. */
function sentOn(recognised: readonly Recognised[], issues: Issues): Recognised[] {
  const own = recognised.map((one) => ({ ...one, to: successorOf(one.issue, issues) }));
  const kept = new Map(own.flatMap(({ to, ...one }) => (to === one.issue ? [[to, one] as const] : [])));
  for (const { to, ...one } of own) if (!kept.has(to)) kept.set(to, { ...one, issue: to, testId: undefined });
  return [...kept.values()];
}

/** The issue that took over in the end; the issue itself where none did. */
function successorOf(id: string, issues: Issues): string {
  const seen = new Set<string>();
  let at = id;
  while (!seen.has(at)) {
    seen.add(at);
    const issue = issues.get(at);
    const by = issue?.timeline.findLast(({ word }) => word === 'superseded')?.by;
    if (issue?.status !== 'superseded' || by === undefined || !issues.has(by)) return at;
    at = by;
  }
  return id;
}

const KINDS: readonly MatchKind[] = ['new', 'like', 'known'];

function rankOf({ outcome, kind }: MatchedFailure): number {
  return KINDS.indexOf(kind) + (outcome === 'flaky' ? KINDS.length : 0);
}

function describeIssue(
  recognised: Recognised,
  issues: Issues,
  linkOf: (issue: FailingIssue) => string,
): MatchedIssue[] {
  const issue = issues.get(recognised.issue);
  if (!issue) return [];
  const { title, status, label: statusLabel, group, workarounds } = issue;
  return [{ ...recognised, title, status, statusLabel, group, workarounds, link: linkOf(issue) }];
}

/** A run is red by these; a test that passed in the end turns none red. */
export function isRed({ outcome }: Pick<MatchedFailure, 'outcome'>): boolean {
  return outcome !== 'flaky';
}

/** How many failures turned the run red, by what they are. */
export function countKinds(failures: readonly MatchedFailure[]): Readonly<Record<MatchKind, number>> {
  const counts = { known: 0, like: 0, new: 0 };
  for (const failure of failures) if (isRed(failure)) counts[failure.kind] += 1;
  return counts;
}
