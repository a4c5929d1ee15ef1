import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareText } from '../../src/core/finding.ts';
import { readRunPath, rosterPath, runMonthPath } from '../../src/records/runs/run-lines.ts';
import { writeRoster, writeRunMonth } from '../../src/records/runs/run-schema.ts';
import { readLines } from '../../src/text/json/read-lines.ts';
import { arbitraryRun } from './arbitrary-runs.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readLines(encode(text));
const runs = fc.uniqueArray(arbitraryRun(), { maxLength: 6, selector: ({ run }) => run });

test('empty lines at the end of a file are harmless', () => {
  const { lines, findings } = read('{"test":"a"}\r\n{ "test" : "b" }\n\n  \r\n');
  expect(lines.map(({ line }) => line)).toEqual([1, 2]);
  expect(findings).toEqual([]);
});

describe('the paths of the run history', () => {
  test('name a suite and a month', () => {
    const path = runMonthPath('shop', '2026-01');
    expect(path).toBe('runs/suite=shop/month=2026-01/runs.jsonl');
    expect(readRunPath(path)).toEqual({ kind: 'runs', suite: 'shop', month: '2026-01' });
  });

  test('name a suite and a roster', () => {
    const path = rosterPath('shop', '0123456789abcdef');
    expect(path).toBe('runs/suite=shop/roster=0123456789abcdef/tests.jsonl');
    expect(readRunPath(path)).toEqual({ kind: 'roster', suite: 'shop', roster: '0123456789abcdef' });
  });

  test.each([
    'runs/shop/2026-01.jsonl',
    'runs/suite=/month=2026-01/runs.jsonl',
    'runs/suite=shop/month=2026-13/runs.jsonl',
    'runs/suite=shop/month=2026-01/runs.json',
    'runs/suite=shop/month=2026-01/deeper/runs.jsonl',
    'runs/suite=shop/roster=0123/tests.jsonl',
    'runs/suite=shop/roster=0123456789ABCDEF/tests.jsonl',
    'runs/suite=shop/roster=0123456789abcdef/runs.jsonl',
    'issues/suite=shop/month=2026-01/runs.jsonl',
  ])('are not %s', (file) => {
    expect(readRunPath(file)).toBeUndefined();
  });

  test.each(['', 'a/b', '../shop', 'a/month=2026-01/runs.jsonl#'])('refuse the suite %j', (suite) => {
    expect(() => runMonthPath(suite, '2026-01')).toThrow(RangeError);
  });

  test.each(['2026', '2026-01-05', '../..'])('refuse the month %j', (month) => {
    expect(() => runMonthPath('shop', month)).toThrow(RangeError);
  });
});

describe('a month of runs', () => {
  test('reads back as it was written', () => {
    fc.assert(
      fc.property(runs, (given) => {
        const { lines, findings } = read(writeRunMonth(given));
        expect(findings).toEqual([]);
        const sorted = given.toSorted((a, b) => compareText(a.at, b.at) || compareText(a.run, b.run));
        expect(lines.map(({ value }) => value)).toEqual(sorted);
      }),
    );
  });

  test('has the same bytes whatever the order of the runs', () => {
    fc.assert(
      fc.property(
        runs.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        ([given, shuffled]) => {
          expect(writeRunMonth(shuffled)).toBe(writeRunMonth(given));
        },
      ),
    );
  });

  test('has one line a run, and nothing that looks like the end of one', () => {
    fc.assert(
      fc.property(runs, (given) => {
        const text = writeRunMonth(given);
        expect(text.split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(given.length + 1);
        expect(new TextDecoder().decode(encode(text))).toBe(text);
      }),
    );
  });
});

describe('a roster', () => {
  test('has each test once, in code point order', () => {
    expect(writeRoster(['b', 'a', 'B', 'a'])).toBe('{"test":"B"}\n{"test":"a"}\n{"test":"b"}\n');
  });

  test('reads back as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (tests) => {
        const { lines } = read(writeRoster(tests));
        expect(lines.map(({ value }) => (value as { test: string }).test)).toEqual(
          [...new Set(tests)].sort(),
        );
      }),
    );
  });
});

