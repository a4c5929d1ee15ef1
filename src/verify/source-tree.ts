import type { When } from '../core/calendar.ts';

/** A text file of the tree. */
export interface SourceFile {
  /** Without line ends. */
  readonly lines: readonly string[];
}

/** Why a path that exists has no lines. */
export type Unreadable = 'binary' | 'too-large' | 'link' | 'submodule';

export interface TreeCommit {
  /** The full id. */
  readonly id: string;
  /** When it was written, and when it was put where it is: a rebase keeps the first. */
  readonly authored: When;
  readonly committed: When;
}

/** The port through which claims are held against the code: one commit of a repository, read only. */
export interface SourceTree {
  readonly commit: TreeCommit;
  /** Part of the history is missing: a commit that is not there may exist all the same. */
  readonly isShallow: boolean;
  /** All files, relative to the root, in code point order. */
  paths(): readonly string[];
  /** Undefined for a path that the tree does not have. */
  read(path: string): SourceFile | Unreadable | undefined;
  /** Text files that have a word (letters, digits and `_`), for each of the words; one pass over the tree. */
  filesWith(words: ReadonlySet<string>): ReadonlyMap<string, readonly string[]>;
  /** A commit of the repository by its id or the beginning of it. */
  findCommit(id: string): TreeCommit | 'ambiguous' | undefined;
}

export function sourceFile(text: string): SourceFile {
  return { lines: text.split(/\r\n|\n|\r/) };
}

/** The words of a text that `filesWith` can look for. */
function wordsOf(text: string): string[] {
  const words = /[\u0080-\uffff]/.test(text) ? /[\p{L}\p{N}_]+/gu : /[A-Za-z0-9_]+/g;
  return text.match(words) ?? [];
}

/** The longest word of a text: the one that fewest files have. Undefined for a text without one. */
export function rarestWord(text: string): string | undefined {
  return wordsOf(text).reduce<string | undefined>(
    (best, word) => (best === undefined || word.length > best.length ? word : best),
    undefined,
  );
}

/** Groups what many claims look for into one pass over the tree. */
export function collectFiles(
  words: ReadonlySet<string>,
  files: Iterable<readonly [path: string, text: string]>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>([...words].map((word) => [word, []]));
  if (found.size === 0) return found;
  for (const [path, text] of files) {
    const seen = new Set<string>();
    for (const word of wordsOf(text)) {
      if (seen.has(word)) continue;
      seen.add(word);
      found.get(word)?.push(path);
    }
  }
  return found;
}

/** A path with lines, as records write it: `test/a_test.go:88` or `test/a_test.go:88-96`. */
export interface Spot {
  readonly path: string;
  readonly first?: number;
  readonly last?: number;
}

export function parseSpot(at: string): Spot {
  const [, path = at, first, last] = /^(.*?)(?::(\d+)(?:-(\d+))?)?$/s.exec(at) ?? [];
  if (first === undefined) return { path };
  const lines = [Number(first), Number(last ?? first)];
  return { path, first: Math.min(...lines), last: Math.max(...lines) };
}

/** A path from the root of the repository in its one form; undefined for one that leads out of it. */
export function cleanPath(path: string): string | undefined {
  if (/^(?:[/\\~]|[A-Za-z]:[/\\])/.test(path)) return undefined;
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join('/');
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
