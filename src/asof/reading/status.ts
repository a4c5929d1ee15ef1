import type { When } from '../../core/calendar.ts';
import { groupOf, isStatus, leastSettled, type Status, type StatusGroup } from '../../core/status.ts';
import type { Issue, Test } from '../../records/issue/issue.ts';
import { testIdOf } from '../../records/issue/test-id.ts';
import type { EntryOf, TimelineEntry } from '../../records/issue/timeline.ts';
import type { StatusSpan, TestState } from '../snapshot.ts';
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
}

export type StatusEntry = EntryOf<Status>;

/** Letters of the tests that an entry is about. */
export function lettersOf(entry: TimelineEntry, issue: Issue): readonly string[] {
  return entry.tests.length > 0 ? entry.tests : issue.tests.map((test) => test.letter);
}

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

  const tests = readTests(issue, entries, keyOf);
  // Without a test that an entry concerns, the last entry speaks for the issue.
  const status = leastSettled(tests.map((state) => state.status)) ?? last.word;
  const speaking = tests.filter((state) => state.status === status);
  const since = view.newest(speaking.map((state) => state.since)) ?? last.at;
  const { listed } = speaking.find((state) => state.since === since) ?? last;
  const group = groupOf(status);
  const settled = group === 'unresolved' ? undefined : (newestSettled(tests, view) ?? last.at);
  return { status, group, since, listed, firstStatus, settled, tests };
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

interface TestProgress {
  readonly entry: StatusEntry;
  readonly settled: When | undefined;
}

function readTests(
  issue: Issue,
  entries: readonly StatusEntry[],
  keyOf: (testId: string) => string,
): TestState[] {
  const progress = new Map<string, TestProgress>();
  for (const entry of entries) {
    const isSettling = groupOf(entry.word) !== 'unresolved';
    for (const letter of lettersOf(entry, issue)) {
      const settled = isSettling ? (progress.get(letter)?.settled ?? entry.at) : undefined;
      progress.set(letter, { entry, settled });
    }
  }
  return issue.tests.flatMap((test) => {
    const reached = progress.get(test.letter);
    return reached === undefined ? [] : [stateOf(test, reached, issue, keyOf)];
  });
}

function stateOf(
  test: Test,
  { entry, settled }: TestProgress,
  issue: Issue,
  keyOf: (testId: string) => string,
): TestState {
  const id = testIdOf(issue, test);
  return {
    test,
    id,
    key: keyOf(id),
    status: entry.word,
    group: groupOf(entry.word),
    since: entry.at,
    listed: entry.listed,
    until: entry.until,
    fix: entry.fix,
    settled,
  };
}

function newestSettled(tests: readonly TestState[], view: AsOfView): When | undefined {
  return view.newest(tests.flatMap((state) => state.settled ?? []));
}
