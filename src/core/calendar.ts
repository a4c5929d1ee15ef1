import { Temporal } from 'temporal-polyfill';

/** `YYYY-MM-DD`, or a date-time with offset such as `2026-01-04T12:04-05:00`; valid once it has passed the schema. */
export type When = string;

/** Day or minute, as written. Seconds are allowed and kept. */
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Whether the text is a date (`2026-01-04`) or a date-time with offset that exists in the calendar. */
export function isWhen(text: string): boolean {
  try {
    if (DATE.test(text)) return Temporal.PlainDate.from(text, { overflow: 'reject' }).year > 0;
    if (DATE_TIME.test(text))
      return Temporal.Instant.from(text).epochMilliseconds !== undefined && isWhen(text.slice(0, 10));
    return false;
  } catch {
    return false;
  }
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/** Reads the dates of one book: a date alone counts at the end of its day in the book's time zone. */
export interface Calendar {
  /** Milliseconds since the epoch of a valid date or date-time; of a date alone, the last millisecond of its day. */
  instantMs(when: string): number;
  /** The day of a date or date-time in the book's time zone, `YYYY-MM-DD`. */
  day(when: string): string;
  /** Whole calendar days from one date to another; negative when `to` comes first. */
  daysBetween(from: string, to: string): number;
  /** Whether one date comes before another in a timeline: two date-times by instant, all else by day. */
  comesBefore(one: string, other: string): boolean;
}

const calendars = new Map<string, Calendar>();

/** The calendar of a time zone (a valid IANA name); the same one for each zone, since it remembers what it worked out. */
export function createCalendar(timeZone: string): Calendar {
  const known = calendars.get(timeZone) ?? makeCalendar(timeZone);
  calendars.set(timeZone, known);
  return known;
}

function makeCalendar(timeZone: string): Calendar {
  const instants = new Map<string, number>();
  const instantMs = (when: string): number => {
    const known = instants.get(when);
    if (known !== undefined) return known;
    const ms = DATE.test(when) ? endOfDayMs(when, timeZone) : Temporal.Instant.from(when).epochMilliseconds;
    instants.set(when, ms);
    return ms;
  };
  const days = new Map<string, string>();
  const day = (when: string): string => {
    if (DATE.test(when)) return when;
    const known =
      days.get(when) ?? Temporal.Instant.from(when).toZonedDateTimeISO(timeZone).toPlainDate().toString();
    days.set(when, known);
    return known;
  };
  const daysBetween = (from: string, to: string): number =>
    Temporal.PlainDate.from(day(from)).until(Temporal.PlainDate.from(day(to)), { largestUnit: 'days' }).days;
  const comesBefore = (one: string, other: string): boolean =>
    DATE.test(one) || DATE.test(other) ? day(one) < day(other) : instantMs(one) < instantMs(other);
  return { instantMs, day, daysBetween, comesBefore };
}

function endOfDayMs(date: string, timeZone: string): number {
  const next = Temporal.PlainDate.from(date).add({ days: 1 });
  return next.toZonedDateTime(timeZone).epochMilliseconds - 1;
}

/** The day of an instant (milliseconds since the epoch) in a time zone, `YYYY-MM-DD`. */
export function dayAt(instantMs: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instantMs)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** `January 4, 2026`: the long form of a date, or of a date-time's own day. English, whatever the machine's locale. */
export function formatLongDate(when: string): string {
  const date = Temporal.PlainDate.from(when.slice(0, 10));
  return `${MONTHS[date.month - 1]} ${date.day}, ${date.year}`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
