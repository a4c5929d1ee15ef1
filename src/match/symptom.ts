import { type Body, sectionsOf } from '../records/body/section.ts';
import { walk } from '../text/walk.ts';

/** What a failure printed, as the body of an issue shows it: a fence of a section `Symptom`. */
export interface Symptom {
  /** The test's letter, where the section names one. */
  readonly letter?: string;
  readonly text: string;
}

export function symptomsOf(body: Body): readonly Symptom[] {
  return sectionsOf(body, 'symptom').flatMap(({ id, content }) => {
    const symptoms: Symptom[] = [];
    walk({ type: 'root', children: [...content] }, (node) => {
      if (node.type !== 'code') return;
      symptoms.push(id === undefined ? { text: node.value } : { letter: id, text: node.value });
    });
    return symptoms;
  });
}
