import { compareText } from '../core/finding.ts';
import type { Body } from './body/section.ts';
import { type Book, DEFAULT_BOOK } from './book/book.ts';
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

export function bookOf(record: AnyRecord | undefined): Book {
  return record?.kind === 'book' ? record : DEFAULT_BOOK;
}

/** Puts records into their maps, in id order. */
export function toKnowledgeBase(book: Book, records: Iterable<AnyRecord>): KnowledgeBase {
  const sorted = [...records].sort((a, b) => compareText(idOf(a), idOf(b)));
  const byId = <K extends AnyRecord['kind']>(kind: K) =>
    new Map(
      sorted
        .filter((record): record is Extract<AnyRecord, { kind: K }> => record.kind === kind)
        .map((record) => [idOf(record), record]),
    );
  return {
    book,
    issues: byId('issue'),
    patterns: byId('pattern'),
    suites: byId('suite'),
    references: byId('references'),
    evidence: byId('evidence'),
  };
}

function idOf(record: AnyRecord): string {
  return record.kind === 'book' ? '' : record.id;
}
