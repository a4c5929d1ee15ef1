import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { sourceKind } from '../../src/records/check/parse-source.ts';
import { SOURCE_KINDS } from '../../src/records/fields/read-record.ts';
import { jsonSchemaOf } from '../../src/records/json-schema.ts';
import { CONTENT, readFiles } from '../support/book.ts';

const GOLDEN = join(import.meta.dirname, '../golden/book');

const validators = new Map(
  SOURCE_KINDS.map((kind) => [
    kind,
    new Ajv({ allowUnionTypes: true, strict: false }).compile(jsonSchemaOf(kind)),
  ]),
);

/** What an editor reads: YAML with its types, and lines of JSON. */
function valuesIn(file: string, text: string): unknown[] {
  if (file.endsWith('.jsonl')) return text.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []));
  return [parse(file.endsWith('.md') ? (text.split(/^---$/m)[1] ?? '') : text)];
}

test.each([
  ['of this repository', CONTENT],
  ['with every key', GOLDEN],
])('takes every record of the book %s', (_, folder) => {
  const kinds = new Set<string>();
  for (const [file, bytes] of readFiles(folder)) {
    const kind = sourceKind(file)?.kind;
    const validate = kind && validators.get(kind);
    if (!validate) continue;
    kinds.add(kind);
    for (const value of valuesIn(file, new TextDecoder().decode(bytes)))
      expect(validate(value) ? [] : [file, ...(validate.errors ?? [])]).toEqual([]);
  }
  expect(kinds).toContain('issue');
});

describe('refuses', () => {
  const [, front = ''] = readFileSync(join(GOLDEN, 'issues/BERTH-001.md'), 'utf8').split(/^---$/m);
  test.each([
    ['a list in place of the tests', { tests: [] }],
    ['a word that no timeline has', { timeline: [{ fixd: '2026-01-04' }] }],
    ['a place of the defect that is none', { locus: 'moon' }],
    ['an empty timeline', { timeline: [] }],
  ])('%s', (_, change) => {
    expect(validators.get('issue')?.({ ...parse(front), ...change })).toBe(false);
  });
});

test('every key says what it means, with an example', () => {
  for (const kind of SOURCE_KINDS)
    for (const [key, schema] of Object.entries(jsonSchemaOf(kind).properties ?? {}))
      expect([kind, key, schema]).toMatchObject([kind, key, { description: expect.any(String) }]);
});
