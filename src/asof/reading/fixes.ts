import type { When } from '../../core/calendar.ts';
import { itemId } from '../../core/ids.ts';
import { isStatus } from '../../core/status.ts';
import { leavesHold, lettersOf } from '../../records/issue/in-force.ts';
import type { Issue } from '../../records/issue/issue.ts';
import type { TimelineEntry } from '../../records/issue/timeline.ts';
import type { Fix, FixKind } from '../../records/issue/work.ts';
import { type FixReading, type FixState, isAhead } from '../snapshot.ts';
import type { AsOfView } from './as-of-view.ts';
import type { Answered } from './decisions.ts';
import { createSameResolver, type Resolved } from './same.ts';
import { applies, fixOfEntry, hasFailed } from './trials.ts';

export type FixResolver = (issue: string, fix: Fix) => Resolved<Fix>;

/** Follows `same:` of fixes; fields that are given override those of the fix that is repeated. */
export function createFixResolver(issues: ReadonlyMap<string, Issue>): FixResolver {
  const find = (issue: string, id: string) => issues.get(issue)?.fixes.find((fix) => fix.id === id);
  return createSameResolver(find, (own, base) => ({ ...base, ...own }));
}

/** A fix of an issue as of the date, given what decisions say of it; the issue has its entries up to that. */
export function readFix(
  issue: Issue,
  { owner, item }: Resolved<Fix>,
  { rejection, choice }: Record<'rejection' | 'choice', Answered | undefined>,
  view: AsOfView,
): FixReading {
  const { same, ...fields } = item;
  const kind = item.kind ?? 'fix';
  const { named, ...traced } = traceFix(item.id, kind, issue);
  const isNewer = (answer: Answered | undefined, than = named) =>
    answer !== undefined &&
    (than === undefined || (answer.at !== undefined && view.instantMs(answer.at) >= view.instantMs(than)));
  const isOut = traced.state === 'tried' || traced.state === 'rejected';
  const hasFallen = traced.state === 'fell';
  const isWanted = (isOut && isNewer(choice)) || (hasFallen && isNewer(choice, traced.since));
  const reading: StateReading = isWanted ? { state: 'planned' } : traced;
  return {
    ...fields,
    key: itemId(owner, item.id),
    ownerIssue: owner,
    title: item.title ?? item.id,
    kind,
    ...(isNewer(rejection) && !isWanted ? { state: 'rejected', since: rejection?.at } : reading),
  };
}

interface StateReading {
  readonly state: FixState;
  readonly since?: When;
}

/**
 * Walks through the entries test by test: the fix fell as long as one of the tests that it was applied to was reopened
 * and has not been given the fix again. A quarantine ends with a status that does not leave it in place.
 */
function traceFix(fix: string, kind: FixKind, issue: Issue): StateReading & { readonly named?: When } {
  /** What became of it, by the letter of a test that it was applied to. */
  const places = new Map<string, 'in-place' | 'applied' | 'fell'>();
  let reading: StateReading = { state: 'planned' };
  /** When an entry last did something with the fix. */
  let named: When | undefined;
  for (const [i, entry] of issue.timeline.entries()) {
    let { state } = reading;
    const isNamed = fixOfEntry(issue, i) === fix;
    const place = isNamed && applies(entry, kind) ? placeOf(entry) : undefined;
    for (const letter of lettersOf(entry, issue)) {
      const before = places.get(letter);
      if (place !== undefined) places.set(letter, place);
      else if (before !== undefined && entry.word === 'reopened') places.set(letter, 'fell');
      else if (isNamed ? entry.word === 'reverted' : before === 'in-place' && endsQuarantine(entry, issue))
        places.delete(letter);
    }
    const all = [...places.values()];
    if (all.length > 0)
      state = all.includes('fell') ? 'fell' : all.includes('applied') ? 'applied' : 'in-place';
    else if (isInPlace(state)) state = 'ended';
    if (isNamed && place === undefined && !isInPlace(state)) {
      if (entry.word === 'fix-proposed') state = 'in-review';
      else if (hasFailed(entry)) state = 'tried';
      else if (entry.word === 'reverted' && isAhead(state)) state = 'rejected';
    }
    if (isNamed && entry.word !== 'tried') named = entry.at;
    if (state !== reading.state) reading = { state, since: entry.at };
  }
  return { ...reading, named };
}

/** Another quarantine takes its place only by a mitigation of its own; without one, it goes on. */
function endsQuarantine({ word, fix }: TimelineEntry, { fixes }: Issue): boolean {
  if (word === 'quarantined') return fixes.some(({ id, kind = 'fix' }) => id === fix && kind !== 'fix');
  return isStatus(word) && !leavesHold(word);
}

function placeOf({ word }: TimelineEntry): 'in-place' | 'applied' {
  return word === 'quarantined' ? 'in-place' : 'applied';
}

function isInPlace(state: FixState): boolean {
  return state === 'in-place' || state === 'applied' || state === 'fell';
}
