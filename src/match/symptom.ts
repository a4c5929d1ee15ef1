import { type Body, codesIn, sectionsOf } from '../records/body/section.ts';

/** What a failure printed, as the body of an issue shows it: a fence of a section `Symptom`. */
export interface Symptom {
  /** The test's letter, where the section names one. */
  readonly letter?: string;
  readonly text: string;
}

export function symptomsOf(body: Body): readonly Symptom[] {
  return sectionsOf(body, 'symptom').flatMap(({ id, content }) =>
    codesIn(content).map(({ value }) => (id === undefined ? { text: value } : { letter: id, text: value })),
  );
}
