import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRuleId, messageOf, RULES } from '../../src/rules/rules.ts';
import { assemble } from '../support/assemble.ts';
import { DOCUMENT_BOOK, drawnDocument } from '../support/documents.ts';
import { type BookExample, EXAMPLE_BOOK } from '../support/example-book.ts';
import { type Files, readFolder } from './book.ts';

const SOUND = readFolder('content');
const BROKEN = readFolder('test/fixtures/broken-book');
const RUNS = readFolder('test/fixtures/broken-runs');
const TEXTS = [...SOUND, ...BROKEN, ...RUNS].map(([file, bytes]) => ({
  file,
  text: new TextDecoder().decode(bytes),
}));

/** A test of flaky tests must not be one: the same cases each time. */
const SEED = 20_260_104;

/** What tends to break a format. */
const SPLINTERS = [
  '---\n',
  ': ',
  ' #',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '```',
  '\n',
  '\t',
  '&a ',
  '*a',
  '!!x ',
  '`',
  '<b>',
  '\0',
  '\ufeff',
  'DS-FLAKY-00',
  '../',
  '|',
  '2026-02-30',
  '__proto__',
  'same: DS-FLAKY-001',
  ', ',
  '\r',
];

interface Change {
  readonly at: number;
  readonly length: number;
  readonly put: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(200)),
  put: fc.oneof(fc.constantFrom(...SPLINTERS), fc.constant(''), fc.string({ unit: 'binary', maxLength: 5 })),
});

function mutate(text: string, changes: readonly Change[]): string {
  return changes.reduce((now, { at, length, put }) => {
    const start = Math.floor(at * now.length);
    return now.slice(0, start) + put + now.slice(start + length);
  }, text);
}

/** A book can be assembled, and every finding has a rule, a place in its file and words. */
function expectSoundFindings(files: Files): void {
  for (const finding of assemble(files).findings) {
    const { ruleId, place, file } = finding;
    const message = messageOf(finding);
    expect(isRuleId(ruleId), ruleId).toBe(true);
    expect(place.start.line).toBeGreaterThanOrEqual(1);
    expect(place.start.column).toBeGreaterThanOrEqual(1);
    const lines = new TextDecoder().decode(files.get(file)).split(/\r\n?|\n/).length;
    expect(place.end.line).toBeLessThanOrEqual(lines + 1);
    expect(place.end.line * 1e6 + place.end.column).toBeGreaterThanOrEqual(
      place.start.line * 1e6 + place.start.column,
    );
    expect(message).toMatch(/^[A-Z`“\d].*: \S/su);
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message).not.toMatch(/undefined|\[object/);
  }
}

const encode = (text: string) => new TextEncoder().encode(text);
const filesOf = (book: BookExample): Files =>
  new Map(Object.entries(book).map(([file, text]) => [file, typeof text === 'string' ? encode(text) : text]));
const example = filesOf(EXAMPLE_BOOK);
const documentBook = filesOf(DOCUMENT_BOOK);
const file = fc.constantFrom(
  'book.yaml',
  'issues/DS-FLAKY-001.md',
  'patterns/x.md',
  'suites/data-storage.md',
  'references/x.yaml',
  'runs/suite=data-storage/month=2026-01/runs.jsonl',
  'runs/suite=data-storage/roster=0123456789abcdef/tests.jsonl',
  'issues/.md',
  'x',
  'issues/a/b.md',
  '__proto__',
  'issues/__proto__.md',
);

describe('assembling never throws, and finds by known rules only', () => {
  test('whatever the bytes of a file', () => {
    fc.assert(
      fc.property(file, fc.uint8Array({ maxLength: 300 }), (name, bytes) =>
        expectSoundFindings(new Map([...example, [name, bytes]])),
      ),
      { numRuns: 300, seed: SEED },
    );
  });

  test('whatever the keys and values of a record', () => {
    fc.assert(
      fc.property(drawnDocument, ({ file: name, text }) =>
        expectSoundFindings(new Map([...documentBook, [name, encode(text)]])),
      ),
      { numRuns: 500, seed: SEED },
    );
  });

  test('whatever is deleted from a record, put into it or swapped', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TEXTS),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        ({ file: name, text }, changes) => {
          expectSoundFindings(
            new Map([
              ...example,
              ['patterns/async-wait.md', SOUND.get('patterns/async-wait.md') ?? encode('')],
              [name, encode(mutate(text, changes))],
            ]),
          );
        },
      ),
      { numRuns: 500, seed: SEED },
    );
  });

  test('whatever the date of reading', () => {
    for (const asOf of ['0001-01-01', '2026-01-04', '9999-12-31', '2026-01-04T00:00Z']) {
      expect(() => assemble(BROKEN, asOf)).not.toThrow();
    }
    expect(Object.keys(RULES).length).toBeGreaterThan(50);
  });

  test('for no files at all', () => {
    expect(assemble(new Map())).toMatchObject({ findings: [], asOf: '1970-01-01' });
  });
});
