import type { Definition, RootContent } from 'mdast';
import type { Knowledge } from '../../asof/snapshot.ts';
import { compareText } from '../../core/finding.ts';
import { monthOf, runMonthPath } from '../../records/runs/run-lines.ts';
import type { MeasuredRun } from '../../records/runs/run-schema.ts';
import { kept, type Question } from '../../store/question.ts';
import { BookAt, found } from '../book-at.ts';
import { idOf, momentOf } from '../questions.ts';

/** What a report was made from, so that a later look can tell whether it still stands, and if not, which records moved. */
export interface Seal {
  /** Digest of all records behind the report, as of its date. */
  readonly digest: string;
  /** Each file of the content folder with the digest of its record as of the report's date, in file order. */
  readonly records: readonly (readonly [file: string, digest: string])[];
}

/** Digests plain data: equal data, equal digest. Hexadecimal. */
export type DigestData = (data: unknown) => string;

/** The seals of the suites of a book: all forms of a report share one. */
export function sealQuestion(digest: DigestData): Question<Seal> {
  const seals: Question<Seal> = kept('seal', (read, key) =>
    sealReport(new BookAt(read, momentOf(key), seals), idOf(key), digest),
  );
  return seals;
}

/**
 * Seals the records behind a report: as of its date, so that entries dated later leave the seal alone; and without ages,
 * which are the date's and not the records'.
 */
export function sealReport(book: BookAt, suite: string, digestData: DigestData): Seal {
  const digest = (data: unknown) => digestData(canonical(data));
  // Later reports are named in the book too, and must leave an earlier one alone.
  const records = new Map<string, string>([['book.yaml', digest({ ...book.settings, reports: [] })]]);
  const add = (file: string, data: unknown) => records.set(file, digest([data, book.body(file)]));
  const { issues, ...own } = found(book.suite(suite), suite);
  add(own.suite.file, own.suite);
  for (const { issue } of issues) add(issue.file, issue);
  const named = new Set(issues.flatMap(({ causes }) => causes.flatMap(({ pattern }) => pattern ?? [])));
  for (const id of named) {
    const pattern = book.pattern(id);
    if (pattern) add(pattern.file, pattern);
  }
  for (const group of book.references.filter(({ id }) => own.suite.references.includes(id)))
    records.set(group.file, digest(group));
  const evidence = book.evidence(own.suite.id);
  if (evidence) records.set(evidence.file, digest(evidence));
  for (const [month, runs] of runMonths(book, own.suite.id)) records.set(month, digest(runs));
  const sorted = [...records].sort(([a], [b]) => compareText(a, b));
  return { digest: digest(sorted), records: sorted };
}

/**
 * Equal records, equal data: keys in one order, and none that says nothing. So the order of fields in a schema means nothing,
 * and a field that is new and left out leaves older reports alone.
 */
function canonical(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(canonical);
  if (typeof data !== 'object' || data === null) return data;
  // Without a prototype no key means another thing.
  const sorted: Record<string, unknown> = Object.create(null);
  for (const [key, part] of Object.entries(data).sort(([a], [b]) => compareText(a, b)))
    if (!isEmpty(part)) sorted[key] = canonical(part);
  return sorted;
}

function isEmpty(part: unknown): boolean {
  return part === undefined || (typeof part === 'object' && part !== null && Object.keys(part).length === 0);
}

/** The measured runs up to the date, by the file of their month. Their rosters are named by what is in them. */
function runMonths(book: BookAt, suite: string): ReadonlyMap<string, readonly MeasuredRun[]> {
  return Map.groupBy(book.measuredRuns(suite), ({ at }) => runMonthPath(suite, monthOf(at)));
}

const REPORT = 'flakebook report';
const SINCE = 'flakebook since';
const KNOWN = 'flakebook known';
const RECORD = 'flakebook:';

/** The seal as link definitions: readers do not see them, and they survive every Markdown tool. */
export function sealBlocks(
  { records }: Seal,
  asOf: string,
  suite: string,
  since: string | undefined,
  known: ReadSeal['known'],
): RootContent[] {
  return [
    define(REPORT, asOf, suite),
    ...(known === undefined ? [] : [define(KNOWN, known.knownAt, known.commit)]),
    ...(since === undefined ? [] : [define(SINCE, since)]),
    ...records.map(([file, value]) => define(`${RECORD}${file}`, value.slice(0, DIGEST_CHARACTERS))),
  ];
}

const DIGEST_CHARACTERS = 16;

function define(label: string, value: string, title?: string): Definition {
  return { type: 'definition', identifier: label, label, url: `#${value}`, title };
}

/** What a written report says of its making. */
export interface ReadSeal {
  readonly asOf: string;
  readonly suite: string;
  readonly since?: string;
  /** Whose knowledge it uses, where that is another than that of its date. */
  readonly known?: Knowledge;
  readonly records: ReadonlyMap<string, string>;
}

/** Reads the seal of a written report; undefined for a document that is none. */
export function readSeal(markdown: string): ReadSeal | undefined {
  const definitions = [...markdown.matchAll(/^\[(flakebook[ :][^\]\n]+)\]: #(\S+)(?: "([^"\n]*)")?$/gm)];
  const definitionOf = (label: string) => definitions.find(([, name]) => name === label);
  const report = definitionOf(REPORT);
  if (!report) return undefined;
  const since = definitionOf(SINCE)?.[2];
  const [, , knownAt, commit] = definitionOf(KNOWN) ?? [];
  const records = definitions.flatMap(([, name = '', value = '']) =>
    name.startsWith(RECORD) ? [[name.slice(RECORD.length).replaceAll('\\', ''), value] as const] : [],
  );
  return {
    asOf: report[2] ?? '',
    suite: report[3] ?? '',
    since,
    ...(knownAt === undefined ? {} : { known: { knownAt, commit } }),
    records: new Map(records),
  };
}

/** Records whose digest is not that of the written report, added and gone ones among them; in file order. */
export function movedRecords(written: ReadSeal, now: Seal): string[] {
  const records = new Map(now.records.map(([file, value]) => [file, value.slice(0, DIGEST_CHARACTERS)]));
  const files = new Set([...written.records.keys(), ...records.keys()]);
  return [...files].filter((file) => written.records.get(file) !== records.get(file)).sort(compareText);
}
