import { isWhen, type When } from '../core/calendar.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ISO = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const LONG = String.raw`([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`;
const SHORT = String.raw`(\d{1,2})\.?\s+([A-Z][a-z]{2,8})\.?,?\s+(\d{4})`;

/**
 * The day that a document says it is of: behind a label such as `**Date**:`, or `as of January 4, 2026`. Figures are
 * held against the book as of that day. Undefined where it says none, or several.
 */
export function dateOf(text: string): When | undefined {
  const said = new RegExp(
    String.raw`(?:^|\n)[\s>*_#-]*(?:Report )?(?:Date|As of|Stand)[*_]*\s*:[*_\s]*(?:${ISO}|${LONG}|${SHORT})|\bas of (?:${ISO}|${LONG}|${SHORT})`,
    'giu',
  );
  const dates = new Set([...text.matchAll(said)].flatMap((match) => readDate(match.slice(1)) ?? []));
  const [only] = dates;
  return dates.size === 1 ? only : undefined;
}

/** The groups of one of the six forms: year-month-day, month day year, day month year, twice. */
function readDate(groups: readonly (string | undefined)[]): When | undefined {
  for (const start of [0, 9]) {
    const [year, month, day, name, nameDay, nameYear, dayFirst, dayName, dayYear] = groups.slice(
      start,
      start + 9,
    );
    const date =
      year !== undefined
        ? `${year}-${month}-${day}`
        : name !== undefined
          ? toDate(nameYear, name, nameDay)
          : dayName !== undefined
            ? toDate(dayYear, dayName, dayFirst)
            : undefined;
    if (date !== undefined && isWhen(date)) return date;
  }
  return undefined;
}

function toDate(year: string | undefined, name: string, day: string | undefined): string {
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
