/** A failure of one run, on its way to an issue. */
export interface Failure {
  /** The printed locator of the test; of a failure outside of tests, the suite that it names. */
  readonly test: string;
  /** Why it failed, as the tool wrote it; may be empty. */
  readonly message: string;
}

/** What of an issue a failure was recognised by. */
export interface Recognised {
  readonly issue: string;
  /** The issue's test that failed (`DS-FLAKY-003a`); absent where the issue names no such test. */
  readonly testId?: string;
  readonly by: 'signature' | 'symptom' | 'test';
  /** The signature as written, or the line of the symptom; the name for `test`. */
  readonly text: string;
  /** For `test`: the issue shows a symptom, but one that says too little to tell failures by. */
  readonly isVague?: boolean;
}

/**
 * `known`: it looks as an issue says its failures look. `new-failure`: an issue names the test, but describes other
 * failures. `unknown`: no issue names the test or such a failure.
 */
export type MatchKind = 'known' | 'new-failure' | 'unknown';

export interface Match {
  readonly failure: Failure;
  readonly kind: MatchKind;
  /** The best first; those that fit as well follow. Of a new failure, the issues that name its test. Empty for an unknown one. */
  readonly recognised: readonly Recognised[];
}
