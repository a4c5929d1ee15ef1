import type { Root } from 'mdast';
import type { Calendar, When } from '../../core/calendar.ts';
import type { Finding, FindingArgs, Found, Severity } from '../../core/finding.ts';
import type { Place } from '../../core/place.ts';
import type { DataPath } from '../../text/yaml.ts';
import type { Book } from '../book/book.ts';

import type { AnyRecord } from '../knowledge-base.ts';
import type { BookIndex } from './book-index.ts';
import type { Facts } from './facts.ts';
import type { Source } from './parse-source.ts';

/** Files of a small book by path, laid over a sound one (`example-book.ts`); bytes where no string can carry them. */
export type Example = Readonly<Record<string, string | Uint8Array>>;

/** What a rule sees of one file. */
export interface FileContext {
  readonly source: Source;
  /** The typed record without its wrong parts, and with stand-ins (`MISSING`) for missing ones; absent where nothing can be typed. */
  readonly record?: AnyRecord;
  /** The place of a part of the record. */
  place(path: DataPath, part?: 'key' | 'value'): Place;
  readonly body?: Root;
  readonly book: Book;
  readonly calendar: Calendar;
}

/** What a rule sees of all files: what they declare and use, never their bodies. */
export interface BookContext {
  readonly facts: readonly Facts[];
  readonly index: BookIndex;
  readonly book: Book;
}

/** What a rule about dates sees: facts of files that say until when something holds. */
export interface DatedContext {
  readonly facts: readonly Facts[];
  readonly calendar: Calendar;
  readonly asOf: When;
}

/**
 * One kind of finding: what it is, why it matters, its examples (run as tests, printed as documentation) and its only
 * wording. Lower floors report by id; `checkFile` and `checkBook` look for what needs a typed record or the whole book.
 */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** One sentence: what is found. */
  readonly what: string;
  /** Why it matters, and the cure. Markdown. */
  readonly why: string;
  readonly wrong: Example;
  readonly right: Example;
  /** One clear sentence: `Unexpected X, expected Y`, with the cure and a "did you mean" where one is near. */
  message(args: FindingArgs): string;
  checkFile?(context: FileContext): Iterable<Found>;
  checkBook?(context: BookContext): Iterable<Finding>;
  /** What comes or goes with the date that the book is read at; each file by itself. */
  checkDates?(context: DatedContext): Iterable<Finding>;
}
