import type { RootContent } from 'mdast';

/** Headings of a body that mean something; every other heading is kept as a note. */
export const SECTION_HEADINGS = {
  symptom: 'Symptom',
  'root-cause': 'Root cause',
  evidence: 'Evidence',
  fix: 'Fix',
  verification: 'Verification',
  run: 'Run',
  notes: 'Notes',
} as const;

/** What others call the same sections, in lower case. */
export const SYNONYMS: Readonly<Partial<Record<keyof typeof SECTION_HEADINGS, readonly string[]>>> = {
  symptom: ['error', 'error message', 'failure', 'failure message', 'observed behavior', 'stack trace'],
  'root-cause': ['cause', 'why it fails', 'why it flakes', 'diagnosis', 'analysis'],
  evidence: ['proof'],
  fix: ['solution', 'resolution', 'remedy', 'workaround'],
  verification: ['validation', 'how it was verified'],
  run: ['steps to reproduce', 'how to reproduce', 'reproduction', 'repro', 'how to run'],
};

export type SectionKind = keyof typeof SECTION_HEADINGS | 'other';

/** One `##` section of a record's body. Its nodes carry no positions: those are needed while checking only. */
export interface Section {
  readonly kind: SectionKind;
  /** The id behind the colon: a test's letter, a fix's or a run's id. */
  readonly id?: string;
  /** The heading as written. */
  readonly heading: string;
  readonly content: RootContent[];
}

/** A record's body: what stands before the first `##` heading, and the sections in the file's order. */
export interface Body {
  readonly preamble: RootContent[];
  readonly sections: readonly Section[];
}

export const EMPTY_BODY: Body = { preamble: [], sections: [] };

/** The sections of a kind, in the file's order; with `id`, those of that id only. */
export function sectionsOf(body: Body, kind: SectionKind, id?: string): Section[] {
  return body.sections.filter((s) => s.kind === kind && (id === undefined || s.id === id));
}
