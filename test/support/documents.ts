import fc from 'fast-check';
import { z } from 'zod';
import { EVENTS, STATUSES } from '../../src/core/status.ts';
import { bookSchema, toBook } from '../../src/records/book/book.ts';
import type { SourceKind } from '../../src/records/check/parse-source.ts';
import { insideOf, type Schema, toldInside } from '../../src/records/fields/inside.ts';
import { schemaOf } from '../../src/records/fields/read-record.ts';
import type { DataPath } from '../../src/text/yaml.ts';
import { SPLINTERS } from './draw/hostile-text.ts';
import { EXAMPLE_BOOK, ISSUE_FILE, MONTH_FILE, ROSTER_FILE } from './example-book.ts';

/**
 * Documents of every record kind, drawn from the schemas: whoever adds a field has it tested. `sampleOf` is a document with
 * every key, `textFields` lists its texts, `withText` puts another text in one of them, and `drawn` makes documents of
 * right and wrong keys and values.
 */

/** The settings of the book that the documents belong to; issues have a field of its own. */
const BOOK_DATA = {
  title: 'Example',
  prefixes: [{ prefix: 'DS-FLAKY-', suite: 'data-storage' }],
  fields: { component: 'Component' },
};

const BOOK = toBook(bookSchema.parse(BOOK_DATA));

/** A file of each kind that fits into the small sound book. */
export const FILES: Readonly<Record<SourceKind, string>> = {
  issue: ISSUE_FILE,
  pattern: 'patterns/shared-state.md',
  suite: 'suites/data-storage.md',
  references: 'references/design.yaml',
  evidence: 'evidence/data-storage.yaml',
  runs: MONTH_FILE,
  roster: ROSTER_FILE,
  book: 'book.yaml',
};

export const KINDS = Object.keys(FILES) as readonly SourceKind[];

export const schemaOfKind = (kind: SourceKind): Schema => schemaOf(kind, BOOK);

/** The small sound book, with settings to which the documents fit. */
export const DOCUMENT_BOOK = { ...EXAMPLE_BOOK, 'book.yaml': JSON.stringify(BOOK_DATA) };

/** Data as the text of a file of a kind: JSON, which is YAML, too; control characters are escapes in it. */
export function writeDocument(kind: SourceKind, data: unknown, body = ''): string {
  const json = JSON.stringify(data).replaceAll(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, escaped);
  return FILES[kind].endsWith('.md') ? `---\n${json}\n---\n${body}` : `${json}\n`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A value with every key that its schema knows, made of the examples of the schema. */
function sampleOf(schema: Schema): unknown {
  const { keys, each, key, words } = insideOf(schema);
  if (toldInside.has(schema)) return entriesOf(keys)[0];
  if (keys) return Object.fromEntries(Object.entries(keys).map(([name, part]) => [name, sampleOf(part)]));
  if (each && toldInside.has(each)) return entriesOf(insideOf(each).keys);
  if (each) return key ? { [String(exampleOf(key) ?? 'any')]: sampleOf(each) } : [sampleOf(each)];
  return words?.[0] ?? exampleOf(schema) ?? 'words';
}

/** An entry of a timeline for each word, with all that may stand beside it. */
function entriesOf(keys: Readonly<Record<string, Schema>> = {}): object[] {
  return Object.entries({ ...STATUSES, ...EVENTS }).map(([word, { required, allowed }]) => {
    const present = [word, ...required, ...allowed, 'tests'];
    return Object.fromEntries(present.flatMap((key) => (keys[key] ? [[key, sampleOf(keys[key])]] : [])));
  });
}

function exampleOf(schema: Schema): unknown {
  const { examples } = z.globalRegistry.get(schema) ?? {};
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return exampleOf(schema.unwrap());
  return schema instanceof z.ZodPipe ? exampleOf(schema.in) : undefined;
}

/** The ways to all texts within a value. */
function textsIn(value: unknown, path: DataPath = []): DataPath[] {
  if (typeof value === 'string') return [path];
  if (Array.isArray(value)) return value.flatMap((part, i) => textsIn(part, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, [...path, key]));
}

/** Every text field of every record kind, by where it stands in the sample of the kind. */
export function textFields(): { readonly kind: SourceKind; readonly path: DataPath }[] {
  return KINDS.flatMap((kind) => textsIn(sampleOf(schemaOfKind(kind))).map((path) => ({ kind, path })));
}

/** The sample of a kind with another value at some paths. */
export function withValue(kind: SourceKind, paths: readonly DataPath[], value: unknown): unknown {
  return paths.reduce((data, path) => put(data, path, value), sampleOf(schemaOfKind(kind)));
}

function put(whole: unknown, [step, ...rest]: DataPath, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(whole)) return whole.map((part, i) => (i === step ? put(part, rest, value) : part));
  const map = whole as Readonly<Record<string, unknown>>;
  return { ...map, [step]: put(map[step], rest, value) };
}

