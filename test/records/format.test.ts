import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { EVENTS, STATUSES } from '../../src/core/status.ts';
import { bookSchema, DEFAULT_BOOK } from '../../src/records/book/book.ts';
import { evidenceSchema } from '../../src/records/evidence/evidence.ts';
import { issueSchemaFor } from '../../src/records/issue/issue.ts';
import { patternSchema } from '../../src/records/pattern/pattern.ts';
import { referencesSchema } from '../../src/records/reference/reference.ts';
import { LISTED_OUTCOMES } from '../../src/records/runs/run-history.ts';
import { rosterPath, writeRoster, writeRunMonth } from '../../src/records/runs/run-lines.ts';
import { type MeasuredRun, runSchema } from '../../src/records/runs/run-schema.ts';
import { suiteSchemaFor } from '../../src/records/suite/suite.ts';
import { messageOf } from '../../src/rules/rules.ts';
import { parseMarkdown } from '../../src/text/body.ts';
import { readLines } from '../../src/text/json/read-lines.ts';
import { checkFiles, long, ROOT } from './book.ts';

const TEXT = readFileSync(join(ROOT, 'docs/format.md'), 'utf8');

/** All keys of the maps that a schema knows, at any depth. */
function keysOf(schema: z.core.$ZodType): string[] {
  const def = schema._zod.def as unknown as Record<string, unknown>;
  const inner = ['innerType', 'element', 'valueType', 'in'].flatMap((part) => {
    const child = def[part];
    return typeof child === 'object' && child !== null && '_zod' in child
      ? keysOf(child as z.core.$ZodType)
      : [];
  });
  const shape = (def.shape ?? {}) as Record<string, z.core.$ZodType>;
  return [...inner, ...Object.entries(shape).flatMap(([key, child]) => [key, ...keysOf(child)])];
}

/** A chapter without its examples: headings stand in them, too. */
function prose(heading: string): string {
  const [, text = ''] = TEXT.replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, '').split(`\n## ${heading}\n`);
  return text.split('\n## ', 1)[0] ?? '';
}

describe('docs/format.md', () => {
  test.each([
    ['Issues', issueSchemaFor(DEFAULT_BOOK)],
    ['Suites', suiteSchemaFor(DEFAULT_BOOK)],
    ['Patterns', patternSchema],
    ['References', referencesSchema],
    ['Evidence', evidenceSchema],
    ['Run history', runSchema],
    ['The book', bookSchema],
  ] as const)('%s: names every key', (heading, schema) => {
    const keys = new Set(keysOf(schema));
    const text = heading === 'Suites' ? prose('Suites') + prose('Issues') : prose(heading);
    expect(keys.size).toBeGreaterThan(5);
    expect([...keys].filter((key) => !text.includes(`\`${key}\``))).toEqual([]);
  });

  test.each(Object.entries({ ...STATUSES, ...EVENTS }))('timeline: %s with its details', (word, meaning) => {
    const rows = prose('Issues')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const row = rows.find((cells) => cells[1] === `\`${word}\``) ?? [];
    const details = row.at(-2) ?? '';
    expect([...details.matchAll(/\*\*`(\w+)`\*\*/g)].map((match) => match[1]).sort()).toEqual(
      [...meaning.required].sort(),
    );
    const all = [...meaning.required, ...meaning.allowed];
    expect([...details.matchAll(/`(\w+)`/g)].map((match) => match[1]).sort()).toEqual(all.sort());
    if ('group' in meaning) expect(row[2]).toBe(meaning.group);
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
