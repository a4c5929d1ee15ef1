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

/**
 * (1 - p)^m: the chance, from 0 to 1, that a test which fails at the rate p passes m times in a row. Never 0 by rounding:
 * only a test that always fails cannot pass by luck.
 */
export function luck(rate: number, passes: number): number {
  if (passes === 0) return 1;
  return rate >= 1 ? 0 : Math.max(Number.MIN_VALUE, Math.exp(passes * Math.log1p(-rate)));
}

/**
 * The passes in a row after which luck is at most 1 - confidence: ⌈ln(1 - C) / ln(1 - p)⌉. Infinite for a test that
 * never failed, since no number of passes tells whether something changed.
 */
export function passesNeeded(rate: number, confidence: number): number {
  if (confidence <= 0) return 0;
  if (rate >= 1) return 1;
  // Rounding must not ask for one more where the quotient is a whole number.
  return Math.max(1, Math.ceil(Math.log1p(-confidence) / Math.log1p(-rate) - 1e-9));
}

/**
 * q / (q + (1 - q)(1 - p)^m): how likely a fix holds after m passes, of which it was thought likely with q before. Never 1
 * by rounding: no number of passes makes it certain.
 */
export function posterior(rate: number, passes: number, prior: number): number {
  if (prior === 0) return 0;
  const share = prior / (prior + (1 - prior) * luck(rate, passes));
  return rate >= 1 || prior === 1 ? share : Math.min(1 - Number.EPSILON / 2, share);
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
