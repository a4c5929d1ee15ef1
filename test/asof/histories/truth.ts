/** What a person knows who has the story at hand, and no program. Issues by number; what is not there did not exist. */
export interface Truth {
  /** A status; then the leading cause where there is one; then what still holds it off, and what is overdue, in days. */
  readonly issues: Readonly<Record<string, string>>;
  /** The work ahead, in the order of the plan. */
  readonly next: readonly string[];
  readonly applied: string;
  readonly fallen: string;
  readonly affected: number;
  readonly unresolved: number;
  readonly stable: string;
  readonly masked: number;
}
