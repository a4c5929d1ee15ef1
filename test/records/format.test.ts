import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { FILE_SCHEMAS, MAPS, tablesIn, withTables } from '../../scripts/format-tables.ts';
import { LISTED_OUTCOMES } from '../../src/records/runs/run-history.ts';
import { rosterPath } from '../../src/records/runs/run-lines.ts';
import type { MeasuredRun } from '../../src/records/runs/run-schema.ts';
import { writeRoster, writeRunMonth } from '../../src/records/runs/run-schema.ts';
import { messageOf } from '../../src/rules/rules.ts';
import { parseMarkdown } from '../../src/text/body.ts';
import { readLines } from '../../src/text/json/read-lines.ts';
import { checkFiles, long, ROOT } from './book.ts';

const TEXT = readFileSync(join(ROOT, 'docs/format.md'), 'utf8');

/** A chapter without its examples: headings stand in them, too. */
function prose(heading: string): string {
  const [, text = ''] = TEXT.replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, '').split(`\n## ${heading}\n`);
  return text.split('\n## ', 1)[0] ?? '';
}

describe('docs/format.md', () => {
  test('has tables as the schemas say', () => {
    expect(withTables(TEXT), 'run `node scripts/write-format-docs.ts`').toBe(TEXT);
  });

  test('has a table for every map of keys', () => {
    // Other claims are those of issues, without `kind`.
    const maps = [...MAPS.keys()].filter((name) => name !== 'claim');
    expect(tablesIn(TEXT).toSorted()).toEqual([...maps, 'events', 'statuses', 'value-types'].toSorted());
  });

  test('Run history: says what each outcome means', () => {
    const rows = prose('Run history').matchAll(/^\| `(\w+)` +\| [^|]+ \|$/gm);
    expect([...rows].map(([, outcome]) => outcome)).toEqual([...LISTED_OUTCOMES]);
  });

  test('Run history: has lines as ingest writes them', () => {
    const files = new Map(
      parseMarkdown(TEXT).children.flatMap((node) =>
        node.type === 'code' && node.meta ? [[node.meta, `${node.value}\n`] as const] : [],
      ),
    );
    const [month = '', roster = ''] = [...files.keys()].filter((file) => file.startsWith('runs/'));
    const read = (file: string) => readLines(new TextEncoder().encode(files.get(file))).lines;
    const tests = read(roster).map(({ value }) => (value as { test: string }).test);
    expect(files.get(month)).toBe(writeRunMonth(read(month).map(({ value }) => value as MeasuredRun)));
    expect(files.get(roster)).toBe(writeRoster(tests));
    const id = createHash('sha1').update(tests.join('\n')).digest('hex').slice(0, 16);
    expect(roster).toBe(rosterPath('shop', id));
  });

  test('has whole files as examples, which make a sound book together', () => {
    const files = new Map(
      parseMarkdown(TEXT).children.flatMap((node) =>
        node.type === 'code' && node.meta
          ? [[node.meta, new TextEncoder().encode(`${node.value}\n`)] as const]
          : [],
      ),
    );
    expect([...files.keys()].sort()).toEqual([
      'book.yaml',
      'evidence/shop.yaml',
      'issues/SHOP-FLAKY-001.md',
      'issues/SHOP-FLAKY-002.md',
      'patterns/shared-state.md',
      'patterns/slow-disk.md',
      'references/design.yaml',
      'runs/suite=shop/month=2026-03/runs.jsonl',
      'runs/suite=shop/roster=d5dbbd8a359e2574/tests.jsonl',
      'suites/shop.md',
    ]);
    expect(checkFiles(files).map((found) => `${long(found)} ${messageOf(found)}`)).toEqual([]);
  });
});

test('docs/writing-an-entry.md shows one entry at two times, each of them sound', () => {
  const stages = parseMarkdown(readFileSync(join(ROOT, 'docs/writing-an-entry.md'), 'utf8')).children.flatMap(
    (node) => (node.type === 'code' && node.meta ? [[node.meta, `${node.value}\n`] as const] : []),
  );
  expect(stages.map(([file]) => file)).toEqual(Array(2).fill('issues/SHOP-FLAKY-001.md'));
  for (const [file, text] of stages) {
    const book = {
      'book.yaml': 'title: Book\nprefixes: [{ prefix: SHOP-FLAKY-, suite: shop }]\n',
      'suites/shop.md': '---\ntitle: Shop\nsize: [{ date: 2026-03-01, tests: 9 }]\n---\n',
      'patterns/async-wait.md': '---\ntitle: Async wait\nsummary: One\n---\n',
      [file]: text,
    };
    const files = new Map(Object.entries(book).map(([path, own]) => [path, new TextEncoder().encode(own)]));
    expect(checkFiles(files).map((found) => `${long(found)} ${messageOf(found)}`)).toEqual([]);
  }
});

const FIELDS = [...MAPS].flatMap(([map, shape]) =>
  Object.entries(shape).map(([key, schema]) => [`${map}.${key}`, schema] as const),
);

describe('every key of a record', () => {
  test.each(FIELDS)('%s says what it means, with an example that it takes', (_, schema) => {
    const { description = '', examples } = z.globalRegistry.get(schema) ?? {};
    expect(description).toMatch(/^[A-Z`].*\.$/s);
    expect(examples).toEqual([expect.anything(), ...(Array.isArray(examples) ? examples.slice(1) : [])]);
    for (const example of Array.isArray(examples) ? examples : [])
      expect(z.safeParse(schema, example).error?.issues).toBeUndefined();
  });
});

/** All schemas of properties within a JSON Schema, each with its path. */
function propertiesOf(schema: unknown, path = ''): [string, unknown][] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => [
    ...(key === 'properties'
      ? Object.entries(value).map(([name, one]): [string, unknown] => [`${path}/${name}`, one])
      : []),
    ...propertiesOf(value, `${path}/${key}`),
  ]);
}

describe('a JSON Schema', () => {
  test.each(Object.entries(FILE_SCHEMAS))('of %s describes every property', (_, schema) => {
    const properties = propertiesOf(z.toJSONSchema(schema, { io: 'input' }));
    expect(properties.length).toBeGreaterThan(0);
    expect(properties.filter(([, one]) => !Object.hasOwn(Object(one), 'description'))).toEqual([]);
  });
});
