import type { z } from 'zod';
import { EVENTS, STATUSES } from '../../../src/core/status.ts';
import { bookSchema, DEFAULT_BOOK } from '../../../src/records/book/book.ts';
import { evidenceSchema } from '../../../src/records/evidence/evidence.ts';
import { issueSchemaFor } from '../../../src/records/issue/issue.ts';
import { DETAILS, timelineEntry } from '../../../src/records/issue/timeline.ts';
import { patternSchema } from '../../../src/records/pattern/pattern.ts';
import { referencesSchema } from '../../../src/records/reference/reference.ts';
import { rosterSchema, runSchema } from '../../../src/records/runs/run-schema.ts';
import { suiteSchemaFor } from '../../../src/records/suite/suite.ts';

/** What data of a schema looks like: enough to draw it, and to find a part of it again. */
export type Shape =
  | { readonly type: 'map'; readonly fields: Fields }
  /** One of several maps, told apart by their first key. */
  | { readonly type: 'choice'; readonly maps: readonly Fields[] }
  | { readonly type: 'dictionary'; readonly key: Shape; readonly value: Shape }
  | { readonly type: 'list'; readonly item: Shape; readonly examples: readonly unknown[] }
  | {
      readonly type: 'text';
      readonly examples: readonly string[];
      readonly isFree: boolean;
      accepts(text: string): boolean;
    }
  | { readonly type: 'number' | 'flag' };

export type Fields = ReadonlyMap<string, { readonly shape: Shape; readonly isRequired: boolean }>;

/** The shape of a schema. Text is free where the schema itself takes any. */
function shapeOf(schema: z.core.$ZodType, examples: readonly unknown[] = []): Shape {
  if (schema === timelineEntry) return { type: 'choice', maps: TIMELINE };
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const own = (schema as z.ZodType).meta?.()?.examples;
  const known = examples.length === 0 && Array.isArray(own) ? own : examples;
  switch (def.type) {
    case 'object':
      return { type: 'map', fields: fieldsOf(def.shape) };
    case 'record':
      return { type: 'dictionary', key: shapeOf(def.keyType), value: shapeOf(def.valueType) };
    case 'array':
      return { type: 'list', item: shapeOf(def.element), examples: known };
    case 'pipe':
      return shapeOf(def.in, known);
    case 'optional':
    case 'default':
    case 'prefault':
      return shapeOf(def.innerType, known);
    case 'number':
      return { type: 'number' };
    case 'boolean':
      return { type: 'flag' };
    case 'enum':
      return textOf(schema, Object.values(def.entries).map(String), false);
    default:
      return textOf(schema, known.map(String), isAnyText(schema));
  }
}

function textOf(schema: z.core.$ZodType, examples: readonly string[], isFree: boolean): Shape {
  return { type: 'text', examples, isFree, accepts: (text) => (schema as z.ZodType).safeParse(text).success };
}

function isAnyText(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const checks = 'checks' in def ? (def.checks ?? []) : [];
  return def.type === 'string' && checks.every(({ _zod }) => _zod.def.check === 'min_length');
}

function fieldsOf(shape: z.core.$ZodShape): Fields {
  return new Map(
    Object.entries(shape).map(([key, schema]) => [
      key,
      { shape: shapeOf(schema), isRequired: !(schema as z.ZodType).safeParse(undefined).success },
    ]),
  );
}

/** A map for each word: the word with its date, and the details that it requires or allows. */
const TIMELINE: readonly Fields[] = Object.entries({ ...STATUSES, ...EVENTS }).map(
  ([word, { required, allowed }]) => {
    const detail = (key: keyof typeof DETAILS, isRequired: boolean) =>
      [key, { shape: shapeOf(DETAILS[key]), isRequired }] as const;
    return new Map([
      [word, { shape: shapeOf(DETAILS.until), isRequired: true }],
      ...required.map((key) => detail(key, true)),
      ...[...allowed, 'tests' as const].map((key) => detail(key, false)),
    ]);
  },
);

/** The kinds of files of a content folder, with the shape of their front matter, YAML or lines. */
export const RECORD_SHAPES = {
  book: shapeOf(bookSchema),
  issue: shapeOf(issueSchemaFor(DEFAULT_BOOK)),
  pattern: shapeOf(patternSchema),
  suite: shapeOf(suiteSchemaFor(DEFAULT_BOOK)),
  references: shapeOf(referencesSchema),
  evidence: shapeOf(evidenceSchema),
  runs: shapeOf(runSchema),
  roster: shapeOf(rosterSchema),
} satisfies Record<string, Shape>;

/** Every key that some kind of record knows. */
export const ALL_KEYS: readonly string[] = [
  ...new Set(Object.values(RECORD_SHAPES).flatMap((shape) => keysIn(shape))),
].sort();

function keysIn(shape: Shape): string[] {
  switch (shape.type) {
    case 'map':
      return keysOf(shape.fields);
    case 'choice':
      return shape.maps.flatMap(keysOf);
    case 'dictionary':
      return [
        ...keysIn(shape.key),
        ...keysIn(shape.value),
        ...(shape.key.type === 'text' ? shape.key.examples : []),
      ];
    case 'list':
      return keysIn(shape.item);
    default:
      return [];
  }
}

function keysOf(fields: Fields): string[] {
  return [...fields].flatMap(([key, { shape }]) => [key, ...keysIn(shape)]);
}
