import { type Calendar, createCalendar, type When } from '../../core/calendar.ts';
import { remembered } from '../../core/kept.ts';
import type { Book } from '../../records/book/book.ts';
import type { AsOf } from '../snapshot.ts';

/** The date of reading that a text stands for; the text has passed `isWhen`. */
export function makeAsOf(book: Book, text: When): AsOf {
  return { text, instantMs: createCalendar(book.timeZone).instantMs(text) };
}

/** What was known at one date. Days are counted as the calendar does; fast where the same dates come again, as in a book. */
export type AsOfView = ReturnType<typeof createAsOfView>;

export function createAsOfView(book: Book, asOf: AsOf, knownAt = asOf.text) {
  const calendar = createCalendar(book.timeZone);
  const { instantMs } = calendar;
  const daysBetween = createDayCount(calendar);
  const knownMs = instantMs(knownAt);
  return {
    ...calendar,
    daysBetween,
    asOf,
    /** Whether something that is known since a date is known at the date whose knowledge is used. */
    knows: (since: When | undefined) => since === undefined || instantMs(since) <= knownMs,
    /** Whether a date lies at or before the date of reading; what is undated is always seen. */
    sees: (when: When | undefined) => when === undefined || instantMs(when) <= asOf.instantMs,
    /** Whether a date lies before the date of reading. */
    isPast: (when: When) => instantMs(when) < asOf.instantMs,
    /** Whole days from a date to the date of reading. */
    daysSince: (when: When) => daysBetween(when, asOf.text),
  };
}

/** Counts the days from an arbitrary fixed one once per date. */
function createDayCount(calendar: Calendar): Calendar['daysBetween'] {
  const numberOf = remembered((when: When) => calendar.daysBetween('2000-01-01', when));
  return (from, to) => numberOf(to) - numberOf(from);
}
