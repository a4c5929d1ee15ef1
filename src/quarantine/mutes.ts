import type { AsOf, IssueReading, SuiteReading, TestState } from '../asof/snapshot.ts';
import type { Calendar, When } from '../core/calendar.ts';
import type { SuiteRuns } from '../runs/verdict/suite-runs.ts';

/** A test that its runner may leave out until a date. */
export interface Mute {
  /** `DS-FLAKY-003a` */
  readonly testId: string;
  readonly title: string;
  readonly owner?: string;
  readonly until: When;
  /** The last millisecond since the epoch at which it holds. */
  readonly endsMs: number;
  /** What to find the test by. Never empty. */
  readonly names: readonly SpelledName[];
}

/** A name of one test as a tool prints it or a person writes it, and where the test stands if the name has no file. */
export interface SpelledName {
  readonly text: string;
  readonly at: string;
}

/** Why a quarantined or mitigated test is not muted. */
type Reason = 'no-until' | 'over' | 'no-name' | 'ambiguous';

export interface Unmuted {
  readonly testId: string;
  readonly until?: When;
  readonly because: Reason;
}

/** The tests of a suite that may be muted as of a date, in id order, and those that may not although somebody hides them. */
export interface Quarantine {
  readonly suite: string;
  readonly mutes: readonly Mute[];
  readonly unmuted: readonly Unmuted[];
}

/** Whether a test is hidden on purpose. A mitigation without an end is a cure that tests run with. */
function isHidden({ held }: TestState): boolean {
  return held?.word === 'quarantined' || held?.until !== undefined;
}

/** @param runs of the suite, where there are any: they know how its tools spell its tests. */
export function quarantineOf(
  { suite, issues }: SuiteReading,
  asOf: AsOf,
  calendar: Calendar,
  runs: SuiteRuns | undefined,
): Quarantine {
  const read = issues.flatMap((reading) =>
    reading.tests.filter(isHidden).map((state) => readTest(reading, state, asOf, calendar, runs)),
  );
  return {
    suite: suite.id,
    mutes: read.filter((one) => 'names' in one),
    unmuted: read.filter((one) => 'because' in one),
  };
}

function readTest(
  { issue }: IssueReading,
  { id: testId, test, held }: TestState,
  asOf: AsOf,
  calendar: Calendar,
  runs: SuiteRuns | undefined,
): Mute | Unmuted {
  const until = held?.until;
  if (until === undefined) return { testId, because: 'no-until' };
  const endsMs = calendar.instantMs(until);
  if (endsMs < asOf.instantMs) return { testId, until, because: 'over' };
  if (runs?.ambiguous?.has(testId)) return { testId, until, because: 'ambiguous' };
  const seen = runs?.tests.get(runs.keyOf(testId) ?? '')?.names ?? [];
  const written = test.name === undefined ? [] : [{ text: test.name, at: test.at ?? '' }];
  const names = seen.length > 0 ? seen.map((text) => ({ text, at: '' })) : written;
  if (names.length === 0) return { testId, until, because: 'no-name' };
  return { testId, title: issue.title, owner: issue.owner, until, endsMs, names };
}
