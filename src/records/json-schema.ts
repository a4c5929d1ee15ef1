import { z } from 'zod';
import { DEFAULT_BOOK } from './book/book.ts';
import type { SourceKind } from './check/parse-source.ts';
import { type Schema, toldInside } from './fields/inside.ts';
import { schemaOf } from './fields/read-record.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The front matter of a kind of record as JSON Schema (draft 7, which editors read): keys, descriptions and examples. It
 * refuses nothing that `check` takes: what only code can tell, such as whether a date exists, it leaves to `check`.
 */
export function jsonSchemaOf(kind: SourceKind): JsonSchema {
  const made = convert(schemaOf(kind, DEFAULT_BOOK));
  // A book may declare more keys of its issues.
  return kind === 'issue' ? { ...made, additionalProperties: { type: [...SCALARS] } } : made;
}

/** Flakebook reads every value of YAML as text; editors take `157` for a number. */
const SCALARS = ['string', 'number', 'boolean'] as const;

/** The words that a book may replace by its own. */
const OF_BOOKS: ReadonlySet<string> = new Set(
  [DEFAULT_BOOK.impacts, DEFAULT_BOOK.horizons].map((terms) => String(terms.map(({ id }) => id))),
);

function convert(schema: Schema): JsonSchema {
  return z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const told = toldInside.get(zodSchema)?.keys;
      if (told) {
        const properties = Object.entries(told).map(([key, part]) => [key, withoutHead(convert(part))]);
        Object.assign(jsonSchema, {
          properties: Object.fromEntries(properties),
          additionalProperties: false,
        });
      }
      if (jsonSchema.type !== 'string') return;
      Object.assign(jsonSchema, { type: [...SCALARS] });
      if (jsonSchema.enum?.includes('true')) jsonSchema.enum.push(true);
      if (OF_BOOKS.has(String(jsonSchema.enum))) delete jsonSchema.enum;
    },
  });
}

/** The types that it names are named by the whole, too. */
function withoutHead({ $schema, definitions, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
