import { z } from 'zod';
import { type FileFinding, MAX_OF_RULE, type Place } from '../../core/finding.ts';
import { makeFinding } from '../../core/rule.ts';
import { writeFlow } from '../../text/write.ts';
import type { DataPath } from '../../text/yaml.ts';
import { finding, type RecordRuleId } from '../rules.ts';
import type { Refusal } from './fields.ts';
import { insideOf, type Schema, schemaAt } from './inside.ts';
import { valueAt } from './pruned.ts';
import { readRegex } from './regex.ts';
import { suggest } from './suggest.ts';

type Issue = z.core.$ZodIssue;

/** The text that data came from. */
export interface Written {
  /** What a sentence calls it. */
  readonly name: string;
  /** People write it, as YAML: an example helps them. */
  readonly isByHand?: true;
  place(path: DataPath, part?: 'key' | 'value'): Place;
}

/** Turns what a schema says of data into findings with a place. */
export function toFindings(
  issues: readonly Issue[],
  data: unknown,
  source: Written,
  schema: Schema,
): FileFinding[] {
  const unknown = unknownKeys(issues, data, schema);
  return issues.filter((issue) => !isMisspelt(issue, unknown)).flatMap(toFound);

  function toFound(issue: Issue): FileFinding | FileFinding[] {
    const path = issue.path as DataPath;
    const key = String(path.findLast((step) => typeof step === 'string') ?? '');
    const place = source.place(path);
    const value = valueAt(data, path);
    const received = describe(value);
    const example = source.isByHand && exampleAt(schema, path);
    const item = typeof path.at(-1) === 'number' ? 'An item of ' : undefined;
    const below = unknown.find((one) => one.below === key && isSame(one.at, path.slice(0, -1)))?.key;
    switch (issue.code) {
      case 'unrecognized_keys': {
        const expected = Object.keys(keysAt(schema, path));
        const told = unknown.filter(({ at, below }) => below === undefined && isSame(at, path));
        const more = told.length - MAX_OF_RULE;
        return told.slice(0, MAX_OF_RULE).map(({ key, suggestion }, i) => ({
          ...finding('unknown-key', source.place([...path, key], 'key'), { key, expected, suggestion }),
          ...(more > 0 && i === MAX_OF_RULE - 1 ? { more } : {}),
        }));
      }
      case 'invalid_type': {
        if (value === undefined) return missingKey(key, path, example);
        const expected = nameOf(issue.expected);
        return finding('wrong-type', place, { key, expected, received, example, below, item });
      }
      case 'invalid_value': {
        if (value === undefined) return missingKey(key, path, example);
        if (typeof value !== 'string' || value === '')
          return finding('wrong-type', place, { key, expected: 'text', received, example });
        const expected = issue.values.map(String);
        return finding('unknown-value', place, {
          key,
          value,
          expected,
          suggestion: suggest(value, expected),
        });
      }
      case 'invalid_key':
        return finding('invalid-id', source.place(path, 'key'), { id: key, expected: idForm(path) });
      case 'too_small': {
        const isList = issue.origin === 'array';
        const expected = isList ? `a list of at least ${issue.minimum}` : 'text';
        const short =
          isList && Array.isArray(value) && value.length > 0 ? `a list of ${value.length}` : received;
        return finding('wrong-type', place, { key, expected, received: short, example });
      }
      case 'too_big': {
        const expected = `a list of at most ${issue.maximum}`;
        return finding('wrong-type', place, { key, expected, received });
      }
      case 'invalid_format':
        return finding('wrong-form', place, { key, value: String(value), expected: idForm(path) });
      case 'custom': {
        const { ruleId, args }: Refusal = (issue.params as Refusal | undefined) ?? WRONG_VALUE;
        const read = ruleId === 'invalid-regex' ? readRegex(String(value)) : undefined;
        const problem = read && 'problem' in read ? { problem: read.problem } : {};
        const { word } = args;
        const at = ruleId === 'unknown-timeline-word' && typeof word === 'string' ? [...path, word] : path;
        const marked = source.place(at, OF_KEYS.has(ruleId) ? 'key' : 'value');
        return makeFinding(ruleId, marked, { key, value: received, received, ...problem, ...args });
      }
      default:
        return finding('wrong-value', place, { key, value: received });
    }
  }

  function missingKey(key: string, path: DataPath, example?: string): FileFinding {
    const above = path.slice(0, -1).filter((step) => typeof step === 'string');
    const where = above.length === 0 ? source.name : `\`${above.join('.')}\``;
    return finding('missing-key', source.place(path.slice(0, -1), 'key'), { key, where, example });
  }
}

