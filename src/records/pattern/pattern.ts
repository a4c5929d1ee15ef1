/** How often a pattern was found by a published study. */
export interface Prevalence {
  readonly share: string;
  readonly of: string;
  readonly source: string;
}

/** A root-cause mechanism. */
export interface Pattern {
  readonly kind: 'pattern';
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly summary: string;
  /** The mechanism as an equation of one line. */
  readonly theme?: string;
  readonly solution?: string;
  /** What the solution is for, where that has another name than the pattern. */
  readonly solutionFor?: string;
  readonly signals: readonly string[];
  /** What only looks like it. */
  readonly guards: readonly string[];
  readonly cures: readonly string[];
  /** What people mistake for cures. */
  readonly counterCures: readonly string[];
  /** Names of the figures that its prose refers to, as `{{suite.stable}}`; absent where there is none. */
  readonly figures?: readonly string[];
  readonly related: readonly string[];
  readonly prevalence: readonly Prevalence[];
}
