import { z } from 'zod';
import type { DataPath } from '../../text/yaml.ts';

export type Schema = z.core.$ZodType;

/** What a value of a schema is made of, as files have it. */
export interface Inside {
  /** The keys that the format knows, with what stands behind each. */
  readonly keys?: Readonly<Record<string, Schema>>;
  /** What every entry of a list or of a map with free keys is. */
  readonly each?: Schema;
  /** What the keys of such a map are. */
  readonly key?: Schema;
  /** The only words that it may be. */
  readonly words?: readonly string[];
}

/** What stands in maps that code checks, so that their schemas do not tell. */
export const toldInside = new WeakMap<Schema, Inside>();

export function insideOf(schema: Schema): Inside {
  const known = toldInside.get(schema) ?? seenInside.get(schema) ?? lookInside(schema);
  seenInside.set(schema, known);
  return known;
}

const seenInside = new WeakMap<Schema, Inside>();

function lookInside(schema: Schema): Inside {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return insideOf(schema.unwrap());
  if (schema instanceof z.ZodPipe) return insideOf(schema.in);
  if (schema instanceof z.ZodArray) return { each: schema.element };
  if (schema instanceof z.ZodObject) return { keys: schema.shape };
  if (schema instanceof z.ZodEnum) return { words: schema.options.map(String) };
  if (!(schema instanceof z.ZodRecord)) return {};
  const { words } = insideOf(schema.keyType);
  if (!words) return { each: schema.valueType, key: schema.keyType };
  return { keys: Object.fromEntries(words.map((word) => [word, schema.valueType])) };
}

/** The schema of a part of a value; undefined for a part that the format does not know. */
export function schemaAt(schema: Schema | undefined, path: DataPath): Schema | undefined {
  let part = schema;
  for (const step of path) {
    if (!part) return undefined;
    const { keys, each } = insideOf(part);
    part = keys ? (Object.hasOwn(keys, step) ? keys[step] : undefined) : each;
  }
  return part;
}
