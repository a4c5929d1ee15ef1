import type { IssueReading, Snapshot } from '../../asof/snapshot.ts';
import { isClaimed } from '../../confirm/claim-history.ts';
import { createCalendar } from '../../core/calendar.ts';
import type { RunHistory } from '../../records/runs/run-history.ts';
import type { MeasuredRun } from '../../records/runs/run-schema.ts';

/** Runs up to a date that is not the newest one, with id and tests of each of their rosters. */
interface EarlierRuns {
  readonly runs: readonly MeasuredRun[];
  readonly rosters: readonly (readonly [string, readonly string[]])[];
}

/** What is known of a history: the runs up to an instant, and by their number what stands for them in inputs. */
interface Known {
  readonly runs: Map<number, readonly MeasuredRun[]>;
  readonly inputs: Map<number, EarlierRuns>;
}

const known = new WeakMap<RunHistory, Known>();

/**
 * The measured runs that a page of a suite reads, as a part of its inputs: later runs change no page of an earlier date.
 * Where all runs count it is the history itself, whose digest is at hand; else one object for equal runs, so that it is
 * digested once however many pages share it. Undefined without a run up to the date.
 */
export function runInputs(
  { kb, asOf }: Pick<Snapshot, 'kb' | 'asOf'>,
  suite: string,
): RunHistory | EarlierRuns | undefined {
  const history = kb.runs.get(suite);
  const runs = runsUntil({ kb, asOf }, suite);
  if (!history || runs.length === 0) return undefined;
  if (runs.length === history.runs.length) return history;
  const { inputs } = knownOf(history);
  const earlier = inputs.get(runs.length) ?? { runs, rosters: rostersOf(history, runs) };
  inputs.set(runs.length, earlier);
  return earlier;
}

/** The measured runs of a suite up to the date, by time. */
export function runsUntil(
  { kb, asOf: { instantMs } }: Pick<Snapshot, 'kb' | 'asOf'>,
  suite: string,
): readonly MeasuredRun[] {
  const history = kb.runs.get(suite);
  if (!history) return [];
  const { runs } = knownOf(history);
  const calendar = createCalendar(kb.book.timeZone);
  const earlier = runs.get(instantMs) ?? history.runs.filter(({ at }) => calendar.instantMs(at) <= instantMs);
  runs.set(instantMs, earlier);
  return earlier;
}

function knownOf(history: RunHistory): Known {
  const own = known.get(history) ?? { runs: new Map(), inputs: new Map() };
  known.set(history, own);
  return own;
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