describe('a broken line', () => {
  const good = '{"a":1}';

  test.each([
    ['{"a":1', 'cut-off', 7, 7],
    ['{"a":"x', 'cut-off', 8, 8],
    ['{"a":1}{"b":2}', 'second', 8, 15],
    ['{"a":1} x', 'second', 9, 10],
    ['{"a":1,}', 'no-json', 8, 9],
    ['{"a":"\t"}', 'no-json', 7, 8],
    ['nope', 'no-json', 1, 5],
    ['[1]', 'no-json', 1, 4],
    ['"text"', 'no-json', 1, 7],
    ['null', 'no-json', 1, 5],
    ['  ', 'empty', 1, 1],
  ])('%j is a finding at its place and hides no other', (broken, problem, from, to) => {
    const { lines, findings } = read(`${good}\n${broken}\n${good}\n`);
    expect(lines).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 3, value: { a: 1 } },
    ]);
    expect(findings).toEqual([
      {
        ruleId: 'json-line',
        place: { start: { line: 2, column: from }, end: { line: 2, column: to } },
        args: { problem },
      },
    ]);
  });

  test('that marks a conflict is one finding for all of them, and both sides are read', () => {
    const { lines, findings } = read(`<<<<<<< HEAD\n${good}\n=======\n${good}\n>>>>>>> theirs\n${good}\n`);
    expect(lines.map(({ line }) => line)).toEqual([2, 4, 6]);
    expect(findings).toMatchObject([
      { ruleId: 'conflict-markers', place: { start: { line: 1, column: 1 } } },
    ]);
  });

  test('of bytes that are no text is a finding at its place and hides no other', () => {
    const bytes = new Uint8Array([...encode(`${good}\n{"a":"`), 0xff, 0xfe, ...encode(`"}\n${good}\n`)]);
    const { lines, findings } = readLines(bytes);
    expect(lines.map(({ line }) => line)).toEqual([1, 3]);
    expect(findings).toMatchObject([{ ruleId: 'not-utf8', place: { start: { line: 2, column: 7 } } }]);
  });

  test('may be the last one, which a killed write left behind', () => {
    const { lines, findings } = read(`${good}\n{"run":"ci-2","at":"2026-`);
    expect(lines).toHaveLength(1);
    expect(findings).toMatchObject([{ ruleId: 'json-line', args: { problem: 'cut-off' } }]);
  });
});

describe('lines', () => {
  test.each([
    ['nothing behind the last one', '{"a":1}\n{"a":2}'],
    ['an empty last one', '{"a":1}\n{"a":2}\n'],
    ['Windows ends', '{"a":1}\r\n{"a":2}\r\n'],
  ])('with %s are read', (_, text) => {
    const { lines, findings } = read(text);
    expect(lines.map(({ value }) => value)).toEqual([{ a: 1 }, { a: 2 }]);
    expect(findings).toEqual([]);
  });

  test('behind a byte order mark are read, and the mark is a finding', () => {
    const { lines, findings } = read('\ufeff{"a":1}\n');
    expect(lines).toHaveLength(1);
    expect(findings).toMatchObject([{ ruleId: 'byte-order-mark' }]);
  });

  test('of more than 256 MiB are not read', () => {
    const { lines, findings } = readLines(new Uint8Array(256 * 1024 * 1024 + 1));
    expect(lines).toEqual([]);
    expect(findings).toMatchObject([{ ruleId: 'file-too-large', args: { limit: 268_435_456 } }]);
  });

  test('in UTF-16 are not read', () => {
    const { lines, findings } = readLines(new Uint8Array([0xff, 0xfe, 0x7b, 0]));
    expect(lines).toEqual([]);
    expect(findings).toMatchObject([{ ruleId: 'not-utf8' }]);
  });

  test('keep keys that reach a prototype elsewhere as plain keys', () => {
    const { lines } = read('{"__proto__":{"polluted":true},"constructor":1}\n');
    expect(Object.keys(lines[0]?.value ?? {})).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('have a place for each of their parts', () => {
    const { place } = read('{"a":1}\n{"run":"ci-1","outcomes":[{"test":"x"}]}\n');
    expect(place(2, ['outcomes', 0, 'test']).start).toEqual({ line: 2, column: 35 });
    expect(place(2, ['run'], 'key').start).toEqual({ line: 2, column: 2 });
    expect(place(2, []).end).toEqual({ line: 2, column: 41 });
  });
});
