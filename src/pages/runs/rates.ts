import type { Rate } from '../../runs/verdict/suite-runs.ts';
import { plural } from '../words/format.ts';

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
export function rateWords(rate: Rate, verb = 'failed'): string {
  return `${rate.failures} of ${plural(rate.runs, 'run')} ${verb}: ${rateFigure(rate)}`;
}

/** An end of an interval in per cent, without the sign. */
function bound(share: number): string {
  if (share < LEAST) return '0';
  return share >= MOST ? '100' : (share * 100).toFixed(1);
}

/** `p = 0.0500` of a probability from 0 to 1. */
export function chanceWords(p: number): string {
  return p < 0.0001 ? 'p < 0.0001' : `p = ${p.toFixed(4)}`;
}

/** What the brackets behind a rate mean. */
export const INTERVAL_NOTE = 'The brackets behind a rate hold its 95% interval, in per cent.';
