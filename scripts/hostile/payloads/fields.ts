import { valueAt } from '../../../src/records/fields/pruned.ts';
import type { DataPath } from '../../../src/text/yaml.ts';
import type { Fields, Shape } from '../../../test/support/draw/shapes.ts';

/** A place in data where a person, a test or a machine may write text. */
export interface TextField {
  readonly path: DataPath;
  /** A form of a text that the schema takes here; undefined where it takes none. */
  formOf(text: string): string | undefined;
}

/** Every text in data, but for words of a fixed list. */
export function textFields(data: unknown, shape: Shape, path: DataPath = []): TextField[] {
  const value = valueAt(data, path);
  if (value === undefined) return [];
  switch (shape.type) {
    case 'map':
      return fieldsOf(data, shape.fields, path);
    case 'choice': {
      const fields = shape.maps.find((map) => Object.hasOwn(Object(value), map.keys().next().value ?? ''));
      return fields ? fieldsOf(data, fields, path) : [];
    }
    case 'dictionary':
      return Object.keys(Object(value)).flatMap((key) => textFields(data, shape.value, [...path, key]));
    case 'list':
      return Array.isArray(value) ? value.flatMap((_, i) => textFields(data, shape.item, [...path, i])) : [];
    case 'text':
      return [{ path, formOf: (text) => formsOf(text, String(value)).find(shape.accepts) }];
    default:
      return [];
  }
}

function fieldsOf(data: unknown, fields: Fields, path: DataPath): TextField[] {
  return [...fields].flatMap(([key, { shape }]) => textFields(data, shape, [...path, key]));
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
