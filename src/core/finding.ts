import type { Place } from './place.ts';
import { replaceObeyed } from './text/obeyed.ts';

/** `error` fails a check (exit code 1); `warning` is shown and does not. */
export type Severity = 'error' | 'warning';

/** What a rule's wording is filled with. Plain data, so that a finding can be cached and compared. */
export type FindingArgs = Readonly<Record<string, string | number | readonly string[]>>;

/** Another place that explains a finding, such as the first of two duplicates. */
export interface RelatedPlace {
  readonly file: string;
  readonly place: Place;
  readonly message: string;
}

/** What some floor found, as data: a rule's id and its arguments. The rule words it (`check/rules`). */
export interface Finding {
  readonly ruleId: string;
  /** Path relative to the content folder, with forward slashes. */
  readonly file: string;
  readonly place: Place;
  readonly args: FindingArgs;
  readonly related?: readonly RelatedPlace[];
}

/** A finding of a floor that sees one file only and need not name it. */
export type Found = Omit<Finding, 'file'>;

/** A worded finding: what every reporter prints. */
export interface Diagnostic extends Finding {
  readonly severity: Severity;
  readonly message: string;
  /** Where the rule is documented, relative to the root of Flakebook's repository. */
  readonly url: string;
}

/** Orders by file (code points, never the locale), place, rule and message: the order in which findings are shown. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    a.place.start.line - b.place.start.line ||
    a.place.start.column - b.place.start.column ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.message, b.message)
  );
}

/** Compares by UTF-16 code units, so that an order never depends on the machine's locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Content is quoted in messages: a control character or a change of direction in it must not reach a terminal. */
export function oneLine(message: string): string {
  return replaceObeyed(message, () => '\ufffd');
}
