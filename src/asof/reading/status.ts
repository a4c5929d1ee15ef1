import type { When } from '../../core/calendar.ts';
import { shownTestId } from '../../core/ids.ts';
import { groupOf, isStatus, leastSettled, type Status, type StatusGroup } from '../../core/status.ts';
import { type InForce, inForce } from '../../records/issue/in-force.ts';
import type { Issue, Test } from '../../records/issue/issue.ts';
import type { EntryOf, TimelineEntry } from '../../records/issue/timeline.ts';
import type { Hold, Stage, TestState } from '../snapshot.ts';
import type { AsOfView } from './as-of-view.ts';

/** How far an issue and each of its tests have come. */
export interface StatusReading {
  readonly status: Status;
  readonly group: StatusGroup;
  readonly firstStatus: When;
  readonly settled?: When;
  readonly tests: readonly TestState[];
  readonly stage: Stage;
  readonly holds: readonly Hold[];
}

export type StatusEntry = EntryOf<Status>;

export function statusEntriesOf(timeline: readonly TimelineEntry[]): StatusEntry[] {
  return timeline.filter((entry): entry is StatusEntry => isStatus(entry.word));
}

/** The status of an issue with the entries up to the date; undefined before its first status. */
export function readStatus(
  issue: Issue,
  keyOf: (testId: string) => string,
  view: AsOfView,
): StatusReading | undefined {
  const entries = statusEntriesOf(issue.timeline);
  const last = entries.at(-1);
  const firstStatus = view.earliest(entries.map((entry) => entry.at));
  if (last === undefined || firstStatus === undefined) return undefined;

  const standing = inForce(issue);
  const tests = issue.tests.flatMap((test) => {
    const own = standing.get(test.letter);
    return own === undefined ? [] : [stateOf(test, own, issue, keyOf, view)];
  });
  // Without a test that an entry concerns, the last entry speaks for the issue.
  const status = leastSettled(tests.map((state) => state.status)) ?? last.word;
  const group = groupOf(status);
  const newest = view.newest(tests.flatMap((state) => state.settled ?? []));
  const settled = group === 'unresolved' ? undefined : (newest ?? last.at);
  const open = [...standing].filter(([, own]) => groupOf(own.status.word) === 'unresolved');
  const isHeld = open.every(
    ([, { held, status: own }]) => own.word === 'partly-fixed' || (held && !holdOf(held, view).isOver),
  );
  const holdKey = ({ held }: InForce<TimelineEntry>) =>
    held && [held.entry, held.began].map((entry) => issue.timeline.indexOf(entry)).join();
  const holds = [...Map.groupBy(open, ([, own]) => holdKey(own)).values()].flatMap((own) => {
    const held = own[0]?.[1].held;
    if (held === undefined) return [];
    const letters = own.map(([letter]) => letter);
    const hold = holdOf(held, view);
    return own.length === open.length ? hold : { ...hold, tests: letters };
  });
  return { status, group, firstStatus, settled, tests, stage: stageOf(status, isHeld), holds };
}

function stageOf(status: Status, isHeld: boolean): Stage {
  if (status === 'fixed' || status === 'verified') return status;
  if (groupOf(status) === 'closed') return 'closed';
  return isHeld ? 'held' : 'flaking';
}

/** The statuses that an issue had with its entries one after the other: each that was another one than that before it. */
export function readCourse(
  issue: Issue,
  view: AsOfView,
): { readonly status: Status; readonly entry: TimelineEntry }[] {
  const spans: { status: Status; entry: TimelineEntry }[] = [];
  for (const [i, entry] of issue.timeline.entries()) {
    if (!isStatus(entry.word)) continue;
    const timeline = issue.timeline.slice(0, i + 1);
    const status = readStatus({ ...issue, timeline }, (test) => test, view)?.status;
    if (status !== undefined && status !== spans.at(-1)?.status) spans.push({ status, entry });
  }
  return spans;
}

function stateOf(
  test: Test,
  { status, began, settled, held }: InForce<TimelineEntry>,
  issue: Issue,
  keyOf: (testId: string) => string,
  view: AsOfView,
): TestState {
  const id = shownTestId(issue, test);
  return {
    test,
    id,
    key: keyOf(id),
    status: status.word,
    group: groupOf(status.word),
    since: began.at,
    listed: began.listed,
    held: held && holdOf(held, view),
    settled: settled?.at,
  };
}

function holdOf({ entry, began }: NonNullable<InForce<TimelineEntry>['held']>, view: AsOfView): Hold {
  const { word, until, fix = began.fix } = entry;
  return { word, since: began.at, until, isOver: until !== undefined && view.isPast(until), fix };
}
