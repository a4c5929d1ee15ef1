import { distance } from 'fastest-levenshtein';

/**
 * The candidate that a misspelt word most likely meant; undefined when none is within `limit` letters, or shares more letters
 * with it than differ. Of two that are as near, the one with the same first letter, then the first.
 */
export function suggest(
  word: string,
  candidates: Iterable<string>,
  limit = Math.max(2, Math.floor(word.length / 3)),
): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestRank = 2 * limit + 2;
  for (const candidate of candidates) {
    if (2 * Math.abs(candidate.length - word.length) >= bestRank) continue;
    const meant = candidate.toLowerCase();
    const steps = distance(wanted, meant);
    const slips = isSwap(wanted, meant) ? 1 : steps;
    const rank = 2 * steps + (wanted[0] === meant[0] ? 0 : 1);
    if (rank < bestRank && (steps === 0 || 2 * slips < Math.max(word.length, candidate.length))) {
      best = candidate;
      bestRank = rank;
    }
  }
  return best;
}

/** Whether two neighbouring letters changed places, which is one slip and two steps. */
function isSwap(one: string, other: string): boolean {
  const at = one.split('').findIndex((letter, i) => letter !== other[i]);
  return `${one.slice(0, at)}${one[at + 1]}${one[at]}${one.slice(at + 2)}` === other;
}
