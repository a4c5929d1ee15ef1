import type { Body } from './body/section.ts';
import type { Book } from './book/book.ts';
import type { Evidence } from './evidence/evidence.ts';
import type { Issue } from './issue/issue.ts';
import type { Pattern } from './pattern/pattern.ts';
import type { ReferenceGroup } from './reference/reference.ts';
import type { Roster, RunMonth } from './runs/run-history.ts';
import type { Suite } from './suite/suite.ts';

/** A file under `content/`, typed. */
export type AnyRecord = Issue | Pattern | Suite | ReferenceGroup | Evidence | RunMonth | Roster | Book;

/** All records, checked. Maps are in id order, whatever the order of files on disk. Bodies are read one by one (`BodySource`). */
export interface KnowledgeBase {
  readonly book: Book;
  readonly issues: ReadonlyMap<string, Issue>;
  readonly patterns: ReadonlyMap<string, Pattern>;
  readonly suites: ReadonlyMap<string, Suite>;
  readonly references: ReadonlyMap<string, ReferenceGroup>;
  /** By suite. */
  readonly evidence: ReadonlyMap<string, Evidence>;
}

/** Gives a record's body by the record's file, so that no floor holds all bodies at once. */
export type BodySource = (file: string) => Body;
