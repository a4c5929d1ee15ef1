import type { Book } from '../model/book.ts';
import { compareDiagnostics, compareText, type Diagnostic } from '../model/finding.ts';
import type { When } from '../model/issue.ts';
import type { AnyRecord, KnowledgeBase } from '../model/knowledge-base.ts';
import type { Body } from '../model/section.ts';
import { DEFAULT_BOOK } from '../schema/book.ts';
import { BOOK_FILE } from '../source/parse-source.ts';
import { type CheckedFile, checkFile } from './check-file.ts';
import { linkBook, newestEntry } from './link-book.ts';

export interface Assembled {
  readonly kb: KnowledgeBase;
  readonly bodies: ReadonlyMap<string, Body>;
  readonly diagnostics: readonly Diagnostic[];
  /** The date that the book was read at. */
  readonly asOf: When;
}

/** The date of a book without any dated entry. */
const UNDATED = '1970-01-01';

/** Checks and links a whole book at once, without cache: for tests, small books and other hosts than the CLI. */
export function assemble(files: ReadonlyMap<string, Uint8Array>, asOf?: When): Assembled {
  const bookBytes = files.get(BOOK_FILE);
  const bookFile = bookBytes && checkFile(BOOK_FILE, bookBytes, DEFAULT_BOOK);
  const book = bookOf(bookFile?.record);
  const checked = [...files]
    .filter(([file]) => file !== BOOK_FILE)
    .map(([file, bytes]) => [file, checkFile(file, bytes, book)] as const);
  const all: (readonly [string, CheckedFile])[] = bookFile ? [[BOOK_FILE, bookFile], ...checked] : checked;
  all.sort(([a], [b]) => compareText(a, b));
  const facts = all.map(([, file]) => file.facts);
  const date = asOf ?? newestEntry(facts, book) ?? UNDATED;
  const diagnostics = [...all.flatMap(([, file]) => file.diagnostics), ...linkBook(facts, book, date)];
  return {
    kb: toKnowledgeBase(
      book,
      all.flatMap(([, file]) => (file.record ? [file.record] : [])),
    ),
    bodies: new Map(all.flatMap(([name, file]) => (file.body ? [[name, file.body] as const] : []))),
    diagnostics: diagnostics.sort(compareDiagnostics),
    asOf: date,
  };
}

export function bookOf(record: AnyRecord | undefined): Book {
  return record?.kind === 'book' ? record : DEFAULT_BOOK;
}

/** Puts records into their maps, in id order. */
export function toKnowledgeBase(book: Book, records: Iterable<AnyRecord>): KnowledgeBase {
  const kb = {
    book,
    issues: new Map(),
    patterns: new Map(),
    suites: new Map(),
    references: new Map(),
    evidence: new Map(),
  };
  const sorted = [...records]
    .filter((record) => record.kind !== 'book')
    .sort((a, b) => compareText(a.id, b.id));
  for (const record of sorted) {
    const map = {
      issue: kb.issues,
      pattern: kb.patterns,
      suite: kb.suites,
      references: kb.references,
      evidence: kb.evidence,
    }[record.kind];
    map.set(record.id, record);
  }
  return kb;
}
