import type { IssueReading, TestState } from '../asof/snapshot.ts';
import type { Calendar, When } from '../core/calendar.ts';
import { compareText } from '../core/finding.ts';
import type { Observation } from '../records/issue/observed.ts';
import { isRate, luck, passesNeeded, wilson } from '../runs/verdict/statistics.ts';
import type { Rate } from '../runs/verdict/suite-runs.ts';
import { claimHistoryOf, isClaim, isSameCommit } from './claim-history.ts';

/** Runs that somebody counted, with the test that they are of where that is known. */
export interface Observed {
  readonly one: Observation;
  readonly state?: TestState;
  /** Absent where nobody counted. */
  readonly rate?: Rate;
}

export function observedOf({ issue, tests }: Pick<IssueReading, 'issue' | 'tests'>): Observed[] {
  const only = tests.length === 1 && issue.tests.length === 1 ? tests[0] : undefined;
  return [
    ...issue.observed.map((one) => ({ one, state: only, rate: rateOf(one) })),
    ...tests.flatMap((state) => state.test.observed.map((one) => ({ one, state, rate: rateOf(one) }))),
  ];
}

function rateOf({ failed, of }: Observation): Rate | undefined {
  return failed === undefined || of === undefined ? undefined : wilson(failed, of);
}

/**
 * The rate that stands for an issue: that of the longest count with a failure; of equal ones the newer, then the one with
 * more failures. Counts are never added, since one may be a part of another.
 */
export function mainObservation(observed: readonly Observed[]): Observed | undefined {
  const failing = observed.filter(({ rate }) => rate !== undefined && rate.failures > 0);
  return failing.toSorted(
    (a, b) =>
      (b.rate?.runs ?? 0) - (a.rate?.runs ?? 0) ||
      compareText(b.one.date, a.one.date) ||
      (b.rate?.failures ?? 0) - (a.rate?.failures ?? 0),
  )[0];
}

/** The longest count before a claimed fix against the longest one after it, in the same place and with the same settings. */
export interface ObservedClaim {
  readonly before?: Observed;
  readonly after?: Observed;
  /** After it, the test was seen to fail. */
  readonly relapse?: Observed;
  /** The chance, from 0 to 1, that all failures fall before the fix although it changed nothing. */
  readonly luck?: number;
}

/** Undefined where not all that was observed is claimed to be mended. */
export function observedClaim(
  reading: Pick<IssueReading, 'issue' | 'tests'>,
  observed: readonly Observed[],
  calendar: Calendar,
): ObservedClaim | undefined {
  const sides = observed.map((each) => ({ each, side: sideOf(each, reading, calendar) }));
  if (sides.length === 0 || sides.some(({ side }) => side === undefined)) return undefined;
  // A later run of an older commit has no fix in it.
  const old = new Set(sides.flatMap(({ each, side }) => (side === 'before' ? (each.one.commit ?? []) : [])));
  const isOld = ({ commit = '' }: Observation) => old.has(commit);
  const on = (wanted: Side) =>
    sides.flatMap(({ each, side }) =>
      (side === 'after' && isOld(each.one) ? 'before' : side) === wanted ? [each] : [],
    );
  const relapse = on('after').find(({ one, rate }) => (rate?.failures ?? (one['passed-in'] ? 1 : 0)) > 0);
  if (relapse) return { relapse };
  const pairs = on('before').flatMap((before) =>
    on('after').flatMap((after) => (isAlike(before, after) ? [{ before, after }] : [])),
  );
  const runs = ({ rate }: Observed) => (rate && isRate(rate) ? rate.runs : 0);
  const [best] = pairs
    .filter(({ before, after }) => runs(before) > 0 && after.rate !== undefined)
    .sort((a, b) => runs(b.before) - runs(a.before) || (b.after.rate?.runs ?? 0) - (a.after.rate?.runs ?? 0));
  if (!best) return { before: mainObservation(on('before')), after: on('after')[0] };
  const passes = best.after.rate?.runs ?? 0;
  return { ...best, luck: best.before.rate && luck(best.before.rate, passes) };
}

/** How many runs without a failure after a fix make luck unlikely; undefined where nothing can be compared with. */
export function runsToProve(rate: Rate | undefined): number | undefined {
  return rate && isRate(rate) ? passesNeeded(rate) : undefined;
}

type Side = 'before' | 'after' | 'unclear';

/** Before the claim or after it; on its day, only the commit or the time of day tells. */
function sideOf(
  { one, state }: Observed,
  { issue, tests }: Pick<IssueReading, 'issue' | 'tests'>,
  calendar: Calendar,
): Side | undefined {
  const sides = (state ? [state] : tests).map((test): Side | undefined => {
    const claim = isClaim(test.status) ? claimHistoryOf({ issue }, test.test.letter)?.claims[0] : undefined;
    if (claim === undefined) return undefined;
    if (claim.commit !== undefined && one.commit !== undefined && isSameCommit(claim.commit, one.commit))
      return 'after';
    return order(one.date, claim.at, calendar);
  });
  const [first] = sides;
  return first !== undefined && sides.every((side) => side !== undefined)
    ? sides.every((side) => side === first)
      ? first
      : 'unclear'
    : undefined;
}

function order(date: When, at: When, { instantMs }: Calendar): Side {
  const isSameDay = date.slice(0, 10) === at.slice(0, 10);
  if (isSameDay && (date.length === 10 || at.length === 10)) return 'unclear';
  return instantMs(date) > instantMs(at) ? 'after' : 'before';
}

function isAlike({ one: a, state: first }: Observed, { one: b, state: second }: Observed): boolean {
  const settings = ({ where, with: settings }: Observation) =>
    JSON.stringify([[...where].sort(), Object.entries(settings).sort()]);
  return first?.id === second?.id && settings(a) === settings(b);
}
