import type { When } from '../../core/calendar.ts';

export const REFERENCE_KINDS = ['document', 'commit', 'pull-request', 'ticket', 'decision-record'] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

export interface Reference {
  readonly id: string;
  /** What the document is, in a few words. */
  readonly title: string;
  /** How the document calls itself, such as `ADR-033`; links carry it. */
  readonly name?: string;
  /** Relative to the root of the suite's repository. */
  readonly path?: string;
  readonly url?: string;
  readonly kind?: ReferenceKind;
  readonly date?: When;
}

/** One file of references, listed together. */
export interface ReferenceGroup {
  readonly kind: 'references';
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly items: readonly Reference[];
}
