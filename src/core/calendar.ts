import { Temporal } from 'temporal-polyfill';
import { remembered } from './kept.ts';

/** `YYYY-MM-DD`, or a date-time with offset such as `2026-01-04T12:04-05:00`; valid once it has passed the schema. */
export type When = string;

/** Day or minute, as written. Seconds are allowed and kept. */
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

const DAY_MS = 86_400_000;

/** Whether the text is a date (`2026-01-04`) or a date-time with offset that exists in the calendar. */
export function isWhen(text: string): boolean {
  return dayNumber(text) !== undefined || instantOf(text) !== undefined;
}

/**
 * Days since 1970-01-01 of a date; undefined for what is no date of the years 1 to 9999. Books hold dates by the ten
 * thousand, so that this is plain arithmetic: https://howardhinnant.github.io/date_algorithms.html#days_from_civil
 */
function dayNumber(date: string): number | undefined {
  const [year = 0, month = 0, day = 0] = (DATE.exec(date) ?? []).slice(1).map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > lastDayOf(year, month)) return undefined;
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function lastDayOf(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** What is wrong with a text that is no date, where that can be told: the date that it must mean, or why it is none. */
export function faultOfDate(text: string): { readonly near?: string; readonly why?: string } {
  const [day = '', time] = text.split(/[T ]/);
  const { near, why } = faultOfDay(day);
  if (time === undefined) return { near, why };
  if (isWhen(`${near}T${time}`)) return { near: `${near}T${time}` };
  return { why: near === day && !/(?:Z|[+-]\d{2}:\d{2})$/.test(time) ? 'a time needs its offset' : why };
}

function faultOfDay(text: string): ReturnType<typeof faultOfDate> {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? turned(text);
  if (year === '') return {};
  const near = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  if (dayNumber(near) !== undefined) return { near };
  if (Number(month) < 1 || Number(month) > 12) return { why: 'a year has 12 months' };
  return { why: `${near.slice(0, 7)} has ${lastDayOf(Number(year), Number(month))} days` };
}

/** The parts of a date that ends with its year, as `DATE` has them; nothing where its day may as well be its month. */
function turned(text: string): readonly string[] {
  const [, one = '', sign, two = '', year = ''] = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  if (sign === '.' || Number(one) > 12) return [text, year, two, one];
  return Number(two) > 12 ? [text, year, one, two] : [];
}

/** Milliseconds since the epoch of a date-time; undefined for what is none. A leap second is the second before it. */
function instantOf(text: string): number | undefined {
  const [, date = '', hour, minute, second = 0, part = '', sign, hours = 0, minutes = 0] =
    DATE_TIME.exec(text) ?? [];
  const day = dayNumber(date);
  const isClock = Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60;
  if (day === undefined || !isClock || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Math.min(Number(second), 59);
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60;
  return day * DAY_MS + (seconds - offset) * 1000 + Number(part.padEnd(3, '0'));
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
export type Calendar = ReturnType<typeof makeCalendar>;

/** The calendar of a time zone (a valid IANA name); the same one for each zone, since it remembers what it worked out. */
export const createCalendar = remembered(makeCalendar);

function makeCalendar(timeZone: string) {
  /** Milliseconds since the epoch of a valid date or date-time; of a date alone, the last millisecond of its day. */
  const instantMs = remembered((when: string) => instantOf(when) ?? endOfDayMs(when, timeZone));
  const dayOf = remembered((when: string) =>
    Temporal.Instant.from(when).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
  );
  /** The day of a date or date-time in the book's time zone, `YYYY-MM-DD`. */
  const day = (when: string): string => (DATE.test(when) ? when : dayOf(when));
  const localOf = remembered((when: string) => toLocal(when, timeZone));
  const pick = (dates: Iterable<string>, isBetter: (ms: number, bestMs: number) => boolean) => {
    let best: string | undefined;
    for (const date of dates)
      if (best === undefined || isBetter(instantMs(date), instantMs(best))) best = date;
    return best;
  };
  return {
    instantMs,
    day,
    /** A date-time with the offset that the book's time zone has then; a date, and what has that offset, as written. */
    local: (when: string): string => (DATE.test(when) ? when : localOf(when)),
    /** Whole calendar days from one date to another; negative when `to` comes first. */
    daysBetween: (from: string, to: string): number =>
      (dayNumber(day(to)) ?? 0) - (dayNumber(day(from)) ?? 0),
    /** Whether one date comes before another in a timeline: two date-times by instant, all else by day. */
    comesBefore: (one: string, other: string): boolean =>
      DATE.test(one) || DATE.test(other) ? day(one) < day(other) : instantMs(one) < instantMs(other),
    /** The last of several dates by instant, the first of equal ones; undefined for none. */
    newest: (dates: Iterable<string>) => pick(dates, (ms, bestMs) => ms > bestMs),
    /** The first of several dates by instant; undefined for none. */
    earliest: (dates: Iterable<string>) => pick(dates, (ms, bestMs) => ms < bestMs),
  };
}

function toLocal(when: string, timeZone: string): string {
  const zoned = Temporal.Instant.from(when).toZonedDateTimeISO(timeZone);
  const offset = zoned.offset === '+00:00' && !when.endsWith('+00:00') ? 'Z' : zoned.offset;
  // Seconds where they were written.
  const smallestUnit = /T\d\d:\d\d:/.test(when) ? undefined : 'minute';
  return when.endsWith(offset) ? when : zoned.toPlainDateTime().toString({ smallestUnit }) + offset;
}

function endOfDayMs(date: string, timeZone: string): number {
  if (timeZone === 'UTC') return ((dayNumber(date) ?? 0) + 1) * DAY_MS - 1;
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

/** The date of reading of a book in which nothing has a date. */
export const UNDATED: When = '1970-01-01';

/** `January 4, 2026`: the long form of a date, or of a date-time's own day. English, whatever the machine's locale. */
export function formatLongDate(when: string): string {
  const [year, month, day] = when.slice(0, 10).split('-').map(Number);
  return `${MONTHS[(month ?? 1) - 1]} ${day}, ${year}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
