import GithubSlugger from 'github-slugger';
import { z } from 'zod';
import { EVENTS, STATUSES } from '../src/core/status.ts';
import { bookSchema, DEFAULT_BOOK } from '../src/records/book/book.ts';
import { evidenceSchema } from '../src/records/evidence/evidence.ts';
import {
  count,
  effort,
  keyId,
  location,
  sentence,
  text,
  title,
  took,
  url,
  when,
} from '../src/records/fields/fields.ts';
import { issueSchemaFor } from '../src/records/issue/issue.ts';
import { DETAILS } from '../src/records/issue/timeline.ts';
import { patternSchema } from '../src/records/pattern/pattern.ts';
import { referencesSchema } from '../src/records/reference/reference.ts';
import { rosterSchema, runSchema } from '../src/records/runs/run-schema.ts';
import { suiteSchemaFor } from '../src/records/suite/suite.ts';
import { writeScalar } from '../src/text/write.ts';

type Schema = z.core.$ZodType;

/** The schemas of whole files; of the run history, of a line. */
export const FILE_SCHEMAS = {
  issue: issueSchemaFor(DEFAULT_BOOK),
  suite: suiteSchemaFor(DEFAULT_BOOK),
  pattern: patternSchema,
  references: referencesSchema,
  evidence: evidenceSchema,
  'measured-run': runSchema,
  roster: rosterSchema,
  book: bookSchema,
} as const;

const VALUE_TYPES = [text, title, sentence, keyId, when, effort, count, took, location, url];

/** The keys of every map that the format knows: those of files, and of the named maps within them. */
export const MAPS: ReadonlyMap<string, Readonly<Record<string, Schema>>> = new Map([
  ...Object.entries(FILE_SCHEMAS).map(([name, schema]) => [name, shapeOf(schema) ?? {}] as const),
  ...Object.values(FILE_SCHEMAS).flatMap((schema) => [...namedMaps(schema)]),
  ['detail', DETAILS] as const,
]);

/** The schemas that a schema is made of. */
function partsOf(schema: Schema): Schema[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return [schema.unwrap()];
  if (schema instanceof z.ZodPipe) return [schema.in];
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (schema instanceof z.ZodObject) return Object.values(schema.shape);
  return [];
}

/** The keys of a map; undefined for what is none. */
function shapeOf(schema: Schema): Readonly<Record<string, Schema>> | undefined {
  if (schema instanceof z.ZodObject) return schema.shape;
  return schema instanceof z.ZodPipe ? shapeOf(schema.in) : undefined;
}

function namedMaps(schema: Schema): Map<string, Readonly<Record<string, Schema>>> {
  const own = z.globalRegistry.get(schema)?.id;
  const shape = own === undefined ? undefined : shapeOf(schema);
  return new Map([
    ...(own === undefined || shape === undefined ? [] : [[own, shape] as const]),
    ...partsOf(schema).flatMap((part) => [...namedMaps(part)]),
  ]);
}

/** The name of a type; of one that was derived from a named type, the name of that. */
function nameOf(schema: Schema | undefined): string | undefined {
  if (schema === undefined) return undefined;
  return z.globalRegistry.get(schema)?.id ?? nameOf(schema._zod.parent);
}

const START = /^<!-- table: ([a-z-]+) -->$/;
const END = '<!-- end of table -->';

/** The text of docs/format.md with its tables made anew. A table stands between `<!-- table: name -->` and `<!-- end of table -->`. */
export function withTables(markdown: string): string {
  const anchors = anchorsOf(markdown);
  const out: string[] = [];
  let isInTable = false;
  for (const line of markdown.split('\n')) {
    const name = START.exec(line)?.[1];
    if (line === END) isInTable = false;
    if (!isInTable) out.push(line);
    if (name === undefined) continue;
    isInTable = true;
    out.push('', ...tableOf(name, anchors), '');
  }
  return out.join('\n');
}

/** The names of the tables in a text. */
export function tablesIn(markdown: string): string[] {
  return markdown.split('\n').flatMap((line) => START.exec(line)?.[1] ?? []);
}

