import { atKey } from '../core/kept.ts';
import { type Rarity, wordsOf } from './rarity.ts';
import type { Reading } from './reading.ts';

/** Words of a symptom by which it is looked up: the rarest. */
const LOOKUPS = 4;
/** Symptoms that are compared with a failure: those that share the most of their rarest words. */
const MAX_COMPARED = 40;

/** Finds the symptoms that a failure may show by their rarest words, so that not each is held against every failure. */
export class SymptomIndex<Symptom> {
  readonly #byWord = new Map<string, Symptom[]>();

  constructor(symptoms: Iterable<Symptom>, readingOf: (symptom: Symptom) => Reading, rarity: Rarity) {
    for (const symptom of symptoms) {
      const words = [...wordsOf(readingOf(symptom).said)].map((text) => ({ text, weight: rarity.of(text) }));
      for (const { text } of words.sort((a, b) => b.weight - a.weight).slice(0, LOOKUPS))
        atKey(this.#byWord, text, () => []).push(symptom);
    }
  }

  /** Those that share a word with the failure, the likeliest first. */
  candidates(failure: Reading): Symptom[] {
    const counts = new Map<Symptom, number>();
    for (const word of wordsOf(failure.said))
      for (const symptom of this.#byWord.get(word) ?? []) counts.set(symptom, (counts.get(symptom) ?? 0) + 1);
    return [...counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, MAX_COMPARED)
      .map(([symptom]) => symptom);
  }
}
