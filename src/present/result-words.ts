import { type Counts, STATUSES } from '../results/test-result.ts';

/** `42 passed (1 flaky), 13 failed`: passed and failed always, the rest where there is some. */
export function countWords(counts: Counts): string {
  return STATUSES.filter((status) => status === 'passed' || status === 'failed' || counts[status] > 0)
    .map((status) => {
      const flaky = status === 'passed' && counts.flaky > 0 ? ` (${counts.flaky} flaky)` : '';
      return `${counts[status]} ${status}${flaky}`;
    })
    .join(', ');
}

/** `1 test`, `2 tests`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** What a terminal would obey rather than show. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A text from a result file, so that a terminal shows all of it and obeys nothing. */
export function safe(text: string): string {
  return text.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
