/** A length of time in minutes, as far as it was given without a day's length: days and weeks stay days and weeks. */
export interface Duration {
  readonly low: number;
  readonly high: number;
  /** What `low` and `high` count: minutes, or days of unknown length. Weeks are days of 5. */
  readonly unit: 'minutes' | 'days';
}

const UNIT = '(?:minutes?|mins?|min|m|hours?|hrs?|hr|h|days?|d|weeks?|wks?|w)';
const AMOUNT = String.raw`\d+(?:\.\d+)?`;

/** `5 minutes`, `5-minute`, `2-4 hours`, `1.5h`, `1h 30m`. */
const DURATION = String.raw`(?<![\p{L}\p{N}_.,:/#▪$-])(${AMOUNT})(?:\s?(?:[-–]|to)\s?(${AMOUNT}))?[\s-]?(${UNIT})(?:\s?(?:and )?(${AMOUNT})\s?(minutes?|mins?|min|m))?(?![\p{L}\p{N}])`;

/** Undefined for what is no length of work, such as `5 m` of cable: the caller has matched DURATION. */
function readDuration(match: RegExpMatchArray): Duration | undefined {
  const [, low = '', high = low, word = '', more] = match;
  const size = sizeOf(word);
  const extra = more === undefined ? 0 : Number(more);
  if (size.unit === 'days' && extra > 0) return undefined;
  return {
    low: Number(low) * size.length + extra,
    high: Number(high) * size.length + extra,
    unit: size.unit,
  };
}

function sizeOf(word: string): { length: number; unit: Duration['unit'] } {
  const letter = word.charAt(0).toLowerCase();
  if (letter === 'h') return { length: 60, unit: 'minutes' };
  if (letter === 'd') return { length: 1, unit: 'days' };
  if (letter === 'w') return { length: 5, unit: 'days' };
  return { length: 1, unit: 'minutes' };
}

/** Every length of time in a text, in order. */
export function durationsIn(text: string): { duration: Duration; start: number; end: number }[] {
  return [...text.matchAll(new RegExp(DURATION, 'giu'))].flatMap((match) => {
    const duration = readDuration(match);
    return duration ? [{ duration, start: match.index, end: match.index + match[0].length }] : [];
  });
}

/** The sum; undefined where lengths have no common unit. */
export function addDurations(durations: readonly Duration[]): Duration | undefined {
  const [first] = durations;
  if (!first || durations.some(({ unit }) => unit !== first.unit)) return undefined;
  const sum = (end: 'low' | 'high') => durations.reduce((total, duration) => total + duration[end], 0);
  return { low: round(sum('low')), high: round(sum('high')), unit: first.unit };
}

/** Sums of decimals such as 0.1 + 0.2 hours. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function isSameDuration(a: Duration, b: Duration): boolean {
  return a.unit === b.unit && a.low === b.low && a.high === b.high;
}

export function formatDuration({ low, high, unit }: Duration): string {
  const inHours = unit === 'minutes' && low % 30 === 0 && high % 30 === 0 && high >= 120;
  const size = inHours ? 60 : 1;
  const word = inHours ? 'hour' : unit.slice(0, -1);
  const numbers = low === high ? `${high / size}` : `${low / size}-${high / size}`;
  return `${numbers} ${word}${numbers === '1' ? '' : 's'}`;
}
