import { type StatusEntry, statusEntriesOf } from '../asof/reading/status.ts';
import { isRemedy } from '../asof/reading/trials.ts';
import type { IssueReading } from '../asof/snapshot.ts';
import type { Calendar } from '../core/calendar.ts';
import { lettersOf } from '../records/issue/in-force.ts';
import type { MeasuredRun } from '../records/runs/run-schema.ts';

/** What the timeline says of the mending of one test. */
export interface ClaimHistory {
  /** The claims in force, in order: the last `fixed` and what was verified of it. */
  readonly claims: readonly [StatusEntry, ...StatusEntry[]];
  /** Entries before the first of them after which the test was another one: it was thought mended, in part or in full. */
  readonly remedies: readonly StatusEntry[];
}

/** Undefined for a test that nobody claims to be mended as of the date. */
export function claimHistoryOf(
  reading: Pick<IssueReading, 'issue'>,
  letter: string,
): ClaimHistory | undefined {
  const entries = statusEntriesOf(reading.issue.timeline).filter((entry) =>
    lettersOf(entry, reading.issue).includes(letter),
  );
  const unbroken = entries.slice(entries.findLastIndex(({ word }) => !isClaim(word)) + 1);
  const lastFix = unbroken.findLastIndex(({ word }) => word === 'fixed');
  const [first, ...more] = unbroken.slice(Math.max(lastFix, 0));
  if (first === undefined) return undefined;
  const earlier = entries.slice(0, entries.indexOf(first));
  return {
    claims: [first, ...more],
    remedies: earlier.filter((entry) => isRemedy(entry) || isClaim(entry.word)),
  };
}

export function isClaim(word: string): word is 'fixed' | 'verified' {
  return word === 'fixed' || word === 'verified';
}

/** Whether a status claims that a test of the issue is mended. */
export function isClaimed({ tests }: Pick<IssueReading, 'tests'>): boolean {
  return tests.some(({ status }) => isClaim(status));
}

/**
 * Of runs in the order of time those that tell of the time after an entry: they came later, or ran the very commit that
 * the entry names. A date alone stands for the end of its day. A later run of a commit that is older than the named one,
 * since it was first run before that, has no such remedy in it and tells of the time before.
 */
export function runsSince<
  R extends { readonly reading: { readonly run: Pick<MeasuredRun, 'at' | 'commit'> } },
>(inTime: readonly R[], { at, commit }: StatusEntry, calendar: Calendar): readonly R[] {
  const since = calendar.instantMs(at);
  const isLater = ({ reading: { run } }: R) => calendar.instantMs(run.at) > since;
  if (commit === undefined) return inTime.filter(isLater);
  const isNamed = ({ reading: { run } }: R) => isSameCommit(run.commit, commit);
  const before = inTime.slice(0, Math.max(0, inTime.findIndex(isNamed)));
  const older = new Set(before.filter((one) => !isLater(one)).map(({ reading: { run } }) => run.commit));
  older.delete('');
  return inTime.filter((one) => isNamed(one) || (isLater(one) && !older.has(one.reading.run.commit)));
}

/** Digits of a commit's id that name it well enough, as git has it. */
const SHORTEST_ID = 7;

export function isSameCommit(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (!long.toLowerCase().startsWith(short.toLowerCase())) return false;
  return short.length === long.length || (short.length >= SHORTEST_ID && /^[0-9a-f]+$/i.test(long));
}
