import { distance } from 'fastest-levenshtein';

/**
 * The candidate that a misspelt word most likely meant; undefined when none is within `limit` letters, or shares more letters
 * with it than differ. The first wins a tie.
 */
export function suggest(
  word: string,
  candidates: Iterable<string>,
  limit = Math.max(2, Math.floor(word.length / 3)),
): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const meant = candidate.toLowerCase();
    const steps = distance(wanted, meant);
    const slips = isSwap(wanted, meant) ? 1 : steps;
    if (steps < bestDistance && (steps === 0 || 2 * slips < Math.max(word.length, candidate.length))) {
      best = candidate;
      bestDistance = steps;
    }
  }
  return best;
}

/** Whether two neighbouring letters changed places, which is one slip and two steps. */
function isSwap(one: string, other: string): boolean {
  const at = one.split('').findIndex((letter, i) => letter !== other[i]);
  return `${one.slice(0, at)}${one[at + 1]}${one[at]}${one.slice(at + 2)}` === other;
}
