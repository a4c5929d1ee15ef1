import type { z } from 'zod';
import type { FindingArgs, Found } from '../../core/finding.ts';
import type { Place } from '../../core/place.ts';
import type { DataPath } from '../../text/yaml.ts';
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
export function toFindings(issues: readonly Issue[], data: unknown, source: Written): Found[] {
  return issues.flatMap((issue) => toFound(issue, issue.path as DataPath, data, source));
}

function toFound(issue: Issue, path: DataPath, data: unknown, source: Written): Found[] {
  const key = String(path.findLast((step) => typeof step === 'string') ?? '');
  const at = (ruleId: string, args: Found['args'], part: 'key' | 'value' = 'value'): Found[] => [
    { ruleId, place: source.place(path, part), args },
  ];
  const value = valueAt(data, path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const expected = JSON.parse(issue.message) as string[];
      return issue.keys.map((unknown) => ({
        ruleId: 'unknown-key',
        place: source.place([...path, unknown], 'key'),
        args: { key: unknown, expected, ...suggestion(unknown, expected) },
      }));
    }
    case 'invalid_type':
      if (value === undefined) {
        return [
          {
            ruleId: 'missing-key',
            place: source.place(path.slice(0, -1), 'key'),
            args: { key, where: whereOf(path, source.name) },
          },
        ];
      }
      return at('wrong-type', { key, expected: nameOf(issue.expected), received: describe(value) });
    case 'invalid_value': {
      if (value === undefined) {
        return [
          {
            ruleId: 'missing-key',
            place: source.place(path.slice(0, -1), 'key'),
            args: { key, where: whereOf(path, source.name) },
          },
        ];
      }
      if (typeof value !== 'string' || value === '')
        return at('wrong-type', { key, expected: 'text', received: describe(value) });
      const expected = issue.values.map(String);
      return at('unknown-value', { key, value, expected, ...suggestion(value, expected) });
    }
    case 'invalid_key':
      return at('invalid-id', { id: key, expected: idForm(path) }, 'key');
    case 'too_small':
      return at('wrong-type', {
        key,
        expected: issue.origin === 'array' ? `a list of at least ${issue.minimum}` : 'text',
        received: describe(value),
      });
    case 'invalid_format':
      return at('wrong-form', { key, value: String(value), expected: idForm(path) });
    case 'custom': {
      const params = (issue.params ?? {}) as { ruleId?: string; args?: Record<string, string | string[]> };
      const ruleId = params.ruleId ?? 'wrong-value';
      const part =
        ruleId === 'unknown-key' || ruleId === 'unknown-timeline-word' || ruleId === 'two-timeline-words'
          ? 'key'
          : 'value';
      const read = ruleId === 'invalid-regex' ? readRegex(String(value)) : undefined;
      const problem: FindingArgs = read && 'problem' in read ? { problem: read.problem } : {};
      return at(ruleId, { key, value: describe(value), ...problem, ...params.args }, part);
    }
    default:
      return at('wrong-value', { key, value: describe(value) });
  }
}

function suggestion(word: string, expected: readonly string[]): { suggestion?: string } {
  const near = suggest(word, expected);
  return near === undefined ? {} : { suggestion: near };
}

function idForm(path: DataPath): string {
  if (path[0] === 'tests' && path.length === 2) return 'one letter, such as `a`';
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
