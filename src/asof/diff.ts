import { createCalendar } from '../core/calendar.ts';
import { itemId } from '../core/ids.ts';
import type { Status } from '../core/status.ts';
import type { CauseState } from '../records/issue/issue.ts';
import type { TimelineEntry } from '../records/issue/timeline.ts';
import { derive } from './derive.ts';
import { type NamedFigure, nameFigures } from './figures.ts';
import type { AsOf, FixState, IssueReading, Snapshot } from './snapshot.ts';

/** What something was at the earlier date and is at the later one; absent where it did not exist. */
export interface Change<State> {
  /** `DS-FLAKY-003`, `DS-FLAKY-003/shared-state`, `data-storage/priority`: equal keys are the same thing. */
  readonly key: string;
  /** The issue that it belongs to; absent for what belongs to a suite or the book. */
  readonly issue?: string;
  readonly from?: State;
  readonly to?: State;
}

/** A timeline entry that was not known at the earlier date and is at the later one. */
export interface PassedEntry {
  readonly issue: string;
  readonly entry: TimelineEntry;
}

/**
 * The difference between two dates of one knowledge base. `A to B` followed by `B to C` gives `A to C`: changes of one
 * key join end to end (and vanish where they come back), entries add up.
 */
export interface Difference {
  readonly from: AsOf;
  readonly to: AsOf;
  readonly issues: readonly Change<Status>[];
  readonly causes: readonly Change<CauseState>[];
  readonly fixes: readonly Change<FixState>[];
  readonly decisions: readonly Change<'open' | 'answered'>[];
  readonly tasks: readonly Change<'open' | 'done'>[];
  /** Of issues with a mitigation or quarantine: whether one should be over. */
  readonly holds: readonly Change<'in-time' | 'over'>[];
  readonly figures: readonly Change<NamedFigure>[];
  /** In issue order, and within an issue in the order of its file. */
  readonly entries: readonly PassedEntry[];
}

/**
 * @param earlier and `later` are readings of the same records; `earlier` must not be after `later`.
 * @param suite leaves out what is not of this suite.
 */
export function diffSnapshots(earlier: Snapshot, later: Snapshot, suite?: string): Difference {
  const [before, after] = [issuesOf(earlier, suite), issuesOf(later, suite)];
  return {
    from: earlier.asOf,
    to: later.asOf,
    issues: diffStates(statuses(before), statuses(after)),
    causes: diffStates(partStates(before, causesOf), partStates(after, causesOf)),
    fixes: diffStates(partStates(before, fixesOf), partStates(after, fixesOf)),
    decisions: diffStates(decisionStates(earlier, suite), decisionStates(later, suite)),
    tasks: diffStates(taskStates(earlier, suite), taskStates(later, suite)),
    holds: diffStates(holdStates(before), holdStates(after)),
    figures: diffStates(figures(earlier, suite), figures(later, suite), isSameFigure),
    entries: entriesBetween(earlier, after, later),
  };
}

interface Keyed<State> {
  readonly issue?: string;
  readonly state: State;
}

type States<State> = ReadonlyMap<string, Keyed<State>>;

function issuesOf({ issues }: Snapshot, suite: string | undefined): IssueReading[] {
  return [...issues.values()].filter(({ issue }) => suite === undefined || issue.suite === suite);
}

function statuses(issues: readonly IssueReading[]): States<Status> {
  return new Map(issues.map(({ issue: { id }, status }) => [id, { issue: id, state: status }]));
}

function holdStates(issues: readonly IssueReading[]): States<'in-time' | 'over'> {
  const held = issues.filter(({ holds }) => holds.length > 0);
  return new Map(
    held.map(({ issue: { id }, overdue }) => [
      id,
      { issue: id, state: overdue.length > 0 ? 'over' : 'in-time' },
    ]),
  );
}

const causesOf = ({ causes }: IssueReading) => causes.map(({ cause: { id }, state }) => ({ id, state }));
const fixesOf = ({ fixes }: IssueReading) => fixes;

/** By the issue that has the part: a shared fix may hold for one and have fallen for another. */
function partStates<State>(
  issues: readonly IssueReading[],
  partsOf: (issue: IssueReading) => readonly { readonly id: string; readonly state: State }[],
): States<State> {
  return new Map(
    issues.flatMap((reading) => {
      const { id: issue } = reading.issue;
      return partsOf(reading).map(({ id, state }) => [itemId(issue, id), { issue, state }] as const);
    }),
  );
}

function decisionStates(
  { decisions, issues }: Snapshot,
  suite: string | undefined,
): States<'open' | 'answered'> {
  const inScope = decisions.filter(
    ({ home }) =>
      suite === undefined || (home.kind === 'suite' ? home.id : issues.get(home.id)?.issue.suite) === suite,
  );
  return new Map(
    inScope.map(({ key, home, state }) => [
      key,
      home.kind === 'issue' ? { issue: home.id, state } : { state },
    ]),
  );
}

function taskStates(snapshot: Snapshot, suite: string | undefined): States<'open' | 'done'> {
  const ofSuites = [...snapshot.suites.values()]
    .filter(({ suite: { id } }) => suite === undefined || id === suite)
    .map((reading) => reading.suite);
  const ofIssues = issuesOf(snapshot, suite).map((reading) => reading.issue);
  return new Map(
    [...ofSuites, ...ofIssues].flatMap(({ id, tasks }) =>
      tasks.map(
        (task) => [itemId(id, task.id), { state: task.done === undefined ? 'open' : 'done' }] as const,
      ),
    ),
  );
}

function figures(snapshot: Snapshot, suite: string | undefined): States<NamedFigure> {
  const named = [...nameFigures(derive(snapshot, suite))];
  return new Map(named.map(([name, state]) => [name, { state }]));
}

function diffStates<State>(
  before: States<State>,
  after: States<State>,
  isSame: (a: State | undefined, b: State | undefined) => boolean = Object.is,
): Change<State>[] {
  const keys = [...after.keys(), ...[...before.keys()].filter((key) => !after.has(key))];
  return keys.flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    if (isSame(was?.state, is?.state)) return [];
    return [{ key, issue: is?.issue ?? was?.issue, from: was?.state, to: is?.state }];
  });
}

function isSameFigure(a: NamedFigure | undefined, b: NamedFigure | undefined): boolean {
  const known = (figure: NamedFigure | undefined) =>
    figure?.suites && `${figure.suites.known} ${figure.suites.all}`;
  const isSame = (['value', 'of', 'high', 'unestimated'] as const).every((key) => a?.[key] === b?.[key]);
  return isSame && known(a) === known(b);
}

/** Entries become known when their issue comes to exist: what was seen before its first status counts from then on. */
function entriesBetween(
  { issues, asOf }: Snapshot,
  after: readonly IssueReading[],
  later: Snapshot,
): PassedEntry[] {
  const { kb, asOf: to } = later;
  const { instantMs, local } = createCalendar(kb.book.timeZone);
  return after.flatMap(({ issue: { id } }) =>
    (kb.issues.get(id)?.timeline ?? [])
      .filter(
        ({ at }) => instantMs(at) <= to.instantMs && (!issues.has(id) || instantMs(at) > asOf.instantMs),
      )
      .map((entry) => ({ issue: id, entry: { ...entry, at: local(entry.at) } })),
  );
}
