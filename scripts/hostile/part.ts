/** A part of the hostile harness: it does harm of one kind, and says what did not hold. */
export interface Part {
  /** How many trials the long form makes, and the short one within `npm test`. */
  readonly counts: { readonly long: number; readonly short: number };
  run(trials: Trials): Promise<Outcome>;
}

export interface Trials {
  readonly count: number;
  /** Of the first trial; each further one has the next seed, so that any of them can be made again alone. */
  readonly seed: number;
  /** Threads to work on; without any, all is done in the thread that asks. */
  readonly threads: number;
  /** Called now and then in a long run. */
  progress?(line: string): void;
}

export interface Outcome {
  /** What was measured, for people to read. */
  readonly figures: Readonly<Record<string, string | number>>;
  readonly failures: readonly Failure[];
}

export interface Failure {
  /** Makes the trial again: the seed, or the name of the case. */
  readonly seed: number | string;
  readonly says: string;
}
