import type { Root } from 'mdast';
import type { Calendar, When } from '../../core/calendar.ts';
import type { Place } from '../../core/place.ts';
import type { DataPath } from '../../text/yaml.ts';
import type { Book } from '../book/book.ts';
import type { AnyDraft } from '../fields/draft.ts';
import type { Schema } from '../fields/inside.ts';
import type { BookIndex } from './book-index.ts';
import type { Facts } from './facts.ts';
import type { Source } from './parse-source.ts';
import type { Texts } from './texts.ts';

/** What a check of one file sees. */
export interface FileContext {
  readonly source: Source;
  /** The typed record without its wrong parts; absent where nothing can be typed. */
  readonly record?: AnyDraft;
  /** The place of a part of the record. */
  place(path: DataPath, part?: 'key' | 'value'): Place;
  readonly body?: Root;
  /** What the file may say. */
  readonly schema: Schema;
  readonly texts: Texts;
  readonly book: Book;
  readonly calendar: Calendar;
}

/** What a check of all files sees: what they declare and use, never their bodies. */
export interface BookContext {
  readonly facts: readonly Facts[];
  readonly index: BookIndex;
  readonly book: Book;
}

/** What a check of dates sees: facts of files that say until when something holds. */
export interface DatedContext {
  readonly facts: readonly Pick<Facts, 'file' | 'untils'>[];
  readonly calendar: Calendar;
  readonly asOf: When;
}
