import type { When } from '../../core/calendar.ts';
import { itemId } from '../../core/ids.ts';
import type { Cause, Issue } from '../../records/issue/issue.ts';
import type { Fix } from '../../records/issue/work.ts';
import type { KnowledgeBase } from '../../records/knowledge-base.ts';
import type { CauseReading, FixReading, FixState } from '../snapshot.ts';
import type { AsOfView } from './as-of-view.ts';
import type { Rejection } from './decisions.ts';
import { lettersOf, type StatusEntry } from './status.ts';

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
  view: AsOfView,
): CauseReading | undefined {
  const seen = resolved.states.filter((state) => view.sees(state.at));
  const last = seen.at(-1);
  if (last === undefined && resolved.states.length > 0) return undefined;
  // A reason belongs to the newest state; while that one is out of sight, so is the reason.
  const because = seen.length === resolved.states.length ? resolved.because : undefined;
  return {
    cause: hideLaterStates(cause, view),
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

function hideLaterStates(cause: Cause, view: AsOfView): Cause {
  const states = cause.states.filter((state) => view.sees(state.at));
  if (states.length === cause.states.length) return cause;
  const { because, ...rest } = cause;
  return { ...rest, states };
}

export type FixResolver = (issue: string, fix: Fix) => Resolved<Fix>;

/** Follows `same:` of fixes; fields that are given override those of the fix that is repeated. */
export function createFixResolver(kb: KnowledgeBase): FixResolver {
  const find = (issue: string, id: string) => kb.issues.get(issue)?.fixes.find((fix) => fix.id === id);
  return createSameResolver(find, (own, base) => ({ ...base, ...own }));
}

/** A fix of an issue as of the date; `entries` are the issue's status entries up to it. */
export function readFix(
  issue: Issue,
  { owner, item }: Resolved<Fix>,
  entries: readonly StatusEntry[],
  rejection: Rejection | undefined,
  view: AsOfView,
): FixReading {
  const { same, ...fields } = item;
  return {
    ...fields,
    key: itemId(owner, item.id),
    ownerIssue: owner,
    title: item.title ?? item.id,
    kind: item.kind ?? 'fix',
    ...readState(item.id, issue, entries, rejection, view),
  };
}

interface StateReading {
  readonly state: FixState;
  readonly since?: When;
}

/** A rejection holds until a later entry applies the fix all the same. */
function readState(
  fix: string,
  issue: Issue,
  entries: readonly StatusEntry[],
  rejection: Rejection | undefined,
  view: AsOfView,
): StateReading {
  const applying = entries.filter((entry) => entry.fix === fix);
  if (rejection !== undefined) {
    const { at } = rejection;
    const isOverruled = applying.some((entry) => at === undefined || isAfter(entry.at, at, view));
    if (!isOverruled) return { state: 'rejected', since: at };
  }
  return applying.length === 0 ? { state: 'planned' } : traceApplied(fix, issue, entries);
}

/**
 * Walks through the entries test by test: the fix fell as long as one of the tests that it was applied to was
 * reopened and has not been given the fix again.
 */
function traceApplied(fix: string, issue: Issue, entries: readonly StatusEntry[]): StateReading {
  const holds = new Map<string, boolean>();
  let fallen = 0;
  let reading: StateReading = { state: 'planned' };
  for (const entry of entries) {
    const isApplied = entry.fix === fix;
    if (!isApplied && entry.word !== 'reopened') continue;
    for (const letter of lettersOf(entry, issue)) {
      const held = holds.get(letter);
      if (held === isApplied || (held === undefined && !isApplied)) continue;
      if (held === false) fallen -= 1;
      if (!isApplied) fallen += 1;
      holds.set(letter, isApplied);
    }
    const state = fallen > 0 ? 'fell' : holds.size > 0 ? 'applied' : 'planned';
    if (state !== reading.state) reading = { state, since: entry.at };
  }
  return reading;
}

function isAfter(when: When, other: When, view: AsOfView): boolean {
  return view.instantMs(when) > view.instantMs(other);
}

/** A cause or a fix, which may repeat the one of the same id of another issue. */
interface Repeatable {
  readonly id: string;
  readonly same?: string;
}

/** What stands at the end of a chain of `same:`, with the fields that are given on the way. */
export interface Resolved<T> {
  /** The issue that the chain ends in; the issue itself where nothing is repeated, or what is repeated is missing. */
  readonly owner: string;
  readonly item: T;
}

interface Link<T> {
  readonly issue: string;
  readonly item: T;
}

/**
 * Makes a function that follows `same:`. Every link is followed once, however many issues share a chain. A
 * chain that runs in a circle (an error of the check) ends where it would come back to itself.
 */
function createSameResolver<T extends Repeatable>(
  find: (issue: string, id: string) => T | undefined,
  merge: (own: T, base: T) => T,
): (issue: string, item: T) => Resolved<T> {
  const known = new Map<string, Resolved<T>>();
  return (issue, item) => {
    const path: Link<T>[] = [];
    const walked = new Set<string>();
    let base: Resolved<T> | undefined;
    let next: Link<T> | undefined = { issue, item };
    while (next !== undefined && !walked.has(next.issue)) {
      base = known.get(keyOf(next));
      if (base !== undefined) break;
      walked.add(next.issue);
      path.push(next);
      next = follow(next, find);
    }
    for (const link of path.reverse()) {
      base = base
        ? { owner: base.owner, item: merge(link.item, base.item) }
        : { owner: link.issue, item: link.item };
      known.set(keyOf(link), base);
    }
    return base ?? { owner: issue, item };
  };
}

function keyOf(link: Link<Repeatable>): string {
  return itemId(link.issue, link.item.id);
}

function follow<T extends Repeatable>(
  { item }: Link<T>,
  find: (issue: string, id: string) => T | undefined,
): Link<T> | undefined {
  if (item.same === undefined) return undefined;
  const found = find(item.same, item.id);
  return found && { issue: item.same, item: found };
}
