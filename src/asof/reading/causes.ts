import type { When } from '../../core/calendar.ts';
import type { Cause, Issue } from '../../records/issue/issue.ts';
import type { CauseReading } from '../snapshot.ts';
import type { AsOfView } from './as-of-view.ts';
import { createSameResolver, type Resolved } from './same.ts';

export type CauseResolver = (issue: string, cause: Cause) => Resolved<Cause>;

/** Follows `same:` of causes. */
export function createCauseResolver(issues: ReadonlyMap<string, Issue>): CauseResolver {
  const find = (issue: string, id: string) => issues.get(issue)?.causes.find((cause) => cause.id === id);
  return createSameResolver(find, (own, base) => {
    // A reason explains the states beside it, so that the two are taken from one record.
    const dated = own.states.length > 0 ? own : base;
    const because = own.because ?? dated.because;
    return { ...base, ...own, states: dated.states, ...(because === undefined ? {} : { because }) };
  });
}

/** A cause as of the date; undefined when all of its states lie later. One without states is proposed from the start. */
export function readCause(
  cause: Cause,
  resolved: Cause,
  firstStatus: When,
  hasPattern: (id: string) => boolean,
  view: AsOfView,
): CauseReading | undefined {
  const seen = resolved.states.filter((state) => view.sees(state.at));
  const last = seen.at(-1);
  if (last === undefined && resolved.states.length > 0) return undefined;
  // A reason belongs to the newest state; while that one is out of sight, so is the reason.
  const because = seen.length === resolved.states.length ? resolved.because : undefined;
  return {
    cause: hideLaterStates(cause, view),
    pattern: resolved.pattern ?? (hasPattern(cause.id) ? cause.id : undefined),
    claim: resolved.claim,
    because,
    state: last?.state ?? 'proposed',
    since: last?.at ?? firstStatus,
  };
}

export function isStanding({ state }: Pick<CauseReading, 'state'>): boolean {
  return state === 'proposed' || state === 'supported';
}

/** See `IssueReading.leading`. */
export function findLeading(causes: readonly CauseReading[], view: AsOfView): CauseReading | undefined {
  const rank = ({ cause, state }: CauseReading) => (cause.leads ? 2 : state === 'supported' ? 1 : 0);
  return causes
    .filter(isStanding)
    .toSorted((a, b) => rank(b) - rank(a) || view.instantMs(b.since) - view.instantMs(a.since))[0];
}

/** The cause that was proposed first, whatever became of it. */
export function findFirst(causes: readonly CauseReading[], view: AsOfView): CauseReading | undefined {
  const began = ({ cause, since }: CauseReading) => view.instantMs(cause.states[0]?.at ?? since);
  return causes.toSorted((a, b) => began(a) - began(b))[0];
}

function hideLaterStates(cause: Cause, view: AsOfView): Cause {
  const states = cause.states.filter((state) => view.sees(state.at));
  if (states.length === cause.states.length) return cause;
  const { because, ...rest } = cause;
  return { ...rest, states };
}
