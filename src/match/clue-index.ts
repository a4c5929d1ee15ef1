import { atKey } from '../core/kept.ts';

/** Signs that are looked up at a time. */
const GRAM = 4;

/**
 * Finds which of many entries may be in a text, without searching it for each of them: every clue is filed under its four
 * signs in a row that fewest others have, and a text is read once for all signs that something is filed under.
 */
export class ClueIndex {
  readonly #filed = new Map<number, number[]>();
  /** Marks what may be filed: most of a text is not, and a look into the map costs more. */
  readonly #marks = new Uint8Array(1 << 16);
  /** Entries without a clue to file. */
  readonly #always: number[] = [];

  /** @param entries clues of each entry: a text that it is in has at least one of them. */
  constructor(entries: readonly (readonly string[])[]) {
    const counts = new Map<number, number>();
    for (const clues of entries)
      for (const clue of clues)
        for (const gram of gramsOf(clue)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    for (const [entry, clues] of entries.entries()) {
      if (clues.length === 0 || clues.some((clue) => clue.length < GRAM)) this.#always.push(entry);
      else for (const gram of new Set(clues.map((clue) => rarest(clue, counts)))) this.#file(gram, entry);
    }
  }

  /** Positions of the entries that may be in one of these texts, in order. */
  find(texts: readonly string[]): number[] {
    const found = new Set(this.#always);
    const seen = new Set<number>();
    for (const text of texts) {
      for (const gram of gramsOf(text)) {
        if (this.#marks[mark(gram)] === 0 || seen.has(gram)) continue;
        seen.add(gram);
        for (const entry of this.#filed.get(gram) ?? []) found.add(entry);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  #file(gram: number, entry: number): void {
    atKey(this.#filed, gram, () => []).push(entry);
    this.#marks[mark(gram)] = 1;
  }
}

/** Four signs in a row as one number, of each sign its low eight bits: other alphabets share numbers, and lose nothing. */
function* gramsOf(text: string): Generator<number> {
  let gram = 0;
  for (let i = 0; i < text.length; i += 1) {
    gram = (gram << 8) | (text.charCodeAt(i) & 0xff);
    if (i >= GRAM - 1) yield gram;
  }
}

function rarest(clue: string, counts: ReadonlyMap<number, number>): number {
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (const gram of gramsOf(clue)) {
    const count = counts.get(gram) ?? 0;
    if (count < fewest) {
      best = gram;
      fewest = count;
    }
  }
  return best;
}

function mark(gram: number): number {
  return (gram ^ (gram >>> 15)) & 0xffff;
}
