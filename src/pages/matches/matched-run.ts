import { isAhead, type Snapshot } from '../../asof/snapshot.ts';
import type { Finding } from '../../core/finding.ts';
import type { FailedOutcome } from '../../core/outcome.ts';
import type { Status, StatusGroup } from '../../core/status.ts';
import type { Match, MatchKind, Recognised } from '../../match/match.ts';
import type { RunHead } from '../../runs/merge/measure-run.ts';

import { statusLabel } from '../words/format.ts';

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

/** A file of results, and what is wrong with it. */
interface MatchedFile {
  readonly file: string;
  readonly format: string;
  readonly partial: boolean;
  /** Its header counts more than it lists. */
  readonly short: boolean;
  readonly findings: readonly Finding[];
}

/** The failures of a run, sorted out. */
export interface MatchedRun {
  readonly asOf: string;
  /** The run of a CI machine that its environment describes. */
  readonly head?: RunHead;
  readonly tests: number;
  readonly passed: number;
  readonly skipped: number;
  readonly files: readonly MatchedFile[];
  /** What needs somebody first: new ones, then those that are like others, then known ones; passes on retry last. */
  readonly failures: readonly MatchedFailure[];
}

/** A failure that was told apart. */
export interface SortedFailure extends Match {
  readonly outcome: FailedOutcome | 'setup';
  readonly place?: string | undefined;
}

/** Sums up the failures of one test that come to the same, and adds what the book says of their issues. */
export function describeFailures(
  sorted: readonly SortedFailure[],
  snapshot: Snapshot,
  linkOf: (issue: string) => string,
): MatchedFailure[] {
  const rows = new Map<string, MatchedFailure>();
  for (const { failure, outcome, kind, place, ...match } of sorted) {
    const recognised = sentOn(match.recognised, snapshot);
    const key = JSON.stringify([failure.test, outcome, kind, recognised.map(({ issue }) => issue)]);
    if (rows.has(key)) continue;
    const issues = recognised.flatMap((one) => describeIssue(one, snapshot, linkOf));
    rows.set(key, { ...failure, outcome, kind, place, issues });
  }
  return [...rows.values()].sort((a, b) => rankOf(a) - rankOf(b));
}

/** Issues in place of those that they took over from, each once. */
function sentOn(recognised: readonly Recognised[], snapshot: Snapshot): Recognised[] {
  const own = recognised.map((one) => ({ ...one, to: successorOf(one.issue, snapshot) }));
  const kept = new Map(own.flatMap(({ to, ...one }) => (to === one.issue ? [[to, one] as const] : [])));
  for (const { to, ...one } of own) if (!kept.has(to)) kept.set(to, { ...one, issue: to, testId: undefined });
  return [...kept.values()];
}

/** The issue that took over in the end; the issue itself where none did. */
function successorOf(id: string, { issues }: Snapshot): string {
  const seen = new Set<string>();
  let at = id;
  while (!seen.has(at)) {
    seen.add(at);
    const reading = issues.get(at);
    const by = reading?.issue.timeline.findLast(({ word }) => word === 'superseded')?.by;
    if (reading?.status !== 'superseded' || by === undefined || !issues.has(by)) return at;
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
  { issues, kb }: Snapshot,
  linkOf: (issue: string) => string,
): MatchedIssue[] {
  const reading = issues.get(recognised.issue);
  if (!reading) return [];
  const { issue, status, group, fixes } = reading;
  const usable = fixes.filter(
    ({ kind, state }) =>
      kind === 'mitigation' && (isAhead(state) || state === 'applied' || state === 'in-place'),
  );
  return [
    {
      ...recognised,
      title: issue.title,
      status,
      statusLabel: statusLabel(status, kb.book),
      group,
      workarounds: usable.map(({ id, title, does }) => ({
        fix: id,
        title,
        does,
      })),
      link: linkOf(issue.id),
    },
  ];
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
