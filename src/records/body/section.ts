import type { Code, RootContent } from 'mdast';
import { walk } from '../../text/walk.ts';

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

/** Nouns and verbs that mean the same sections; the last one of a heading says which: `Failure analysis` is a root cause. */
export const SECTION_WORDS: Readonly<Partial<Record<keyof typeof SECTION_HEADINGS, string>>> = {
  symptom:
    'symptom what error failure output log message exception panic crash traceback trace stacktrace behavior behaviour signature',
  'root-cause': 'cause why reason explanation diagnosis analysis rca hypothesis',
  evidence: 'evidence proof',
  fix: 'fix solution resolution remedy workaround mitigation cure',
  verification: 'verification verified verify validation validated confirmation confirmed',
  run: 'run running rerun reproduce reproducing reproduction repro',
};

/** Words that change nothing of what a heading means. */
export const LIGHT_WORDS: ReadonlySet<string> = new Set(
  `a an the this that our of for in on to and or it is was be we i how do does did steps test tests ci root stack console
  observed actual expected typical full short exact sample example happens happened fails failed flakes flaky breaks goes
  went wrong proposed possible suggested planned applied recommended potential likely suspected probable initial first
  final technical summary section part locally`.split(/\s+/),
);

export type SectionKind = keyof typeof SECTION_HEADINGS | 'other';

/** One `##` section of a record's body. Its nodes carry no positions: those are needed while checking only. */
export interface Section {
  readonly kind: SectionKind;
  /** The id behind the colon: a test's letter, a fix's or a run's id. */
  readonly id?: string;
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

/** The fences of a section, also those in its lists. */
export function codesIn(content: readonly RootContent[]): Code[] {
  const codes: Code[] = [];
  walk({ type: 'root', children: [...content] }, (node) => {
    if (node.type === 'code') codes.push(node);
  });
  return codes;
}