/** Every key that some map of some record knows, and every word that some field does. */
const KNOWN: ReadonlySet<string> = new Set(KINDS.flatMap((kind) => [...namesIn(schemaOfKind(kind))]));

function namesIn(schema: Schema): string[] {
  const { keys = {}, each, key, words = [] } = insideOf(schema);
  const parts = [...Object.values(keys), ...(each ? [each] : []), ...(key ? [key] : [])];
  return [...words, ...Object.keys(keys), ...parts.flatMap(namesIn)];
}

/** What no field expects: other keys and words, signs of every syntax around. */
const splinter: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...SPLINTERS),
  fc.constantFrom(...KNOWN),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: splinter },
  fc.array(splinter, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom(...KNOWN), splinter, { maxKeys: 2 }),
  fc.constantFrom<unknown>(null, true, 0, -1, 1e300),
);

/** A key that is known elsewhere, or that a slip made of one of these. */
function otherKey(known: readonly string[]): fc.Arbitrary<string> {
  const slips = known.filter((key) => key.length > 2).map((key) => key.slice(0, -2) + key.slice(-1));
  return fc.constantFrom('__proto__', 'constructor', ...slips, ...KNOWN);
}

/** Values of a schema, of which here and there a part is missing, wrong or too much. */
export function drawn(schema: Schema): fc.Arbitrary<unknown> {
  const { keys, each, key, words } = insideOf(schema);
  const often = (arbitrary: fc.Arbitrary<unknown>) => fc.oneof({ weight: 12, arbitrary }, anything);
  if (toldInside.has(schema))
    return often(
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...entriesOf(keys)) }, drawnMap(keys ?? {})),
    );
  if (keys) return often(drawnMap(keys));
  if (each && key)
    return often(
      fc.dictionary(fc.oneof(fc.constant(String(exampleOf(key) ?? 'any')), otherKey([])), drawn(each), {
        maxKeys: 2,
      }),
    );
  if (each) return often(fc.array(drawn(each), { maxLength: 2 }));
  return often(fc.constantFrom(...(words ?? [exampleOf(schema) ?? 'words'])));
}

function drawnMap(keys: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const known = Object.entries(keys).map(([name, part]) => [name, drawn(part)] as const);
  const foreign = fc.oneof(
    { weight: 6, arbitrary: fc.constant({}) },
    fc.dictionary(otherKey(Object.keys(keys)), anything, { minKeys: 1, maxKeys: 1 }),
  );
  const required = Object.keys(keys).filter(
    (name) => !(keys[name] as z.ZodType).safeParse(undefined).success,
  );
  const all = Object.fromEntries(known);
  const own = fc.oneof(
    { weight: 3, arbitrary: fc.record(all, { requiredKeys: required }) },
    fc.record(all, { requiredKeys: [] }),
  );
  return fc.tuple(own, foreign).map(([own, other]) => ({ ...own, ...other }));
}

/** A file of any kind with drawn data. */
export const drawnDocument: fc.Arbitrary<{ readonly file: string; readonly text: string }> = fc.oneof(
  ...KINDS.map((kind) =>
    drawn(schemaOfKind(kind)).map((data) => ({ file: FILES[kind], text: writeDocument(kind, data) })),
  ),
);
