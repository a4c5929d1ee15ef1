import type { z } from 'zod';
import { type FileFinding, MAX_OF_RULE } from '../../core/finding.ts';
import type { Place } from '../../core/place.ts';
import { makeFinding } from '../../core/rule.ts';
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
  place(path: DataPath, part?: 'key' | 'value'): Place;
}

/** Turns what a schema says of data into findings with a place. */
export function toFindings(
  issues: readonly Issue[],
  data: unknown,
  source: Written,
  schema: Schema,
): FileFinding[] {
  return issues.flatMap((issue) => toFound(issue, issue.path as DataPath, data, source, schema));
}

function toFound(
  issue: Issue,
  path: DataPath,
  data: unknown,
  source: Written,
  schema: Schema,
): FileFinding[] {
  const key = String(path.findLast((step) => typeof step === 'string') ?? '');
  const place = source.place(path);
  const value = valueAt(data, path);
  const received = describe(value);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const holder = schemaAt(schema, path);
      const expected = Object.keys((holder && insideOf(holder).keys) ?? {});
      const more = issue.keys.length - MAX_OF_RULE;
      return issue.keys.slice(0, MAX_OF_RULE).map((unknown, i) => ({
        ...finding('unknown-key', source.place([...path, unknown], 'key'), {
          key: unknown,
          expected,
          suggestion: suggest(unknown, expected),
        }),
        ...(more > 0 && i === MAX_OF_RULE - 1 ? { more } : {}),
      }));
    }
    case 'invalid_type':
      if (value === undefined) return [missingKey(key, path, source)];
      return [finding('wrong-type', place, { key, expected: nameOf(issue.expected), received })];
    case 'invalid_value': {
      if (value === undefined) return [missingKey(key, path, source)];
      if (typeof value !== 'string' || value === '')
        return [finding('wrong-type', place, { key, expected: 'text', received })];
      const expected = issue.values.map(String);
      return [
        finding('unknown-value', place, { key, value, expected, suggestion: suggest(value, expected) }),
      ];
    }
    case 'invalid_key':
      return [finding('invalid-id', source.place(path, 'key'), { id: key, expected: idForm(path) })];
    case 'too_small': {
      const expected = issue.origin === 'array' ? `a list of at least ${issue.minimum}` : 'text';
      return [finding('wrong-type', place, { key, expected, received })];
    }
    case 'too_big':
      return [
        finding('wrong-type', place, { key, expected: `a list of at most ${issue.maximum}`, received }),
      ];
    case 'invalid_format':
      return [finding('wrong-form', place, { key, value: String(value), expected: idForm(path) })];
    case 'custom':
      return [refused(issue.params as Refusal | undefined, { key, value, received }, path, source)];
    default:
      return [finding('wrong-value', place, { key, value: received })];
  }
}

function missingKey(key: string, path: DataPath, source: Written): FileFinding {
  const where = whereOf(path, source.name);
  return finding('missing-key', source.place(path.slice(0, -1), 'key'), { key, where });
}

/** Rules about a key, not about its value. */
const OF_KEYS: ReadonlySet<RecordRuleId> = new Set([
  'unknown-key',
  'unknown-timeline-word',
  'two-timeline-words',
  'taken-key',
]);

function refused(
  { ruleId, args }: Refusal = { ruleId: 'wrong-value', args: {} },
  { key, value, received }: { key: string; value: unknown; received: string },
  path: DataPath,
  source: Written,
): FileFinding {
  const read = ruleId === 'invalid-regex' ? readRegex(String(value)) : undefined;
  const problem = read && 'problem' in read ? { problem: read.problem } : {};
  const place = source.place(path, OF_KEYS.has(ruleId) ? 'key' : 'value');
  return makeFinding(ruleId, place, { key, value: received, received, ...problem, ...args });
}

function idForm(path: DataPath): string {
  if (path[0] === 'tests' && path.length === 2) return 'one or two letters, such as `a`';
  if (path[0] === 'links') return 'lower-case letters, such as `ticket`';
  if (path[0] === 'commit') return 'the whole id of a commit, 40 or 64 hexadecimal digits';
  if (path[0] === 'prefixes') return 'capitals and digits that end with a hyphen, such as `DS-FLAKY-`';
  return 'lower-case words joined by hyphens, such as `serial-marker`';
}

function whereOf(path: DataPath, whole: string): string {
  const above = path.slice(0, -1).filter((step) => typeof step === 'string');
  return above.length === 0 ? whole : `\`${above.join('.')}\``;
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
