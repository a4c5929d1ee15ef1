import type { z } from 'zod';
import type { FileFinding } from '../../core/finding.ts';
import type { JsonLines } from '../../text/json/read-lines.ts';
import type { DataPath } from '../../text/yaml.ts';
import { type Book, bookSchema, toBook } from '../book/book.ts';
import type { Source, SourceKind } from '../check/parse-source.ts';
import { evidenceSchema, toEvidence } from '../evidence/evidence.ts';
import { issueSchemaFor } from '../issue/issue.ts';
import type { AnyRecord } from '../knowledge-base.ts';
import { patternSchema } from '../pattern/pattern.ts';
import { referencesSchema, toReferences } from '../reference/reference.ts';
import { readRunFile } from '../runs/read-run-files.ts';
import { readRunPath } from '../runs/run-lines.ts';
import { rosterSchema, runSchema } from '../runs/run-schema.ts';
import { suiteSchemaFor } from '../suite/suite.ts';
import type { AnyDraft } from './draft.ts';
import { toFindings } from './findings.ts';
import type { Schema } from './inside.ts';
import { Pruned } from './pruned.ts';

export interface ReadRecord {
  /** The record, without the parts that are wrong; undefined where too much is missing to make one. */
  readonly record?: AnyRecord;
  /** The record, or what there is of it: for checks and for what the file declares, never published. */
  readonly draft?: AnyDraft;
  /** Where in the front matter a part of the record or draft stands; of the run history, in which line and where in it. */
  original(path: DataPath): DataPath;
  readonly findings: readonly FileFinding[];
}

type Issue = z.core.$ZodIssue;

/** Each round mends what the last one found; records that people write need two or three. */
const MAX_ROUNDS = 8;

/** Types a parsed source. Every finding of the file comes in one go; wrong parts are left out of the record. */
export function readRecord(source: Source, book: Book): ReadRecord {
  const { yaml, lines } = source;
  if (lines) return readLines(source, lines);
  const { read } = FORMS[source.kind];
  if (yaml?.data === undefined || !read) return { original: (path) => path, findings: [] };
  const pruned = new Pruned(yaml.data);
  const issues: Issue[] = [];
  const end = (made: { record?: AnyRecord; draft?: AnyDraft }): ReadRecord => ({
    ...made,
    original: (path) => pruned.original(path),
    findings: toFindings(
      issues,
      yaml.data,
      { name: 'the front matter', isByHand: true, place: yaml.place },
      schemaOf(source.kind, book),
    ),
  });
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const result = read(pruned.data, source, book);
    if ('record' in result) {
      const { record } = result;
      return end(pruned.isDraft ? { draft: pruned.withoutStandIns(record) } : { record, draft: record });
    }
    const found = result.issues;
    issues.push(
      ...withoutRepeats(
        found.map((issue) => ({ ...issue, path: [...pruned.original(issue.path as DataPath)] })),
        issues,
      ),
    );
    if (!pruned.mend(found)) break;
  }
  return end({});
}

/** What is wrong in a line of the run history costs that line only. */
function readLines({ file, findings: broken }: Source, lines: JsonLines): ReadRecord {
  const path = readRunPath(file);
  if (!path || (lines.lines.length === 0 && broken.length > 0))
    return { original: (steps) => steps, findings: [] };
  const { record, lines: kept, findings } = readRunFile(file, path, lines);
  return {
    record,
    draft: record,
    original: ([list, index, ...steps]) => (list === undefined ? [] : [kept[Number(index)] ?? 1, ...steps]),
    findings,
  };
}

/**
 * Leaves out what comes of cutting or filling in something at or within the place of an earlier issue, and the second
 * issue of one value: two say one thing, unless they speak of different keys of it.
 */
function withoutRepeats(found: readonly Issue[], earlier: readonly Issue[]): Issue[] {
  const touched = new Set(earlier.flatMap(({ path }) => path.map((_, i) => key(path.slice(0, i + 1)))));
  const values = new Set<string>();
  return found.filter((issue) => {
    const path = key(issue.path);
    if (issue.code === 'unrecognized_keys') return true;
    if (touched.has(path)) return false;
    if (issue.code === 'custom') return true;
    const isFirst = !values.has(path);
    values.add(path);
    return isFirst;
  });
}

function key(path: readonly PropertyKey[]): string {
  return JSON.stringify(path);
}

/** What a file of a kind may say, of the run history a line of it; and the record that is made of it. */
interface Form {
  schema(book: Book): Schema;
  /** Absent where a file is read line by line. */
  read?(
    data: unknown,
    source: Source,
    book: Book,
  ): { readonly record: AnyRecord } | { readonly issues: readonly Issue[] };
}

function form<Fields extends z.ZodType>(
  schema: (book: Book) => Fields,
  make: (fields: z.output<Fields>, source: Source, book: Book) => AnyRecord,
): Form {
  return {
    schema,
    read: (data, source, book) => {
      const result = schema(book).safeParse(data);
      return result.success ? { record: make(result.data, source, book) } : { issues: result.error.issues };
    },
  };
}

const FORMS: Readonly<Record<SourceKind, Form>> = {
  book: form(() => bookSchema, toBook),
  issue: form(issueSchemaFor, (fields, { id, file }) => ({ kind: 'issue', id, file, ...fields })),
  pattern: form(
    () => patternSchema,
    (fields, { id, file }) => ({ kind: 'pattern', id, file, ...fields }),
  ),
  suite: form(suiteSchemaFor, (fields, { id, file }, { source }) => ({
    kind: 'suite',
    id,
    file,
    source,
    ...fields,
  })),
  references: form(() => referencesSchema, toReferences),
  evidence: form(() => evidenceSchema, toEvidence),
  runs: { schema: () => runSchema },
  roster: { schema: () => rosterSchema },
};

/** Kinds of files in the order in which people meet them. */
export const SOURCE_KINDS = Object.keys(FORMS) as SourceKind[];

export function schemaOf(kind: SourceKind, book: Book): Schema {
  return FORMS[kind].schema(book);
}
