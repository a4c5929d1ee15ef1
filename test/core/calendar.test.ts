import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { createCalendar, formatLongDate, isWhen } from '../../src/core/calendar.ts';

const two = (most: number) => fc.integer({ min: 0, max: most }).map((part) => String(part).padStart(2, '0'));
const year = fc.oneof(
  fc.integer({ min: 0, max: 9999 }),
  fc.constantFrom(0, 1, 4, 100, 400, 1900, 1970, 2000, 2024, 2100, 9999),
);
const date = fc
  .tuple(year, two(13), two(32))
  .map(([years, month, day]) => `${String(years).padStart(4, '0')}-${month}-${day}`);
const dateTime = fc
  .tuple(
    date,
    two(24),
    two(60),
    fc.constantFrom('', ':00', ':59', ':60', ':61', ':30.5', ':07.123'),
    fc.constantFrom('Z', '+00:00', '-05:00', '+05:45', '+14:00', '-23:59', '+24:00', '+01:60'),
  )
  .map(([day, hour, minute, seconds, offset]) => `${day}T${hour}:${minute}${seconds}${offset}`);

/** What the reference says. */
function reference(text: string): number | undefined {
  try {
    if (text.length > 10) {
      Temporal.PlainDate.from(text.slice(0, 10), { overflow: 'reject' });
      return text.startsWith('0000') ? undefined : Temporal.Instant.from(text).epochMilliseconds;
    }
    const day = Temporal.PlainDate.from(text, { overflow: 'reject' });
    return day.year > 0 ? day.add({ days: 1 }).toZonedDateTime('UTC').epochMilliseconds - 1 : undefined;
  } catch {
    return undefined;
  }
}

describe('dates are those of Temporal', () => {
  test('which there are, and the instants that they stand for', () => {
    const { instantMs } = createCalendar('UTC');
    fc.assert(
      fc.property(fc.oneof(date, dateTime), (text) => {
        const expected = reference(text);
        expect([text, isWhen(text)]).toEqual([text, expected !== undefined]);
        if (expected !== undefined) expect([text, instantMs(text)]).toEqual([text, expected]);
      }),
      { numRuns: 2000 },
    );
  });

  test('how many days lie between two of them', () => {
    const { daysBetween } = createCalendar('UTC');
    fc.assert(
      fc.property(date.filter(isWhen), date.filter(isWhen), (from, to) => {
        const { days } = Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' });
        expect(daysBetween(from, to)).toBe(days);
      }),
      { numRuns: 500 },
    );
  });

  test('a day ends when it ends in the time zone of the book', () => {
    const end = createCalendar('America/New_York').instantMs('2026-03-08');
    expect(end).toBe(Temporal.Instant.from('2026-03-09T00:00:00-04:00').epochMilliseconds - 1);
  });
});

test.each([
  ['2026-01-04', 'January 4, 2026'],
  ['2026-12-31T23:59Z', 'December 31, 2026'],
])('%s reads %s', (when, words) => expect(formatLongDate(when)).toBe(words));

test.each(['', '2026-1-4', '2026-01-04T10:00', '2026-01-04 10:00Z', '26-01-04', '2026-02-29'])(
  '`%s` is no date',
  (text) => expect(isWhen(text)).toBe(false),
);
