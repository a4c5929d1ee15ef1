import type { z } from 'zod';
import type { FileFinding } from '../../core/finding.ts';
import type { JsonLines } from '../../text/json/read-lines.ts';
import type { DataPath } from '../../text/yaml.ts';
import type { Book } from '../book/book.ts';
import type { Source } from '../check/parse-source.ts';
import type { AnyRecord } from '../knowledge-base.ts';
import { readRunFile } from '../runs/read-run-files.ts';
import { readRunPath } from '../runs/run-lines.ts';
import { bookSchema, toBook } from './book.ts';
import { evidenceSchema, toEvidence } from './evidence.ts';
import { toFindings } from './findings.ts';
import { issueSchemaFor, toIssue } from './issue.ts';
import { patternSchema, toPattern } from './pattern.ts';
import { createPruned } from './pruned.ts';
import { referencesSchema, toReferenceGroup } from './references.ts';
import { suiteSchemaFor, toSuite } from './suite.ts';

export interface ReadRecord {
  /** The record, without the parts that are wrong; undefined where too much is missing to make one. */
  readonly record?: AnyRecord;
  /** The record with what is missing filled in: for rules and for what the file declares, never published. */
  readonly draft?: AnyRecord;
  /** Where in the front matter a part of the record or draft stands; of the run history, in which line and where in it. */
  original(path: DataPath): DataPath;
  readonly findings: readonly FileFinding[];
}

type Issue = z.core.$ZodIssue;
type MakeRecord = (data: unknown) => AnyRecord;

/** Each round mends what the last one found; records that people write need two or three. */
const MAX_ROUNDS = 8;

/** Types a parsed source. Every finding of the file comes in one go; wrong parts are left out of the record. */
export function readRecord(source: Source, book: Book): ReadRecord {
  const { yaml, lines } = source;
  if (lines) return readLines(source, lines);
  const typed = schemaOf(source, book);
  if (yaml?.data === undefined || !typed) return { original: (path) => path, findings: [] };
  const [schema, make] = typed;
  const pruned = createPruned(yaml.data);
  const issues: Issue[] = [];
  const end = (made: { record?: AnyRecord; draft?: AnyRecord }): ReadRecord => ({
    ...made,
    original: pruned.original,
    findings: toFindings(issues, yaml.data, { name: 'the front matter', place: yaml.place }),
  });
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const result = schema.safeParse(pruned.data);
    if (result.success) {
      const draft = make(result.data);
      return end(pruned.isDraft ? { draft: pruned.withoutStandIns(draft) } : { record: draft, draft });
    }
    const found = result.error.issues;
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

/** Undefined for what is no YAML. */
function schemaOf({ kind, id, file }: Source, book: Book): [z.ZodType, MakeRecord] | undefined {
  const pair = <S extends z.ZodType>(schema: S, make: (data: z.output<S>) => AnyRecord): [S, MakeRecord] => [
    schema,
    make as MakeRecord,
  ];
  switch (kind) {
    case 'issue':
      return pair(issueSchemaFor(book), (data) => toIssue(data, id, file, book.fields));
    case 'suite':
      return pair(suiteSchemaFor(book), (data) => toSuite(data, id, file));
    case 'pattern':
      return pair(patternSchema, (data) => toPattern(data, id, file));
    case 'references':
      return pair(referencesSchema, (data) => toReferenceGroup(data, id, file));
    case 'evidence':
      return pair(evidenceSchema, (data) => toEvidence(data, id, file));
    case 'book':
      return pair(bookSchema, toBook);
    default:
      return undefined;
  }
}
