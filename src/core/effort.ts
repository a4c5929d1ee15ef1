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
