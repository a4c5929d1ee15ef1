import type { Measured } from './measure.ts';

/** What happened between a run and the one before it. */
export type Step = 'cold' | 'unchanged' | 'edited prose' | 'new entry';

/** One tool doing one thing to one book. */
export interface Result {
  readonly records: number;
  readonly tool: string;
  /** `check`, `docs`, `report`, `site`, or `build` for the others. */
  readonly command: string;
  readonly step: Step;
  readonly runs: readonly Measured[];
  /** Of the runs; memory is the largest of them. */
  readonly median: Measured;
}

export function summarize(runs: readonly Measured[]): Measured {
  const peaks = runs.flatMap(({ peakBytes }) => (peakBytes === undefined ? [] : [peakBytes]));
  return {
    wallMs: median(runs.map(({ wallMs }) => wallMs)),
    cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
    ...(peaks.length > 0 ? { peakBytes: Math.max(...peaks) } : {}),
  };
}

/** The middle value; of an even number of them the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** Looks a figure up. */
export function findResult(
  results: readonly Result[],
  wanted: Partial<Pick<Result, 'records' | 'tool' | 'command' | 'step'>>,
): Result | undefined {
  const keys = Object.keys(wanted) as (keyof typeof wanted)[];
  return results.find((result) => keys.every((key) => result[key] === wanted[key]));
}