/** What a schema says that gives no reason. */
const WRONG_VALUE: Refusal = { ruleId: 'wrong-value', args: {} };

/** What a map has that its schema does not know. */
interface Unknown {
  readonly at: DataPath;
  readonly key: string;
  readonly suggestion?: string;
  /** The empty key above it that it was meant to stand in, as it and all keys between are unknown. */
  readonly below?: string;
}

function unknownKeys(issues: readonly Issue[], data: unknown, schema: Schema): Unknown[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [];
    const at = issue.path as DataPath;
    const map = valueAt(data, at);
    const known = keysAt(schema, at);
    let below: string | undefined;
    return Object.entries(typeof map === 'object' && map !== null ? map : {}).flatMap(([key, value]) => {
      if (issue.keys.includes(key)) return [{ at, key, suggestion: suggest(key, Object.keys(known)), below }];
      const inside = known[key] && insideOf(known[key]);
      below = value === '' && (inside?.keys ?? inside?.each) ? key : undefined;
      return [];
    });
  });
}

function keysAt(schema: Schema, path: DataPath): Readonly<Record<string, Schema>> {
  const holder = schemaAt(schema, path);
  return (holder && insideOf(holder).keys) ?? {};
}

/** A key that is missing since it stands there misspelt. */
function isMisspelt({ code, path }: Issue, unknown: readonly Unknown[]): boolean {
  return (
    (code === 'invalid_type' || code === 'invalid_value') &&
    unknown.some(({ at, suggestion }) => suggestion === path.at(-1) && isSame(at, path.slice(0, -1)))
  );
}

function isSame(one: readonly PropertyKey[], other: readonly PropertyKey[]): boolean {
  return one.length === other.length && one.every((step, i) => step === other[i]);
}

/** So long an example can be typed off. */
const MAX_EXAMPLE = 76;

/** How to write a value, or what it stands in: `prefixes: [{ prefix: SHOP-FLAKY-, suite: shop }]`. */
function exampleAt(schema: Schema, path: DataPath): string | undefined {
  for (let end = path.length; end > 0; end -= 1) {
    const part = schemaAt(schema, path.slice(0, end));
    const examples = part instanceof z.ZodType ? part.meta()?.examples : undefined;
    const example: unknown = Array.isArray(examples) ? examples[0] : undefined;
    const key = path[end - 1];
    if (example === undefined || typeof key !== 'string') continue;
    const line = `${key}: ${writeFlow(example)}`;
    return line.length > MAX_EXAMPLE ? undefined : line;
  }
  return undefined;
}

/** Rules about a key, not about its value. */
const OF_KEYS: ReadonlySet<RecordRuleId> = new Set([
  'unknown-key',
  'unknown-timeline-word',
  'two-timeline-words',
  'taken-key',
]);

function idForm(path: DataPath): string {
  if (path[0] === 'tests' && path.length === 2) return 'one or two letters, such as `a`';
  if (path[0] === 'links') return 'lower-case letters, such as `ticket`';
  if (path[0] === 'commit') return 'the whole id of a commit, 40 or 64 hexadecimal digits';
  if (path[0] === 'prefixes') return 'capitals and digits that end with a hyphen, such as `DS-FLAKY-`';
  return 'lower-case words joined by hyphens, such as `serial-marker`';
}

function nameOf(type: string): string {
  return (
    {
      string: 'text',
      number: 'a number without quotes',
      boolean: '`true` or `false` without quotes',
      object: 'a map',
      record: 'a map',
      array: 'a list',
    }[type] ?? type
  );
}

/** A value in a few words; text is shown, shortened. */
function describe(value: unknown): string {
  if (value === '' || value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const shown = String(value).split('\n', 1)[0] ?? '';
  return shown.length > 60 ? `${shown.slice(0, 59)}…` : shown;
}
