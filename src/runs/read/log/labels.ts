import { MAY_BEGIN } from './dialects.ts';

/** Characters of a line among which its label is looked for. */
const LONGEST = 100;
/** Lines before which a label stands, at least. */
const LEAST = 5;

/** A few words with a mark, which single words and sentences are not: `[pod/till/tests]`, `packages/till test:`, `#14 40.1`, `[0]`. */
const MAY_BE =
  /^(?=.*[:|\]#/@-])(?=.*\w.*\w|\[\w\]$)(?!(?:\S+\s+){4})(?![A-Za-z]+:?$)(?!\[?(?:trace|debug|info|warn|warning|error|fatal)\b)/i;

/**
 * What stands before each line that a container, a package or a step of a job printed, numbers aside. Nobody can list
 * them; but where the tool printed an empty line, its label stands alone.
 */
export class Labels {
  readonly #known = new Set<string>();
  /** As it stood before the line before: most lines begin as that one. */
  #last = '\n';

  /** @param lines of a part of a log, side by side. */
  learn(lines: readonly string[]): void {
    const alone = new Map<string, { count: number; first: number; last: number }>();
    for (const line of lines)
      if (line.length <= LONGEST && this.strip(line) === line && MAY_BE.test(line) && !MAY_BEGIN.test(line))
        alone.set(masked(line), { count: 0, first: -1, last: -1 });
    if (alone.size === 0) return;
    for (const [at, line] of lines.entries())
      for (const end of endsOf(line)) {
        const label = alone.get(masked(line.slice(0, end)));
        if (!label) continue;
        label.count += 1;
        label.last = at;
        if (label.first === -1) label.first = at;
      }
    // Two or three may take turns. Of what is only said often, more lines stand between.
    for (const [label, { count, first, last }] of alone)
      if (count >= LEAST && 3 * count > last - first) this.#known.add(label);
  }

  /** The line without its label. */
  strip(line: string): string {
    if (this.#known.size === 0) return line;
    if (line.startsWith(this.#last)) return line.slice(this.#last.length);
    const end = endsOf(line).findLast((at) => this.#known.has(masked(line.slice(0, at))));
    if (end === undefined) return line;
    if (end < line.length) this.#last = line.slice(0, end + 1);
    return line.slice(end + 1);
  }
}

function masked(text: string): string {
  return text.replace(/\d+/g, '0').replace(/\s+/g, ' ');
}

/** Where a label may end: before white space, and at the end of the line. */
function endsOf(line: string): number[] {
  const start = line.slice(0, LONGEST);
  const ends = [...start.matchAll(/(?<=\S)\s/g)].map(({ index }) => index);
  return start === line ? [...ends, line.length] : ends;
}
