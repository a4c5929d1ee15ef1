import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BOOK } from '../../src/records/book/book.ts';
import { checkFile } from '../../src/records/check/check-file.ts';
import { formatRecord, isFormatted } from '../../src/records/check/format-record.ts';
import { sourceKind } from '../../src/records/check/parse-source.ts';
import { jsonSchemaOf } from '../../src/records/json-schema.ts';
import { hasErrors } from '../../src/rules/rules.ts';
import { GOLDEN, readFolder } from '../golden/make.ts';

const RECORDS = [...readFolder(`${GOLDEN}/book`)].flatMap(([file, text]) => {
  const kind = sourceKind(file)?.kind;
  return kind !== undefined && isFormatted(kind) ? [{ file, kind, text }] : [];
});

/** What a file says, read as all commands read it. */
function read(file: string, text: string): unknown {
  const { record, tree, findings } = checkFile(file, new TextEncoder().encode(text), DEFAULT_BOOK);
  const withoutPlaces = (key: string, value: unknown) =>
    /^(?:position|place|line)$/.test(key) ? undefined : value;
  const rules = findings.map(({ ruleId }) => ruleId).sort();
  return JSON.parse(JSON.stringify({ record, tree, rules }, withoutPlaces));
}

/** The front matter, or the whole of a YAML file. */
const yamlOf = (text: string) => /^---[ \t]*\r?\n([\s\S]*?\n)---[ \t]*\r?(?:\n|$)/.exec(text)?.[1] ?? text;

const commentsIn = (text: string) =>
  yamlOf(text)
    .match(/^\s*#.*\S/gm)
    ?.map((line) => line.trim())
    .sort() ?? [];

/** `fmt` leaves a record with an error as it is. */
const isSound = (file: string, text: string) =>
  !hasErrors(checkFile(file, new TextEncoder().encode(text), DEFAULT_BOOK).findings);

/** The stretches of a front matter or a YAML file that begin with a key of the first level or the comment above it. */
function sectionsOf(yaml: string): string[] {
  return yaml.split(/^(?=#.*\n(?:#.*\n)*\w|(?<!^#.*\n)\w)/m);
}

function shuffled(text: string, order: readonly number[]): string {
  const [, head = '', yaml = text, rest = ''] = /^(---\n)([\s\S]*?\n)(---\n[\s\S]*)$/.exec(text) ?? [];
  const sections = sectionsOf(yaml);
  const sorted = sections
    .map((section, i) => ({ section, at: order[i % order.length] ?? 0 }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ section }) => section);
  return head + sorted.join('') + rest;
}

const record = fc.constantFrom(...RECORDS);
const order = fc.array(fc.nat(), { minLength: 8, maxLength: 20 });

describe('fmt', () => {
  test('never changes what a record says, nor loses a comment, and does nothing the second time', () => {
    const mess = fc.constantFrom(
      (text: string) => text,
      (text: string) => text.replace(/^- /gm, '* '),
      (text: string) => text.replace(/^## (.+)$/gm, '$1\n---'),
      (text: string) => text.replace(/\n\n/g, '\n\n\n\n'),
      (text: string) => text.replace(/(\S)\n/g, '$1 \n'),
      (text: string) => text.replace(/(\S)\n/g, '$1  \n'),
      (text: string) => `${text}\n\n* a\n+ b\n\n1. c\n   * d\n`,
      (text: string) => text.replaceAll('\n', '\r\n'),
      (text: string) => text.trimEnd(),
    );
    fc.assert(
      fc.property(record, order, fc.array(mess, { maxLength: 3 }), ({ file, kind, text }, keys, steps) => {
        const written = steps.reduce((before, step) => step(before), shuffled(text, keys));
        const formatted = formatRecord(kind, written);
        if (formatted === undefined) return;
        expect(read(file, formatted)).toEqual(read(file, written));
        expect(commentsIn(formatted)).toEqual(commentsIn(written));
        expect(formatRecord(kind, formatted)).toBe(formatted);
      }),
      { numRuns: 80 },
    );
  });

  test('says the same of any body', () => {
    const piece = fc.oneof(
      fc.string({
        unit: fc.constantFrom('*', '-', '+', '#', '=', ' ', '\n', '`', '>', '1', '.', 'a', '|', '\t'),
      }),
      fc.constantFrom('```\n', '    ', '\n\n', '* a\n', '+ b\n', '===\n', '---\n', '<!-- x -->\n', '  \n'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const written = `---\ntitle: One\nsuite: shop\ntests: {}\ntimeline:\n  - open: 2026-01-04\n---\n${pieces.join('')}`;
        fc.pre(isSound('issues/A-1.md', written));
        const formatted = formatRecord('issue', written) ?? '';
        expect(read('issues/A-1.md', formatted)).toEqual(read('issues/A-1.md', written));
        expect(formatRecord('issue', formatted)).toBe(formatted);
      }),
      { numRuns: 300 },
    );
  });

  test('brings shuffled keys back into the order of the schema', () => {
    fc.assert(
      fc.property(record, order, ({ kind, text }, keys) => {
        const formatted = formatRecord(kind, shuffled(text, keys)) ?? '';
        const known = Object.keys(jsonSchemaOf(kind).properties ?? {});
        const places = [...yamlOf(formatted).matchAll(/^(\w+):/gm)].map(([, key = '']) => known.indexOf(key));
        const own = places.filter((place) => place !== -1);
        expect(own).toEqual(own.toSorted((a, b) => a - b));
      }),
      { numRuns: 40 },
    );
  });

  test('has one style', () => {
    const written = `---
# What breaks.
suite: shop
# The title
title: Cart
squad: red
timeline: # dates
  - open: 2026-01-04
tests: {}


---
Symptom
=======

* one
* two\t
`;
    expect(formatRecord('issue', written)).toBe(
      `---
# The title
title: Cart
squad: red
# What breaks.
suite: shop
tests: {}


timeline: # dates
  - open: 2026-01-04
---

# Symptom

- one
- two
`,
    );
  });

  test('leaves the line by which editors find a schema where it is, and a broken file alone', () => {
    const head = '# yaml-language-server: $schema=x.json\n';
    expect(formatRecord('book', `${head}prefixes: []\ntitle: A\n`)).toBe(`${head}title: A\nprefixes: []\n`);
    expect(formatRecord('issue', '---\ntitle: [\n---\n')).toBeUndefined();
    expect(formatRecord('issue', 'no front matter\n')).toBeUndefined();
  });
});
