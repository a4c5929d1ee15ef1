import type { InlineCode } from 'mdast';
import { createCalendar, formatLongDate, type When } from '../../core/calendar.ts';
import { plural, shortCommit } from '../../core/text.ts';
import { cleanName } from '../../runs/read/locate/names.ts';
import type { Rate } from '../../runs/verdict/suite-runs.ts';
import { code } from '../blocks/tree.ts';
import type { BookAt } from '../book-at.ts';
import { someOf } from './format.ts';

/** Rates, chances, moments and names of runs, as readers see them. */

/** Below and above what one decimal of a per cent can say. */
const [LEAST, MOST] = [0.0005, 0.9995];

/** `6.0%` of a share from 0 to 1; 0% and 100% only where it is exactly that. */
export function percent(share: number): string {
  if (share === 0) return '0%';
  if (share === 1) return '100%';
  if (share < LEAST) return '<0.1%';
  return share >= MOST ? '>99.9%' : `${(share * 100).toFixed(1)}%`;
}

/** `6.0% [2.1, 16.2]`: the rate with its 95% interval. */
export function rateFigure({ value, low, high }: Rate): string {
  return `${percent(value)} [${bound(low)}, ${bound(high)}]`;
}

/** `3 of 50 runs failed: 6.0% [2.1, 16.2]`. */
export function rateWords(rate: Rate, verb = 'failed', verbs = verb): string {
  return `${someOf(rate.failures, rate.runs, ['run', verb, verbs])}: ${rateFigure(rate)}`;
}

/** An end of an interval in per cent, without the sign. */
function bound(share: number): string {
  if (share < LEAST) return '0';
  return share >= MOST ? '100' : (share * 100).toFixed(1);
}

/** `17 passes on 14 days`. */
export function passesOnDays({ passes, days }: { readonly passes: number; readonly days: number }): string {
  return `${plural(passes, 'pass', 'passes')} on ${plural(days, 'day')}`;
}

/** Moments of runs, in the words of a book. */
export interface MomentWords {
  /** `January 4, 2026`, in the book's time zone. */
  day(at: When): string;
  /** `2026-01-04 09:00Z`, as the run history has it: for tables, where runs of one day are told apart. */
  minute(at: When): string;
  /** `January 4, 2026 to January 23, 2026`, or one day. */
  span(from: When, to: When): string;
}

export function momentWords({ settings }: Pick<BookAt, 'settings'>): MomentWords {
  const calendar = createCalendar(settings.timeZone);
  const day = (at: When) => formatLongDate(calendar.day(at));
  return {
    day,
    minute: (at) =>
      at.length > 10 ? `${at.slice(0, 10)} ${at.slice(11, 16)}${at.slice(16).replace(/^:[\d.]+/, '')}` : at,
    span: (from, to) => (day(from) === day(to) ? day(from) : `${day(from)} to ${day(to)}`),
  };
}

/** A word of a run (its id, its branch, a test's name) as code: what no reader sees is made visible. */
export function runCode(word: string): InlineCode {
  return code(cleanName(word));
}

/** A commit as readers see it: short where it is a hash, else whatever the run calls it. */
export function commitText(commit: string): string {
  return /^[0-9a-f]{10,}$/.test(commit) ? shortCommit(commit) : cleanName(commit);
}

export function commitCode(commit: string): InlineCode {
  return code(commitText(commit));
}
