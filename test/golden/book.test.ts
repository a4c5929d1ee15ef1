import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import { EVENTS, STATUSES } from '../../src/core/status.ts';
import { SECTION_HEADINGS } from '../../src/records/body/section.ts';
import { bookSchema, toBook } from '../../src/records/book/book.ts';
import { evidenceSchema } from '../../src/records/evidence/evidence.ts';
import { issueSchemaFor } from '../../src/records/issue/issue.ts';
import { DETAILS } from '../../src/records/issue/timeline.ts';
import { patternSchema } from '../../src/records/pattern/pattern.ts';
import { referencesSchema } from '../../src/records/reference/reference.ts';
import { rosterSchema, runSchema } from '../../src/records/runs/run-schema.ts';
import { suiteSchemaFor } from '../../src/records/suite/suite.ts';
import { GOLDEN, readFolder } from './make.ts';

/** A book that leaves out a key would not show what becomes of it. */
const files = readFolder(join(GOLDEN, 'book'));
const book = toBook(bookSchema.parse(parseYaml(files.get('book.yaml') ?? '')));

const KINDS: Readonly<Record<string, { schema: z.ZodType; records: readonly unknown[] }>> = {
  book: { schema: bookSchema, records: recordsOf(/^book\.yaml$/) },
  issue: { schema: issueSchemaFor(book), records: recordsOf(/^issues\//) },
  suite: { schema: suiteSchemaFor(book), records: recordsOf(/^suites\//) },
  pattern: { schema: patternSchema, records: recordsOf(/^patterns\//) },
  references: { schema: referencesSchema, records: recordsOf(/^references\//) },
  evidence: { schema: evidenceSchema, records: recordsOf(/^evidence\//) },
  run: { schema: runSchema, records: recordsOf(/^runs\/.*\/runs\.jsonl$/) },
  roster: { schema: rosterSchema, records: recordsOf(/^runs\/.*\/tests\.jsonl$/) },
};

describe('the golden book has every key and word', () => {
  it.each(Object.keys(KINDS))('%s', (kind) => {
    const { schema, records } = KINDS[kind] ?? { schema: bookSchema, records: [] };
    const met = new Set(records.flatMap((record) => wordsMet(schema, record, kind)).map(ofAnyClaim));
    expect(wordsOf(schema, kind).filter((word) => !met.has(ofAnyClaim(word)))).toEqual([]);
  });

  it('timeline', () => {
    const met = new Set(timelines().flatMap(Object.keys));
    const words = [...Object.keys({ ...STATUSES, ...EVENTS }), ...Object.keys(DETAILS), 'as-listed'];
    expect(words.filter((word) => !met.has(word))).toEqual([]);
  });

  it('current status', () => {
    const last = recordsOf(/^issues\//).map((record) =>
      timelineOf(record)
        .flatMap((entry) => Object.keys(entry).filter((key) => key in STATUSES))
        .at(-1),
    );
    expect(Object.keys(STATUSES).filter((word) => !last.includes(word))).toEqual([]);
  });

  it('heading', () => {
    const headings = [...files.values()].flatMap((text) => text.match(/^## .*$/gm) ?? []);
    const wanted = [
      ...Object.values(SECTION_HEADINGS).filter((heading) => heading !== SECTION_HEADINGS.run),
      ...['Symptom: a', 'Root cause: c', 'Evidence: b', 'Fix: own-queues', 'Run: before-anything'],
    ];
    expect(wanted.filter((heading) => !headings.includes(`## ${heading}`))).toEqual([]);
  });
});

/** What is claimed of issues, references and runs has one form, and no run has a digest. */
function ofAnyClaim(word: string): string {
  return word.replace(/^evidence\.(?:issues\.\*|references\.\*|runs)\.\*/, 'evidence.claim');
}

function recordsOf(path: RegExp): unknown[] {
  return [...files].flatMap(([file, text]): unknown[] => {
    if (!path.test(file)) return [];
    if (file.endsWith('.jsonl'))
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    return [parseYaml(file.endsWith('.md') ? (text.split(/^---$/m)[1] ?? '') : text)];
  });
}

/** Each value is text, as records are read. */
function parseYaml(text: string): unknown {
  return parse(text, { schema: 'failsafe' });
}

function timelines(): Record<string, unknown>[] {
  return recordsOf(/^issues\//).flatMap(timelineOf);
}

function timelineOf(record: unknown): Record<string, unknown>[] {
  return (record as { timeline: Record<string, unknown>[] }).timeline;
}

/** The parts of a schema: what is optional or has a default is what stands in it; ids and letters are one key. */
function partsOf(schema: z.core.$ZodType): {
  keys?: [string, z.core.$ZodType][];
  each?: z.core.$ZodType;
  words?: string[];
} {
  const { def } = (schema as z.ZodType)._zod;
  switch (def.type) {
    case 'optional':
    case 'default':
      return partsOf((def as z.core.$ZodOptionalDef).innerType);
    case 'pipe':
      return partsOf((def as z.core.$ZodPipeDef).in);
    case 'object':
      return { keys: Object.entries((def as z.core.$ZodObjectDef).shape) };
    case 'array':
      return { each: (def as z.core.$ZodArrayDef).element };
    case 'record':
      return { each: (def as z.core.$ZodRecordDef).valueType };
    case 'enum':
      return { words: Object.values((def as z.core.$ZodEnumDef).entries).map(String) };
    default:
      return {};
  }
}

function wordsOf(schema: z.core.$ZodType, path: string): string[] {
  const { keys = [], each, words = [] } = partsOf(schema);
  return [
    ...keys.flatMap(([key, inner]) => [`${path}.${key}`, ...wordsOf(inner, `${path}.${key}`)]),
    ...(each ? [`${path}.*`, ...wordsOf(each, `${path}.*`)] : []),
    ...words.map((word) => `${path} = ${word}`),
  ];
}

function wordsMet(schema: z.core.$ZodType, value: unknown, path: string): string[] {
  const { keys = [], each, words } = partsOf(schema);
  if (words) return [`${path} = ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  const values = Object.values(value);
  if (each && values.length > 0)
    return [`${path}.*`, ...values.flatMap((one) => wordsMet(each, one, `${path}.*`))];
  return keys.flatMap(([key, inner]) =>
    Object.hasOwn(value, key)
      ? [`${path}.${key}`, ...wordsMet(inner, Reflect.get(value, key), `${path}.${key}`)]
      : [],
  );
}
