import { createCalendar, type When } from '../../core/calendar.ts';
import { compareDiagnostics, type Diagnostic } from '../../core/finding.ts';
import type { Book } from '../book/book.ts';

import { indexBook } from './book-index.ts';
import { toDiagnostic } from './diagnostic.ts';
import type { Facts } from './facts.ts';
import { newestOf } from './newest-date.ts';
import { RULES } from './rules.ts';

/** The newest dated entry of a book; undefined where no record has a date. */
export function newestEntry(facts: readonly Facts[], book: Book): When | undefined {
  return newestOf(
    facts.flatMap(({ newest }) => (newest === undefined ? [] : [newest])),
    createCalendar(book.timeZone),
  );
}

/** Findings that need all files: what dangles, what stands twice, what goes round, what is past its date. Sorted. */
export function linkBook(facts: readonly Facts[], book: Book, asOf: When): Diagnostic[] {
  return [...linkUndated(facts, book), ...linkDated(facts, book, asOf)].sort(compareDiagnostics);
}

/** Those that are the same at every date. */
export function linkUndated(facts: readonly Facts[], book: Book): Diagnostic[] {
  const context = { facts, index: indexBook(facts), book };
  return RULES.flatMap((rule) => [...(rule.checkBook?.(context) ?? [])]).map(toDiagnostic);
}

/** Those that tell of the date. @param facts of the files that say until when something holds; of others they are none. */
export function linkDated(facts: readonly Facts[], book: Book, asOf: When): Diagnostic[] {
  const context = { facts, calendar: createCalendar(book.timeZone), asOf };
  return RULES.flatMap((rule) => [...(rule.checkDates?.(context) ?? [])]).map(toDiagnostic);
}
