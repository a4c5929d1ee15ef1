/** Numbers that look random and are the same on every machine and in every run. */
export interface Random {
  /** A whole number from 0 to `below - 1`. */
  int(below: number): number;
  pick<T>(from: readonly T[]): T;
  chance(share: number): boolean;
}

/** Mulberry32: 32 bits of state, good enough to vary texts. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    pick: (from) => from[int(from.length)] as never,
    chance: (share) => next() < share,
  };
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day that many days after 2024-01-01, as `YYYY-MM-DD`; no clock and no time zone is asked. */
export function dayOf(days: number): string {
  let year = 2024;
  let left = days;
  while (left >= daysOfYear(year)) {
    left -= daysOfYear(year);
    year += 1;
  }
  let month = 0;
  while (left >= daysOfMonth(year, month)) {
    left -= daysOfMonth(year, month);
    month += 1;
  }
  return `${year}-${two(month + 1)}-${two(left + 1)}`;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysOfYear(year: number): number {
  return isLeap(year) ? 366 : 365;
}

function daysOfMonth(year: number, month: number): number {
  return month === 1 && isLeap(year) ? 29 : (MONTH_DAYS[month] as number);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
