import type { When } from '../../core/calendar.ts';
import type { WorkingTime } from '../../core/effort.ts';

/** A word of the front matter with the label that readers see; lists of these are ordered, most pressing first. */
export interface Term {
  readonly id: string;
  readonly label: string;
}

/** A key that this book's issues may have beyond Flakebook's own. */
export interface ExtraField {
  readonly id: string;
  readonly label: string;
}

/** `content/book.yaml`: what all records share. */
export interface Book {
  readonly kind: 'book';
  readonly title: string;
  readonly summary?: string;
  /** IANA name; a date alone counts at the end of its day here. */
  readonly timeZone: string;
  /** What issue ids look like, by suite: `DS-FLAKY-` followed by digits. */
  readonly prefixes: readonly { readonly prefix: string; readonly suite?: string }[];
  readonly impacts: readonly Term[];
  readonly horizons: readonly Term[];
  /** Labels of status words; a word that is not listed keeps its own. */
  readonly statusLabels: Readonly<Record<string, string>>;
  readonly work: WorkingTime;
  /** URL templates by scheme: `ticket:INFRA-1` uses `ticket`, with `{id}`; `file` uses `{repository}`, `{branch}`, `{path}`, `{line}`; `commit` uses `{repository}`, `{id}`. */
  readonly links: Readonly<Record<string, string>>;
  readonly fields: readonly ExtraField[];
  /** Dates that had a report: each keeps its page, and the next report says what changed since. */
  readonly reports: readonly When[];
  /** Ids of deleted records: never given again. */
  readonly retired: readonly string[];
}
