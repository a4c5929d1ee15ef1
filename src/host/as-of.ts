import { dayAt, isWhen, type When } from '../core/calendar.ts';
import { UserError } from './user-error.ts';

/**
 * Parses `--as-of`: a date, a date-time with offset, or `today`, which reads the clock.
 * @throws UserError for anything else.
 */
export function parseAsOf(text: string, timeZone: string): When {
  if (text === 'today') return dayAt(Date.now(), timeZone);
  if (isWhen(text)) return text;
  throw new UserError(
    `\`${text}\` is not a date: give one such as 2026-01-04, a date-time with offset such as 2026-01-04T12:04-05:00, or \`today\`.`,
  );
}
