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
import { createPruned } from './pruned.ts';

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

/** Makes a record of data, or says what of it is wrong. */
type ReadData = (data: unknown) => { readonly record: AnyRecord } | { readonly issues: readonly Issue[] };

/** Each round mends what the last one found; records that people write need two or three. */
const MAX_ROUNDS = 8;

/** Types a parsed source. Every finding of the file comes in one go; wrong parts are left out of the record. */
export function readRecord(source: Source, book: Book): ReadRecord {
  const { yaml, lines } = source;
  if (lines) return readLines(source, lines);
  const readData = readerOf(source, book);
  if (yaml?.data === undefined || !readData) return { original: (path) => path, findings: [] };
  const pruned = createPruned(yaml.data);
  const issues: Issue[] = [];
  const end = (made: { record?: AnyRecord; draft?: AnyDraft }): ReadRecord => ({
    ...made,
    original: pruned.original,
    findings: toFindings(
      issues,
      yaml.data,
      { name: 'the front matter', isByHand: true, place: yaml.place },
      schemaOf(source.kind, book),
    ),
  });
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const result = readData(pruned.data);
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

/** What a file of a kind may say; of the run history, a line of it. */
export function schemaOf(kind: SourceKind, book: Book): Schema {
  switch (kind) {
    case 'issue':
      return issueSchemaFor(book);
    case 'suite':
      return suiteSchemaFor(book);
    case 'pattern':
      return patternSchema;
    case 'references':
      return referencesSchema;
    case 'evidence':
      return evidenceSchema;
    case 'runs':
      return runSchema;
    case 'roster':
      return rosterSchema;
    case 'book':
      return bookSchema;
  }
}

/** Undefined for what is no YAML. */
function readerOf({ kind, id, file }: Source, book: Book): ReadData | undefined {
  switch (kind) {
    case 'issue':
      return reader(issueSchemaFor(book), (fields) => ({ kind, id, file, ...fields }));
    case 'suite':
      return reader(suiteSchemaFor(book), (fields) => ({ kind, id, file, source: book.source, ...fields }));
    case 'pattern':
      return reader(patternSchema, (fields) => ({ kind, id, file, ...fields }));
    case 'references':
      return reader(referencesSchema, (fields) => toReferences({ kind, id, file }, fields));
    case 'evidence':
      return reader(evidenceSchema, (fields) => toEvidence(fields, id, file));
    case 'book':
      return reader(bookSchema, toBook);
    default:
      return undefined;
  }
}

function reader<Schema extends z.ZodType>(
  schema: Schema,
  make: (fields: z.output<Schema>) => AnyRecord,
): ReadData {
  return (data) => {
    const result = schema.safeParse(data);
    return result.success ? { record: make(result.data) } : { issues: result.error.issues };
  };
}
