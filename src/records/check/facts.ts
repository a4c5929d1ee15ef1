import type { Root } from 'mdast';
import type { Calendar, When } from '../../core/calendar.ts';
import type { Place } from '../../core/finding.ts';
import type { DataPath } from '../../text/yaml.ts';
import type { Book } from '../book/book.ts';
import type { AnyDraft } from '../fields/draft.ts';
import type { Schema } from '../fields/inside.ts';
import type { TestIdentity } from '../issue/same-tests.ts';
import type { FixKind } from '../issue/work.ts';
import type { BookIndex } from './book-index.ts';
import type { Source, SourceKind } from './parse-source.ts';
import type { Texts } from './texts.ts';

/**
 * What a name in a record points at. `fix` and `cause` ids are `ISSUE/id`, those of rosters `suite/id`; `file` is a path in
 * the content folder, `part` one with the slug of a heading behind `#`.
 */
export type UseKind =
  | 'issue'
  | 'test'
  | 'issue-or-test'
  | 'pattern'
  | 'suite'
  | 'reference'
  | 'group'
  | 'roster'
  | 'fix'
  | 'cause'
  | 'file'
  | 'part';

/** What a record declares within itself. */
export type DeclaredKind = Extract<UseKind, 'fix' | 'cause' | 'test' | 'reference'>;
/** `fix:ISSUE/id`, `cause:ISSUE/id`, `test:DS-FLAKY-003a`, `reference:adr-033`. */
export type DeclaredName = `${DeclaredKind}:${string}`;

/** A name that must exist somewhere in the book. */
export interface Use {
  readonly what: UseKind;
  readonly id: string;
  readonly place: Place;
  /** It need not exist: a cause may be called after a pattern, or not. */
  readonly isGuess?: true;
}

/** A cause or fix that repeats another issue's, or an issue that another one took over. */
export interface Same {
  readonly what: 'cause' | 'fix' | 'issue';
  /** Of the cause or fix; empty for an issue. */
  readonly id: string;
  /** The issue that it says it is the same as, or that took over. */
  readonly of: string;
  readonly place: Place;
}

/** What the book as a whole must know of one file: small, plain and cached, so that linking never reads a body. */
export interface Facts {
  readonly kind: SourceKind;
  readonly id: string;
  readonly file: string;
  readonly title: string;
  /** Nothing in the file could be read: what it declares is unknown. */
  readonly isUnread?: true;
  /** The slugs of the headings of its body, as GitHub gives them; absent where it has no body, or none that can be read. */
  readonly parts?: readonly string[];
  /** The suite of an issue or of a file of the run history. */
  readonly suite?: string;
  readonly declares: readonly { readonly name: DeclaredName; readonly place: Place }[];
  readonly uses: readonly Use[];
  readonly sames: readonly Same[];
  /** Kinds of the fixes that state one; a fix that does not is a `fix`, unless it is the `same:` as another. */
  readonly fixKinds: Readonly<Record<string, FixKind>>;
  /** Fixes that `fixed` entries name. */
  readonly claims: readonly { readonly fix: string; readonly place: Place }[];
  /** The `until` of the entry that gives each status still in force, and the `due` of each open decision. */
  readonly untils: readonly { readonly word: string; readonly until: When; readonly place: Place }[];
  /** Tests of an issue that are not closed. */
  readonly present?: readonly (TestIdentity & { readonly isUnresolved: boolean })[];
  /** The newest size of a suite. */
  readonly size?: { readonly tests: number; readonly place: Place };
  readonly runs?: readonly (readonly [run: string, line: number])[];
  /** The rosters that the runs of a month name (`<suite>/<id>`), with the tests that they should have and the first line that says so. */
  readonly rosters?: readonly {
    readonly id: string;
    readonly key: 'tests' | 'skipped';
    readonly tests: number;
    readonly line: number;
  }[];
  /** The tests of a roster that could be read as a whole. */
  readonly tests?: number;
  /** Something in it has a date. */
  readonly isDated?: true;
  /** The newest date among the record's entries. */
  readonly newest?: When;
}

/** What a check of one file sees. */
export interface FileContext {
  readonly source: Source;
  /** The typed record without its wrong parts; absent where nothing can be typed. */
  readonly record?: AnyDraft;
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
