import type { When } from '../../core/calendar.ts';

/** What an issue says about the code of the tested project; groups of references and runs of suites say more. */
export const ISSUE_CLAIMS = ['location', 'name', 'snippet', 'commit'] as const;
type ClaimKind = (typeof ISSUE_CLAIMS)[number] | 'reference' | 'run';

/** `moved`: it stands, elsewhere or on another day than the record says. */
export const OUTCOMES = ['confirmed', 'moved', 'not-found', 'not-checkable'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One claim, held against the code at a commit. */
export interface KeptClaim {
  /** The issue, the group of references, or the suite (for runs). */
  readonly record: string;
  readonly kind: ClaimKind;
  /** Test letter; section of a snippet; word and date of a timeline entry; id of a reference or run. */
  readonly of?: string;
  /** As the record says it; of a snippet its first line of code. */
  readonly what: string;
  /** Of a snippet: changes when the snippet does, so that a mark never outlives what it was made for. */
  readonly digest?: string;
  readonly outcome: Outcome;
  /** Where a claim that moved stands, or the day that its commit really has. */
  readonly to?: string;
  /** Why it was not found, or could not be checked. */
  readonly why?: string;
}

/** `evidence/<suite>.yaml`: what the records of a suite say, held against one commit of the tested project. */
export interface Evidence {
  readonly kind: 'evidence';
  /** The suite's id. */
  readonly id: string;
  readonly file: string;
  /** The full id of the commit. */
  readonly commit: string;
  /** The date of the commit: a check of the same commit says the same whenever it is made. */
  readonly date: When;
  readonly claims: readonly KeptClaim[];
}

export type OutcomeCounts = Readonly<Record<Outcome, number>>;

export function countOutcomes(claims: Iterable<Pick<KeptClaim, 'outcome'>>): OutcomeCounts {
  const counts = { confirmed: 0, moved: 0, 'not-found': 0, 'not-checkable': 0 };
  for (const { outcome } of claims) counts[outcome] += 1;
  return counts;
}

/** A commit's id as readers see it. */
export function shortCommit(id: string): string {
  return id.slice(0, 9);
}

/** FNV-1a over UTF-16 code units, 32 bits, in hex: enough to notice that a snippet was edited. */
export function snippetDigest(code: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < code.length; i += 1) hash = Math.imul(hash ^ code.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
