import { once } from '../../core/kept.ts';
import type { FailedOutcome } from '../../core/outcome.ts';
import { createMatcher, type KnownIssue, type MatchKind, type Recognised } from '../../match/match.ts';
import type { Place } from '../../match/signature.ts';
import type { ReadFailures } from '../../runs/merge/failure-reader.ts';
import type { RunHead } from '../../runs/merge/measure-run.ts';
import { identifyTests } from '../../runs/names/identify.ts';
import { namedTestsOf } from '../../runs/names/named-tests.ts';
import type { FailingIssue, FailureBook } from './failure-book.ts';

/** An issue that a failure belongs to, as of the date. */
export interface MatchedIssue
  extends Recognised,
    Readonly<Pick<FailingIssue, 'title' | 'status' | 'group' | 'workarounds'>> {
  /** The status in the book's words. */
  readonly statusLabel: string;
  /** The issue that this one took over from, of which the rest is said. */
  readonly from?: string | undefined;
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

/**
 * Sorts failures by what a book says of its issues.
 * @param place where the failures happened, as far as that is known: with a suite, only its issues count.
 * @param linkOf where to read of an issue.
 */
export function createRunMatcher(
  book: FailureBook,
  { suite, environment }: Place,
  linkOf: (issue: FailingIssue) => string,
) {
  const issues = new Map(book.issues.map((issue) => [issue.id, issue]));
  const known = book.issues
    .filter((issue) => suite === undefined || issue.suite === suite)
    .map((issue): KnownIssue => ({ issue, symptoms: issue.symptoms }));
  const [first, ...more] = book.suites;
  const place: Place = { suite: suite ?? (more.length === 0 ? first : undefined), environment };
  const named = namedTestsOf(known.map(({ issue }) => issue));
  const knowing = (names: readonly string[]) =>
    createMatcher(known, identifyTests(named, names), place, book.seen);
  const one = once(() => knowing([]));
  /** What the book says of issues, or of those that took over from them. */
  const tell = (found: readonly Recognised[]) =>
    sentOn(found, issues).flatMap((one) => describeIssue(one, issues, linkOf));
  const judging =
    (matcher: () => ReturnType<typeof knowing>) =>
    (failure: Pick<MatchedFailure, 'test' | 'message' | 'outcome'>): MatchedFailure => {
      const found = matcher()({ ...failure, isOutside: failure.outcome === 'setup' });
      const issues = tell(found.recognised);
      // What is said to be no flake is a failure that somebody must look at, however well it is known.
      const isFlake = issues.some(({ status }) => status !== 'not-flaky');
      const kind = found.kind === 'known' && !isFlake ? 'like' : found.kind;
      return { ...failure, kind, issues };
    };
  const sort = (
    { failed, tests, passed, skipped, files }: ReadFailures,
    judge: ReturnType<typeof judging>,
  ): MatchedRun => {
    const rows = new Map<string, MatchedFailure>();
    for (const { test, outcome, messages, place: at } of failed)
      for (const message of messages) {
        const judged = judge({ test, message, outcome });
        const key = JSON.stringify([test, outcome, judged.kind, judged.issues.map(({ issue }) => issue)]);
        if (!rows.has(key)) rows.set(key, { ...judged, place: at });
      }
    const failures = [...rows.values()].sort((a, b) => rankOf(a) - rankOf(b));
    return { asOf: book.asOf, tests: tests.length, passed, skipped, files, failures };
  };
  return {
    tell,
    /** Those of one test that come to the same are one. */
    match: (read: ReadFailures) =>
      sort(read, judging(once(() => knowing([...read.tests, ...read.failed.map(({ test }) => test)])))),
    /** The same of one failure that somebody tells of, whose test the book names or nobody knows: again and again, as fast as one types. */
    matchOne: (read: ReadFailures) => sort(read, judging(one)),
    /** The same of each failure by itself. @param names of all tests that runs of its suite had. */
    judge: (names: readonly string[]) => judging(once(() => knowing(names))),
  };
}

type Issues = ReadonlyMap<string, FailingIssue>;

type SentOn = Recognised & Pick<MatchedIssue, 'from'>;

/** Issues in place of those that they took over from, each once. */
function sentOn(recognised: readonly Recognised[], issues: Issues): SentOn[] {
  const own = recognised.map((one) => ({ ...one, to: successorOf(one.issue, issues) }));
  const kept = new Map<string, SentOn>();
  for (const { to, ...one } of own) if (to === one.issue) kept.set(to, one);
  for (const { to, ...one } of own)
    if (!kept.has(to)) kept.set(to, { ...one, issue: to, testId: undefined, from: one.issue });
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
  recognised: SentOn,
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
