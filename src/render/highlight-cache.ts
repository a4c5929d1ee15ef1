/** A stretch of a line of one class: `['const', 'keyword']`, or `[' x = ']` where nothing is marked. */
export type Token = readonly [text: string, kind?: string];

/** A store for highlighted blocks, kept by whoever owns a disk. Keys are long: hash them. */
export interface HighlightCache {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

/** The lines behind a cached value; undefined where it is none, so that a damaged cache costs time only. */
export function parseLines(serialised: string | undefined): Token[][] | undefined {
  if (serialised === undefined) return undefined;
  try {
    const lines: unknown = JSON.parse(serialised);
    return Array.isArray(lines) && lines.every(isLine) ? lines : undefined;
  } catch {
    return undefined;
  }
}

function isLine(line: unknown): line is Token[] {
  return Array.isArray(line) && line.every(isToken);
}

function isToken(token: unknown): token is Token {
  if (!Array.isArray(token) || typeof token[0] !== 'string') return false;
  return token.length === 1 || (token.length === 2 && typeof token[1] === 'string' && isKind(token[1]));
}

/** Whether a word can be a class name as it is. */
export function isKind(word: string): boolean {
  return /^[a-z][a-z-]*$/.test(word);
}
