import type { Snapshot } from '../asof/snapshot.ts';
import type { When } from '../core/calendar.ts';

import { type ComposeContext, createContext } from './context.ts';

/** The dates before the date of reading at which the book had a report, and the book at each of them. */
export interface History {
  /** Oldest first; the date of reading is not among them. */
  readonly dates: readonly When[];
  /** The book at one of the dates, or at the date of reading. Read when it is asked for: a page that a cache knows needs none. */
  contextAt(date: When): ComposeContext;
  /** The newest of the dates before a date. */
  before(date: When): When | undefined;
}

/**
 * @param now the book at the date of reading.
 * @param dates all dates that had a report, in any order; those at or after the date of reading are left out.
 * @param read reads the same records at another date; the order of `dates` is decided by what it answers for them.
 */
export function createHistory(
  now: Snapshot,
  dates: readonly { readonly text: When; readonly instantMs: number }[],
  read: (date: When) => Snapshot,
): History {
  const past = dates
    .filter(({ instantMs }) => instantMs < now.asOf.instantMs)
    .toSorted((a, b) => a.instantMs - b.instantMs)
    .map(({ text }) => text);
  const kept: ComposeContext[] = [];
  const contextAt = (date: When): ComposeContext => {
    const known = kept.find(({ snapshot }) => snapshot.asOf.text === date);
    if (known) return known;
    const context = createContext(date === now.asOf.text ? now : read(date));
    kept.push(context);
    // Reports compare a date with the one before it: two are in use at a time, and a third would only fill memory.
    if (kept.length > MAX_KEPT) kept.shift();
    return context;
  };
  return {
    dates: past,
    contextAt,
    before: (date) => (date === now.asOf.text ? past.at(-1) : past[past.indexOf(date) - 1]),
  };
}

const MAX_KEPT = 3;
