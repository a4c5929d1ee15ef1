import type { IssueReading, Snapshot } from '../../derive/snapshot.ts';
import type { MeasuredRun, RunHistory } from '../../model/run-history.ts';
import { createCalendar } from '../../time/calendar.ts';
import { isClaimed } from './issue-runs.ts';

/** Runs up to a date that is not the newest one, with id and tests of each of their rosters. */
interface EarlierRuns {
  readonly runs: readonly MeasuredRun[];
  readonly rosters: readonly (readonly [string, readonly string[]])[];
}

/** By the number of runs: equal inputs are one object, and so digested once however many pages share them. */
const known = new WeakMap<RunHistory, Map<number, EarlierRuns>>();

/**
 * The measured runs that a page of a suite reads, as a part of its inputs: later runs change no page of an earlier date.
 * Where all runs count it is the history itself, whose digest is at hand. Undefined without a run up to the date.
 */
export function runInputs(
  { kb, asOf }: Pick<Snapshot, 'kb' | 'asOf'>,
  suite: string,
): RunHistory | EarlierRuns | undefined {
  const history = kb.runs.get(suite);
  const runs = runsUntil({ kb, asOf }, suite);
  if (!history || runs.length === 0) return undefined;
  if (runs.length === history.runs.length) return history;
  const byCount = known.get(history) ?? new Map<number, EarlierRuns>();
  known.set(history, byCount);
  const inputs = byCount.get(runs.length) ?? { runs, rosters: rostersOf(history, runs) };
  byCount.set(runs.length, inputs);
  return inputs;
}

/** The measured runs of a suite up to the date, by time. */
export function runsUntil(
  { kb, asOf }: Pick<Snapshot, 'kb' | 'asOf'>,
  suite: string,
): readonly MeasuredRun[] {
  const { instantMs } = createCalendar(kb.book.timeZone);
  return kb.runs.get(suite)?.runs.filter(({ at }) => instantMs(at) <= asOf.instantMs) ?? [];
}

function rostersOf({ rosters }: RunHistory, runs: readonly MeasuredRun[]): EarlierRuns['rosters'] {
  const ids = [...new Set(runs.map(({ roster }) => roster))].sort();
  return ids.map((id) => [id, rosters.get(id) ?? []]);
}

/** Issues that claim to be mended, of suites with runs: these may contradict them, by what the issue's body says. */
export function claimedIn(snapshot: Snapshot, issues: readonly IssueReading[]): IssueReading[] {
  return issues.filter(
    (reading) => isClaimed(reading) && runsUntil(snapshot, reading.issue.suite).length > 0,
  );
}

export function claimedBodies(snapshot: Snapshot, issues: readonly IssueReading[]): string[] {
  return claimedIn(snapshot, issues).map(({ issue }) => issue.file);
}
