/** Units in which people estimate work; how long a day and a week of work are is the book's to say. */
type EffortUnit = 'm' | 'h' | 'd' | 'w';

export interface EffortAmount {
  readonly amount: number;
  readonly unit: EffortUnit;
}

/** An estimate as it was given: `2h-4h` is a range, `1d` has equal ends. */
export interface Effort {
  readonly low: EffortAmount;
  readonly high: EffortAmount;
}

/** Length of a day and a week of work, in minutes. */
export interface WorkingTime {
  readonly dayMinutes: number;
  readonly weekMinutes: number;
}

/** A sum of estimates in minutes; `lowMinutes <= highMinutes`. */
export interface EffortMinutes {
  readonly lowMinutes: number;
  readonly highMinutes: number;
}

const PATTERN = /^(\d+(?:\.\d+)?)(m|h|d|w)(?:-(\d+(?:\.\d+)?)(m|h|d|w))?$/;

/** Reads `5m`, `2h-4h`, `1d`; undefined for anything else. */
export function parseEffort(text: string): Effort | undefined {
  const match = PATTERN.exec(text.trim());
  if (!match) return undefined;
  const low = { amount: Number(match[1]), unit: match[2] as EffortUnit };
  const high = match[3] === undefined ? low : { amount: Number(match[3]), unit: match[4] as EffortUnit };
  return { low, high };
}

const UNITS = 'm(?:ins?|inutes?)?|h(?:rs?|ours?)?|d(?:ays?)?|w(?:ks?|eeks?)?';
const LOOSE = new RegExp(
  `^(\\d+(?:\\.\\d+)?)\\s*(${UNITS})?(?:\\s*(?:-|\u2013|to)\\s*(\\d+(?:\\.\\d+)?))?\\s*(${UNITS})$`,
  'i',
);

/** The estimate that a text must mean which is none: `2h-4h` for `2-4 hours`. */
export function nearEffort(text: string): string | undefined {
  const [, low = '', unit, high, last = ''] = LOOSE.exec(text.trim()) ?? [];
  const short = (word: string) => word.charAt(0).toLowerCase();
  if (low === '' || (high === undefined && unit !== undefined)) return undefined;
  if (high === undefined) return low + short(last) === text ? undefined : low + short(last);
  const ends = [low + short(unit ?? last), high + short(last)];
  const isTurned =
    ends.join('-') === text || (short(unit ?? last) === short(last) && Number(low) > Number(high));
  return (isTurned ? ends.reverse() : ends).join('-');
}

/** Minutes of work of an amount, by the book's length of a day and a week. */
export function amountMinutes({ amount, unit }: EffortAmount, time: WorkingTime): number {
  const minutes = { m: 1, h: 60, d: time.dayMinutes, w: time.weekMinutes }[unit];
  return amount * minutes;
}

export function effortMinutes(effort: Effort, time: WorkingTime): EffortMinutes {
  return { lowMinutes: amountMinutes(effort.low, time), highMinutes: amountMinutes(effort.high, time) };
}

export const NO_EFFORT: EffortMinutes = { lowMinutes: 0, highMinutes: 0 };

export function addEffort(a: EffortMinutes, b: EffortMinutes): EffortMinutes {
  return { lowMinutes: a.lowMinutes + b.lowMinutes, highMinutes: a.highMinutes + b.highMinutes };
}