/** The heading that each table stands under. */
function anchorsOf(markdown: string): ReadonlyMap<string, string> {
  const slugger = new GithubSlugger();
  const anchors = new Map<string, string>();
  let anchor = '';
  let fence = '';
  for (const line of markdown.split('\n')) {
    const marks = /^`{3,}/.exec(line)?.[0] ?? '';
    if (fence === '') fence = marks;
    else if (marks === fence) fence = '';
    const heading = fence === '' ? /^#+ (.*)$/.exec(line)?.[1] : undefined;
    if (heading !== undefined) anchor = slugger.slug(heading);
    const name = START.exec(line)?.[1];
    if (name !== undefined) anchors.set(name, anchor);
  }
  return anchors;
}

function tableOf(name: string, anchors: ReadonlyMap<string, string>): string[] {
  if (name === 'value-types') return table(['Type', 'Meaning', 'Example'], VALUE_TYPES.map(valueTypeRow));
  if (name === 'statuses') {
    const rows = Object.entries(STATUSES).map(([word, { group, ...details }]) => [
      code(word),
      group,
      detailsOf(details),
    ]);
    return table(['Status', 'Group', 'Details (required in bold, expected in italics)'], rows);
  }
  if (name === 'events') {
    const rows = Object.entries(EVENTS).map(([word, details]) => [code(word), detailsOf(details)]);
    return table(['Event', 'Details (required in bold)'], rows);
  }
  const shape = MAPS.get(name);
  if (!shape) throw new Error(`docs/format.md has a table of ${name}, which no schema has`);
  // Which details an entry must have depends on its word.
  const hasRequired = name !== 'detail';
  const rows = Object.entries(shape).map(([key, schema]) => fieldRow(key, schema, anchors, hasRequired));
  return table(['Key', 'Type', 'Meaning', 'Example'], rows);
}

function detailsOf(
  details: {
    readonly [Kind in 'required' | 'expected' | 'allowed']: readonly string[];
  },
): string {
  const { required, expected, allowed } = details;
  return [
    ...required.map((detail) => `**${code(detail)}**`),
    ...expected.map((detail) => `*${code(detail)}*`),
    ...allowed.map(code),
  ].join(', ');
}

function valueTypeRow(schema: z.ZodType): string[] {
  return [spoken(nameOf(schema) ?? ''), schema.meta()?.description ?? '', examplesOf(schema)];
}

function fieldRow(
  key: string,
  schema: Schema,
  anchors: ReadonlyMap<string, string>,
  hasRequired: boolean,
): string[] {
  const { description = '' } = z.globalRegistry.get(schema) ?? {};
  const unlessGiven = defaultOf(schema);
  return [
    code(key),
    hasRequired && isRequired(schema) ? `${typeOf(schema, anchors)}, **required**` : typeOf(schema, anchors),
    unlessGiven === undefined ? description : `${description} Unless given: ${unlessGiven}.`,
    examplesOf(schema),
  ];
}

function examplesOf(schema: Schema): string {
  const examples = z.globalRegistry.get(schema)?.examples;
  return Array.isArray(examples) ? examples.map((example) => code(writtenAlone(example))).join(', ') : '';
}

function isRequired(schema: Schema): boolean {
  if (schema instanceof z.ZodPipe) return isRequired(schema.in);
  return !(
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  );
}

/** What a key means that is left out, where that is more than nothing. */
function defaultOf(schema: Schema): string | undefined {
  if (schema instanceof z.ZodPipe) return defaultOf(schema.in);
  if (!(schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)) return undefined;
  const value: unknown = schema.def.defaultValue;
  if (typeof value === 'string') return value === '' ? undefined : code(value);
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return keys.length === 0 ? undefined : keys.map(code).join(', ');
}

/** A type in words; a map that has a table of its own is a link to it. */
function typeOf(schema: Schema, anchors: ReadonlyMap<string, string>, isPlural = false): string {
  const name = nameOf(schema);
  if (name !== undefined) {
    const word = isPlural ? pluralOf(spoken(name)) : spoken(name);
    const anchor = anchors.get(name);
    return anchor === undefined ? word : `[${word}](#${anchor})`;
  }
  if (schema instanceof z.ZodEnum) return schema.options.map(String).map(code).join(', ');
  if (schema instanceof z.ZodBoolean) return '`true` or `false`';
  if (schema instanceof z.ZodArray)
    return `${isPlural ? 'lists' : 'list'} of ${typeOf(schema.element, anchors, true)}`;
  if (schema instanceof z.ZodRecord) {
    const key = nameOf(schema.keyType);
    const from = key === undefined ? '' : `${pluralOf(spoken(key))} to `;
    return `map of ${from}${typeOf(schema.valueType, anchors, true)}`;
  }
  const [part] = partsOf(schema);
  return part === undefined ? 'text' : typeOf(part, anchors, isPlural);
}

function spoken(name: string): string {
  return name === 'url' ? 'URL' : name.replaceAll('-', ' ');
}

function pluralOf(word: string): string {
  if (word === 'text') return word;
  if (word.endsWith('y')) return `${word.slice(0, -1)}ies`;
  return word.endsWith('x') ? `${word}es` : `${word}s`;
}

/** A value as it stands behind its key. A text needs quotes there where YAML would cut it or read a sign of its own. */
function writtenAlone(value: unknown): string {
  if (typeof value !== 'string') return written(value);
  return /: | #|^[^\p{L}\d/]/u.test(value) ? `'${value.replaceAll("'", "''")}'` : value;
}

/** A value as it stands within a list or map, on one line. */
function written(value: unknown): string {
  if (typeof value === 'string') return writeScalar(value);
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, part]) => `${key}: ${written(part)}`)
    .join(', ')} }`;
}

function code(words: string): string {
  return `\`${words}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
