import type { When } from '../../core/calendar.ts';
import type { Cause } from '../../records/issue/issue.ts';
import type { KnowledgeBase } from '../../records/knowledge-base.ts';
import type { CauseReading } from '../snapshot.ts';
import { createSameResolver, type Resolved } from './same.ts';
import type { Sight } from './sight.ts';

export type CauseResolver = (issue: string, cause: Cause) => Resolved<Cause>;

/** Follows `same:` of causes. The pattern is always the cause's own. */
export function createCauseResolver(kb: KnowledgeBase): CauseResolver {
  const find = (issue: string, id: string) => kb.issues.get(issue)?.causes.find((cause) => cause.id === id);
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
  sight: Sight,
): CauseReading | undefined {
  const seen = resolved.states.filter((state) => sight.sees(state.at));
  const last = seen.at(-1);
  if (last === undefined && resolved.states.length > 0) return undefined;
  // A reason belongs to the newest state; while that one is out of sight, so is the reason.
  const because = seen.length === resolved.states.length ? resolved.because : undefined;
  return {
    cause: hideLaterStates(cause, sight),
    claim: resolved.claim,
    because,
    state: last?.state ?? 'proposed',
    since: last?.at ?? firstStatus,
  };
}

/** The last cause of the file that still stands. */
export function findLeading(causes: readonly CauseReading[]): CauseReading | undefined {
  return causes.findLast(({ state }) => state !== 'refuted' && state !== 'superseded');
}

function hideLaterStates(cause: Cause, sight: Sight): Cause {
  const states = cause.states.filter((state) => sight.sees(state.at));
  if (states.length === cause.states.length) return cause;
  const { because, ...rest } = cause;
  return { ...rest, states };
}
