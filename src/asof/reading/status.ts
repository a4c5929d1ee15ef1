import type { When } from '../../core/calendar.ts';
import { groupOf, isStatus, leastSettled, type Status, type StatusGroup } from '../../core/status.ts';
import { type InForce, inForce } from '../../records/issue/in-force.ts';
import type { Issue, Test } from '../../records/issue/issue.ts';
import { testIdOf } from '../../records/issue/test-id.ts';
import type { EntryOf, TimelineEntry } from '../../records/issue/timeline.ts';
import type { Hold, Stage, StatusSpan, TestState } from '../snapshot.ts';
import type { AsOfView } from './as-of-view.ts';

/** How far an issue and each of its tests have come. */
export interface StatusReading {
  readonly status: Status;
  readonly group: StatusGroup;
  readonly since: When;
  readonly listed?: true;
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
    return own === undefined ? [] : [stateOf(test, own, issue, keyOf)];
  });
  // Without a test that an entry concerns, the last entry speaks for the issue.
  const status = leastSettled(tests.map((state) => state.status)) ?? last.word;
  const speaking = tests.filter((state) => state.status === status);
  const since = view.newest(speaking.map((state) => state.since)) ?? last.at;
  const { listed } = speaking.find((state) => state.since === since) ?? last;
  const group = groupOf(status);
  const settled = group === 'unresolved' ? undefined : (newestSettled(tests, view) ?? last.at);
  const open = [...standing].filter(([, own]) => groupOf(own.status.word) === 'unresolved');
  const isHeld = open.every(([, own]) => own.held !== undefined || own.status.word === 'partly-fixed');
  const holds = [...Map.groupBy(open, ([, { held }]) => held)].flatMap(([held, own]) => {
    if (held === undefined) return [];
    const letters = own.map(([letter]) => letter);
    return own.length === open.length ? holdOf(held) : { ...holdOf(held), tests: letters };
  });
  return { status, group, since, listed, firstStatus, settled, tests, stage: stageOf(status, isHeld), holds };
}

function stageOf(status: Status, isHeld: boolean): Stage {
  if (status === 'fixed' || status === 'verified') return status;
  if (groupOf(status) === 'closed') return 'closed';
  return isHeld ? 'held' : 'flaking';
}

/** The statuses that an issue had with its entries one after the other: each that was another one than that before it. */
export function readCourse(issue: Issue, view: AsOfView): StatusSpan[] {
  const spans: StatusSpan[] = [];
  for (const [i, { at, word }] of issue.timeline.entries()) {
    if (!isStatus(word)) continue;
    const timeline = issue.timeline.slice(0, i + 1);
    const status = readStatus({ ...issue, timeline }, (test) => test, view)?.status;
    if (status !== undefined && status !== spans.at(-1)?.status) spans.push({ status, from: at });
  }
  return spans;
}

function stateOf(
  test: Test,
  { status, settled, held }: InForce<TimelineEntry>,
  issue: Issue,
  keyOf: (testId: string) => string,
): TestState {
  const id = testIdOf(issue, test);
  return {
    test,
    id,
    key: keyOf(id),
    status: status.word,
    group: groupOf(status.word),
    since: status.at,
    listed: status.listed,
    held: held && holdOf(held),
    settled: settled?.at,
  };
}

function holdOf({ word, at, until, fix }: StatusEntry): Hold {
  return { word, since: at, until, fix };
}

function newestSettled(tests: readonly TestState[], view: AsOfView): When | undefined {
  return view.newest(tests.flatMap((state) => state.settled ?? []));
}
