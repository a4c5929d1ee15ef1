import { UNDATED, type When } from '../../core/calendar.ts';
import { compareFindings, compareText, type Finding } from '../../core/finding.ts';
import type { Body } from '../body/section.ts';
import { type Book, DEFAULT_BOOK } from '../book/book.ts';
import type { AnyRecord, KnowledgeBase } from '../knowledge-base.ts';
import { type RunHistory, toHistories } from '../runs/run-history.ts';
import { type CheckedFile, checkFile } from './check-file.ts';
import { linkBook, newestEntry } from './link-book.ts';
import { BOOK_FILE } from './parse-source.ts';

export interface Assembled {
  readonly kb: KnowledgeBase;
  /** Measured runs by suite. */
  readonly runs: ReadonlyMap<string, RunHistory>;
  readonly bodies: ReadonlyMap<string, Body>;
  readonly findings: readonly Finding[];
  /** The date that the book was read at. */
  readonly asOf: When;
}

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
  const findings = [...all.flatMap(([, file]) => file.findings), ...linkBook(facts, book, date)];
  const records = all.flatMap(([, file]) => (file.record ? [file.record] : []));
  return {
    kb: toKnowledgeBase(book, records),
    runs: toHistories(records),
    bodies: new Map(all.flatMap(([name, file]) => (file.body ? [[name, file.body] as const] : []))),
    findings: findings.sort(compareFindings),
    asOf: date,
  };
}

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
