import type { When } from '../../core/calendar.ts';
import type { Issue } from '../../records/issue/issue.ts';
import type { Fix } from '../../records/issue/work.ts';
import type { KnowledgeBase } from '../../records/knowledge-base.ts';
import type { FixReading, FixState } from '../snapshot.ts';
import type { Rejection } from './decisions.ts';
import { createSameResolver, type Resolved } from './same.ts';
import type { Sight } from './sight.ts';
import { lettersOf, type StatusEntry } from './status.ts';

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
  sight: Sight,
): FixReading {
  const { same, ...fields } = item;
  return {
    ...fields,
    key: `${owner}/${item.id}`,
    ownerIssue: owner,
    title: item.title ?? item.id,
    kind: item.kind ?? 'fix',
    ...readState(item.id, issue, entries, rejection, sight),
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
  sight: Sight,
): StateReading {
  const applying = entries.filter((entry) => entry.fix === fix);
  if (rejection !== undefined) {
    const { at } = rejection;
    const isOverruled = applying.some((entry) => at === undefined || isAfter(entry.at, at, sight));
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

function isAfter(when: When, other: When, sight: Sight): boolean {
  return sight.instantMs(when) > sight.instantMs(other);
}
