import type { Rate } from './suite-runs.ts';

/** The quantile of the normal distribution for 95 % confidence, two-sided. */
const Z = 1.959964;

/**
 * The share x/n with its 95 % Wilson score interval (Wilson 1927). Of no runs nothing is known: the value is 0 and the
 * interval reaches from 0 to 1.
 */
export function wilson(failures: number, runs: number): Rate {
  if (runs === 0) return { failures, runs, value: 0, low: 0, high: 1 };
  const value = failures / runs;
  const scale = 1 + (Z * Z) / runs;
  const centre = (value + (Z * Z) / (2 * runs)) / scale;
  const half = (Z / scale) * Math.sqrt((value * (1 - value)) / runs + (Z * Z) / (4 * runs * runs));
  // At the ends the interval ends there too, which rounding would miss by a hair.
  const low = failures === 0 ? 0 : Math.max(0, centre - half);
  const high = failures === runs ? 1 : Math.min(1, centre + half);
  return { failures, runs, value, low, high };
}

/** Failures among executions of a test. */
export interface FailureCount {
  readonly failures: number;
  readonly runs: number;
}

/**
 * Executions in order, with a row of failures counted as one: flakes come in bursts, and failures that share a cause of
 * the hour are one piece of evidence. 5 failures of `PPPPPPPPFFFPFPF` are 3 of 13.
 */
export function countBlocks(failed: readonly boolean[]): FailureCount {
  const failures = failed.filter((is, i) => is && !failed[i - 1]).length;
  return { failures, runs: failures + failed.filter((is) => !is).length };
}

/** Whether failures say how often a test fails: one failure in a few runs is no rate. */
export function isRate({ failures, runs }: FailureCount): boolean {
  return failures >= 2 || (failures === 1 && runs >= 20);
}

/**
 * The chance, from 0 to 1, that so many of all failures fall before a fix although it changed nothing. Without a failure
 * since it is Π (n - i) / (n + m - i) over the failures i before it, of n runs before and m passes since.
 */
export function luck(before: FailureCount, passes: number, failuresSince = 0): number {
  return fisher(before.failures, before.runs, failuresSince, passes + failuresSince);
}

/** Luck of at most this much supports a fix. */
const SMALL_LUCK = 0.05;

/** Whether luck is so small that passes support a fix. Rounding must not ask for one more where it is 5 % exactly. */
export function isSmall(chance: number): boolean {
  return chance <= SMALL_LUCK + 1e-9;
}

/** The passes without a failure after which luck is small; infinite for what never failed. */
export function passesNeeded(before: FailureCount): number {
  if (before.failures === 0) return Number.POSITIVE_INFINITY;
  let [low, high] = [0, 1];
  while (!isSmall(luck(before, high))) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isSmall(luck(before, middle))) high = middle;
    else low = middle;
  }
  return high;
}

/** How claims of a book fared that runs have judged: held ones were verified, the others failed again. */
export interface ClaimRecord {
  readonly judged: number;
  readonly held: number;
}

/** Judged claims from which a book has a record of its own. */
export const LEAST_JUDGED = 3;

/**
 * How likely a fix holds: q / (q + (1 - q) luck), from 0 to 1. Before the runs it is as likely as claims of the book are to
 * hold, q = (held + 1) / (judged + 2), and 1/2 below three of them.
 */
export function holds(chance: number, { judged, held }: ClaimRecord): number {
  const prior = judged < LEAST_JUDGED ? 0.5 : (held + 1) / (judged + 2);
  // No number of passes makes it certain, whatever rounding says.
  return Math.min(1 - Number.EPSILON / 2, prior / (prior + (1 - prior) * chance));
}

/**
 * Fisher's exact test, one-sided: the chance, from 0 to 1, that x1 or more of the x1 + x2 failures fall among the first
 * n1 of all n1 + n2 runs when they fall anywhere alike. A small one says that the first runs really failed more often.
 */
export function fisher(x1: number, n1: number, x2: number, n2: number): number {
  const failures = x1 + x2;
  const least = Math.max(0, failures - n2);
  const most = Math.min(failures, n1);
  // Weights relative to that of the likeliest split neither overflow nor need factorials.
  const mode = Math.floor(((failures + 1) * (n1 + 1)) / (n1 + n2 + 2));
  const start = Math.min(most, Math.max(least, mode));
  let all = 0;
  let asMany = 0;
  const count = (k: number, weight: number) => {
    all += weight;
    if (k >= x1) asMany += weight;
  };
  let weight = 1;
  for (let k = start; k <= most && weight > 0; k += 1) {
    count(k, weight);
    weight *= ((n1 - k) * (failures - k)) / ((k + 1) * (n2 - failures + k + 1));
  }
  weight = 1;
  for (let k = start; k > least && weight > 0; k -= 1) {
    weight *= (k * (n2 - failures + k)) / ((n1 - k + 1) * (failures - k + 1));
    count(k - 1, weight);
  }
  return Math.min(1, asMany / all);
}

/** 1 - Π(1 - pᵢ): the chance, from 0 to 1, that at least one of several tests fails; the rates are of 0 to 1. */
export function redByFlake(rates: Iterable<number>): number {
  let allPass = 0;
  for (const rate of rates) allPass += Math.log1p(-rate);
  return -Math.expm1(allPass) + 0;
}
