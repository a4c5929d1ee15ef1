import type { z } from 'zod';
import { insideOf, type Schema } from '../../../src/records/fields/inside.ts';
import { valueAt } from '../../../src/records/fields/pruned.ts';
import type { DataPath } from '../../../src/text/yaml.ts';

/** A place in data where a person, a test or a machine may write text. */
export interface TextField {
  readonly path: DataPath;
  /** A form of a text that the schema takes here; undefined where it takes none. */
  formOf(text: string): string | undefined;
}

/** Every text in data, but for words of a fixed list. */
export function textFields(data: unknown, schema: Schema | undefined, path: DataPath = []): TextField[] {
  const value = valueAt(data, path);
  if (schema === undefined) return [];
  const { keys, each, words } = insideOf(schema);
  if (typeof value === 'object' && value !== null)
    return Object.keys(value).flatMap((key) =>
      textFields(data, keys ? keys[key] : each, [...path, Array.isArray(value) ? Number(key) : key]),
    );
  if (typeof value !== 'string' || words) return [];
  const accepts = (text: string) => (schema as z.ZodType).safeParse(text).success;
  return [{ path, formOf: (text) => formsOf(text, value).find(accepts) }];
}

/** As it is, or as a part of what stands there: an address, a path. */
function formsOf(text: string, value: string): string[] {
  const end = text.replace(/\s/g, '');
  return [text, `https://evil.example/${end}`, `${value}/${end}`, `${value}${end}`];
}

/** Data with other values at some paths. */
export function withValues(data: unknown, values: ReadonlyMap<DataPath, string>): unknown {
  const changed: unknown = structuredClone(data);
  for (const [path, value] of values) {
    const holder = valueAt(changed, path.slice(0, -1));
    const last = path.at(-1);
    if (typeof holder === 'object' && holder !== null && last !== undefined) Reflect.set(holder, last, value);
  }
  return changed;
}
