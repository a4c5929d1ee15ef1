/** A point in a text file. Lines and columns are 1-based, as in unist; a column counts UTF-16 code units. */
export interface Point {
  readonly line: number;
  readonly column: number;
}

/** A stretch of a text file; `end` is the point just behind its last character. */
export interface Place {
  readonly start: Point;
  readonly end: Point;
}

/** The place of a finding that concerns a file as a whole. */
export const FILE_START = lineStart(1);

/** @param line 1-based. */
export function lineStart(line: number): Place {
  return { start: { line, column: 1 }, end: { line, column: 1 } };
}

/** Negative when `a` comes first in reading order, positive when `b` does, 0 when they start at one point. */
export function comparePlaces(a: Place, b: Place): number {
  return a.start.line - b.start.line || a.start.column - b.start.column;
}

/** `error` fails a check (exit code 1); `warning` is shown and does not. */
export type Severity = 'error' | 'warning';

/** What a rule's message is filled with. Plain data, so that a finding can be kept as JSON and compared. */
export type FindingArgs = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** Another place that explains a finding, such as the first of two duplicates. */
interface RelatedPlace {
  readonly file: string;
  readonly place: Place;
  readonly message: string;
}

/**
 * Something wrong in an input, as plain data: from the code that finds it, through the cache, to the printer. The row of
 * its rule has the words. Made by the `finding` of a floor, which knows the rules of that floor and their arguments.
 */
export interface Finding {
  readonly ruleId: string;
  /** Path relative to the content folder, with forward slashes; of other inputs, the path as it was given. */
  readonly file: string;
  readonly place: Place;
  readonly args: FindingArgs;
  readonly related?: readonly RelatedPlace[];
  /** How many more of its kind there are, without a place. */
  readonly more?: number;
  /** Where it weighs other than its rule says. */
  readonly severity?: Severity;
  /** The steps that led to it, for readers who ask why. */
  readonly reasoning?: readonly string[];
}

/** A finding of code that sees one file only and need not know its name. */
export type FileFinding = Omit<Finding, 'file'>;

/** Findings of one rule in one file that are shown: nobody mends more of a kind one by one. */
export const MAX_OF_RULE = 100;

/** Of each rule in each file so many as are shown; the last of them says how many more there are. */
export function atMost<Found extends FileFinding & { readonly file?: string }>(
  findings: Iterable<Found>,
): Found[] {
  const kept: Found[] = [];
  const known = new Map<string, { count: number; last: number }>();
  for (const found of findings) {
    const key = `${found.ruleId}\n${found.file ?? ''}`;
    const of = known.get(key) ?? { count: 0, last: -1 };
    known.set(key, of);
    const last = kept[of.last];
    if (of.count < MAX_OF_RULE) of.last = kept.push(found) - 1;
    else if (last) kept[of.last] = { ...last, more: (last.more ?? 0) + 1 + (found.more ?? 0) };
    of.count += 1;
  }
  return kept;
}

/** Orders by file (code points, never the locale), place, rule and arguments: the order in which findings are shown. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    a.place.start.line - b.place.start.line ||
    a.place.start.column - b.place.start.column ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(JSON.stringify(a.args), JSON.stringify(b.args))
  );
}

/** Compares by UTF-16 code units, so that an order never depends on the machine's locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
