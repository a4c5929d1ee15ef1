import { createCalendar, UNDATED, type When } from '../../src/core/calendar.ts';
import { compareFindings, compareText, type Finding } from '../../src/core/finding.ts';
import type { Body } from '../../src/records/body/section.ts';
import { DEFAULT_BOOK } from '../../src/records/book/book.ts';
import { type CheckedFile, checkFile } from '../../src/records/check/check-file.ts';
import { linkDated, linkUndated } from '../../src/records/check/link-book.ts';
import { BOOK_FILE } from '../../src/records/check/parse-source.ts';
import { bookOf, type KnowledgeBase, toKnowledgeBase } from '../../src/records/knowledge-base.ts';
import { type RunHistory, toHistories } from '../../src/records/runs/run-history.ts';

export interface Assembled {
  readonly kb: KnowledgeBase;
  /** Measured runs by suite. */
  readonly runs: ReadonlyMap<string, RunHistory>;
  readonly bodies: ReadonlyMap<string, Body>;
  readonly findings: readonly Finding[];
  /** The date that the book was read at. */
  readonly asOf: When;
}

/** Checks and links a whole book at once, without a cache. */
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
  const dates = facts.flatMap(({ newest }) => newest ?? []);
  const date = asOf ?? createCalendar(book.timeZone).newest(dates) ?? UNDATED;
  const own = all.flatMap(([, file]) => file.findings);
  const findings = [...own, ...linkUndated(facts, book), ...linkDated(facts, book, date)];
  const records = all.flatMap(([, file]) => (file.record ? [file.record] : []));
  return {
    kb: toKnowledgeBase(book, records),
    runs: toHistories(records),
    bodies: new Map(all.flatMap(([name, file]) => (file.body ? [[name, file.body] as const] : []))),
    findings: findings.sort(compareFindings),
    asOf: date,
  };
}
