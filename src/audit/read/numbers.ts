/** A whole number that stands for itself: no part of an id, a version, a date, a decimal, a range or a line number. */
export const WHOLE = String.raw`(?<![\p{L}\p{N}_.,:/#\-–▪$€£@=+<>~≈])(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?![\p{L}\p{N}_▪]|[.,:/\-–]\d|\s?%)`;

const WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
] as const;

/** A whole number in digits, or in words from two to twelve. */
export const NUMBER = String.raw`(?:${WHOLE}|\b(?:${WORDS.slice(2).join('|')})\b)`;

export function readNumber(text: string): number {
  const word = WORDS.indexOf(text.toLowerCase() as (typeof WORDS)[number]);
  return word === -1 ? Number(text.replaceAll(',', '')) : word;
}

/** A percentage as it was printed. */
export interface Percent {
  /** 0 to 100, and beyond where somebody wrote so. */
  readonly value: number;
  /** Digits behind the point: the precision that was printed. */
  readonly decimals: number;
  /** `about` or `~` stands before it. */
  readonly about: boolean;
}

export const PERCENT = String.raw`(?<![\p{L}\p{N}_.,▪-])(\d{1,4}(?:\.\d{1,4})?)\s?%(?![\p{L}\p{N}]|-ile)`;

/** Bounds and comparisons are no statement of a value. */
const BOUND = /(?:[<>≥≤±+]|\b(?:at least|at most|over|under|below|above|more than|less than|up to|by))\s*$/iu;
const ABOUT = /(?:[~≈]|\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|ca\.?))\s*$/iu;

/** Undefined where the words before make it a bound or a difference. */
export function readPercent(digits: string, before: string): Percent | undefined {
  if (BOUND.test(before)) return undefined;
  const decimals = digits.split('.')[1]?.length ?? 0;
  return { value: Number(digits), decimals, about: ABOUT.test(before) };
}

/** Whether a share of `whole` prints as this percentage: rounded half up, floored or cut; one step off where it says `about`. */
export function printsAs(part: number, whole: number, { value, decimals, about }: Percent): boolean {
  if (whole === 0) return true;
  const scale = 10 ** decimals;
  // Exact for the whole numbers that people count: no float may decide a rounding.
  const exact = (part * 100 * scale) / whole;
  const printed = Math.round(value * scale);
  const step = about ? 1 : 0;
  const low = Math.floor(exact + 1e-9) - step;
  const high = Math.floor(exact + 0.5 + 1e-9) + step;
  // A share that is not whole is often kept below 100, one that is something above 0.
  const kept = part < whole && printed === 100 * scale - 1 && high === 100 * scale;
  return (printed >= low && printed <= high) || kept || (part > 0 && low === 0 && printed === 1);
}

/** `97.5%`: a share at the given precision, at least one digit where it is not whole. */
export function formatPercent(part: number, whole: number, decimals = 1): string {
  if (whole === 0) return 'no share';
  const exact = (part * 100) / whole;
  const text = exact.toFixed(Math.max(decimals, 1));
  return `${text.replace(/\.0+$/, '')}%`;
}
