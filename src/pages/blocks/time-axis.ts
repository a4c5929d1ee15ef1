import { createCalendar, type When } from '../../core/calendar.ts';
import type { Tick } from '../document.ts';

/** Where dates stand on an axis of time, from 0 to 1, and the names below it. */
export interface TimeAxis {
  readonly ticks: Tick[];
  at(when: When): number;
}

/** So many names an axis has at most. */
const MOST_TICKS = 6;

/** @param from a moment before `to`, or the same one. */
export function timeAxis(timeZone: string, from: When, to: When): TimeAxis {
  const { day, instantMs } = createCalendar(timeZone);
  const length = Math.max(1, instantMs(to) - instantMs(from));
  const at = (when: When) => Math.min(1, Math.max(0, (instantMs(when) - instantMs(from)) / length));
  const months = monthsBetween(day(from), day(to));
  const step = [1, 2, 3, 6, 12, 24, 60].find((one) => months.length <= one * MOST_TICKS) ?? 120;
  const shown = months.filter((month) => monthNumber(month) % step === 0);
  // Within a month or two, the first and the last day say more.
  const ticks =
    shown.length < 2
      ? [from, to].map((when) => ({ at: at(when), label: day(when) }))
      : shown.map((month) => ({ at: at(`${month}-01`), label: month }));
  return { at, ticks };
}

/** `2026-01` counts 0 in its year. */
function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

/** The months that begin after one day and by another. */
function monthsBetween(from: string, to: string): string[] {
  const [first, last] = [monthNumber(from.slice(0, 7)) + 1, monthNumber(to.slice(0, 7))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const [year, month] = [Math.floor((first + i) / 12), ((first + i) % 12) + 1];
    return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  });
}
