import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { DamagedHistory, storeRuns } from '../../src/host/ingest/run-store.ts';
import type { Stored } from '../../src/records/runs/ingested.ts';
import type { RunMeasure } from '../../src/runs/merge/measure-run.ts';
import { hashesOf } from '../cli/run.ts';

const SUITE = 'shop';
const JANUARY = `runs/suite=${SUITE}/month=2026-01/runs.jsonl`;
const FEBRUARY = `runs/suite=${SUITE}/month=2026-02/runs.jsonl`;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function contentFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flakebook-ingest-'));
  folders.push(folder);
  return folder;
}

/** A run of tests of which the first failed. */
function measure(run: string, at: string, tests: readonly string[], message = 'no'): RunMeasure {
  const [first = 'a'] = tests;
  return {
    run: {
      run,
      at,
      commit: 'abc1234',
      branch: '',
      environment: '',
      url: '',
      formats: ['junit'],
      tests: tests.length,
      passed: tests.length - 1,
      flaky: 0,
      failed: 1,
      errored: 0,
      skipped: 0,
      other: 0,
      unfinished: 0,
      partial: false,
      outcomes: [{ test: first, outcome: 'failed', attempts: 1, message }],
      setup: [],
    },
    tests,
    warnings: [],
  };
}

const ONE = measure('1', '2026-01-05T09:00:00Z', ['a', 'b']);
const TWO = measure('2', '2026-01-06T09:00:00Z', ['a', 'b', 'c']);
const THREE = measure('3', '2026-02-01T00:00:00Z', ['a', 'b']);

function store(content: string, runs: readonly RunMeasure[], mayReplace = false): Stored[] {
  return storeRuns(content, SUITE, runs, mayReplace).map(({ outcome }) => outcome);
}

describe('the run history', () => {
  it('has a line for each run, by time, and each roster once', () => {
    const content = contentFolder();
    expect(store(content, [THREE, TWO, ONE])).toEqual(['added', 'added', 'added']);
    const lines = readFileSync(join(content, JANUARY), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).run)).toEqual(['1', '2']);
    const roster = createHash('sha1').update('a\nb').digest('hex').slice(0, 16);
    expect(Object.keys(hashesOf(content))).toHaveLength(4);
    expect(readFileSync(join(content, `runs/suite=${SUITE}/roster=${roster}/tests.jsonl`), 'utf8')).toBe(
      '{"test":"a"}\n{"test":"b"}\n',
    );
  });

  it('tells of a file whose tests are gone since the run before, of its branch and environment', () => {
    const content = contentFolder();
    const lost = (
      run: string,
      day: string,
      tests: readonly string[],
      more: Partial<RunMeasure['run']> = {},
    ) => {
      const one = measure(run, `2026-${day}T09:00:00Z`, tests);
      return storeRuns(content, SUITE, [{ ...one, run: { ...one.run, ...more } }], false)[0]?.lost;
    };
    const all = ['a.ts :: one', 'a.ts :: two', 'b.ts :: three'];
    expect(lost('1', '01-05', all)).toBeUndefined();
    expect(lost('2', '01-06', ['a.ts :: one', 'a.ts :: two'])).toEqual({ before: 3, scopes: ['b.ts'] });
    expect(lost('3', '01-07', ['a.ts :: one'])).toBeUndefined();
    expect(lost('4', '02-01', all)).toBeUndefined();
    expect(lost('5', '02-02', ['b.ts :: three'], { environment: 'windows' })).toBeUndefined();
    expect(lost('6', '02-02', ['b.ts :: three'], { branch: 'other' })).toBeUndefined();
    expect(lost('7', '02-02', ['c.ts :: one', 'c.ts :: two', 'c.ts :: three'])).toBeUndefined();
    expect(lost('8', '02-03', ['c.ts :: one', 'c.ts :: two'])).toBeUndefined();
    expect(lost('9', '03-01', ['d.ts :: one'])).toEqual({ before: 2, scopes: ['c.ts'] });
  });

  it('does not write what is there', () => {
    const content = contentFolder();
    store(content, [ONE]);
    const before = hashesOf(content);
    expect(store(content, [ONE, ONE])).toEqual(['there', 'there']);
    expect(hashesOf(content)).toEqual(before);
  });

  it('keeps the first of two runs with one id, in whatever month', () => {
    const content = contentFolder();
    store(content, [ONE]);
    const before = hashesOf(content);
    const other = measure('1', '2026-02-05T09:00:00Z', ['a']);
    expect(store(content, [other])).toEqual(['conflict']);
    expect(hashesOf(content)).toEqual(before);
    expect(store(content, [TWO, { ...TWO, run: { ...TWO.run, commit: 'other' } }])).toEqual([
      'added',
      'conflict',
    ]);
  });

  it('replaces a run when it is asked to, with its roster, as if the first had never been', () => {
    const content = contentFolder();
    store(content, [ONE, TWO]);
    const other = measure('2', '2026-02-05T09:00:00Z', ['x']);
    expect(store(content, [other], true)).toEqual(['replaced']);
    const fresh = contentFolder();
    store(fresh, [other, ONE]);
    expect(hashesOf(content)).toEqual(hashesOf(fresh));
    expect(store(content, [measure('1', '2026-02-05T09:00:00Z', ['x'])], true)).toEqual(['replaced']);
    expect(Object.keys(hashesOf(content)).sort()).toContain(FEBRUARY);
    expect(Object.keys(hashesOf(content))).not.toContain(JANUARY);
  });

  it('mends what was left by somebody who was killed while replacing', () => {
    const content = contentFolder();
    store(content, [ONE, TWO]);
    const left = readFileSync(join(content, JANUARY), 'utf8');
    const moved = measure('1', '2026-02-05T09:00:00Z', ['a', 'b']);
    store(content, [moved], true);
    writeFileSync(join(content, JANUARY), left);
    writeFileSync(join(content, `runs/suite=${SUITE}/month=2026-01/.runs.jsonl.4711.tmp`), '{"run":');
    expect(store(content, [moved])).toEqual(['conflict']);
    expect(store(content, [moved], true)).toEqual(['replaced']);
    const fresh = contentFolder();
    store(fresh, [TWO, moved]);
    expect(hashesOf(content)).toEqual(hashesOf(fresh));
  });

  it('has no month that names a roster which could not be written', () => {
    const content = contentFolder();
    const roster = createHash('sha1').update('a\nb').digest('hex').slice(0, 16);
    mkdirSync(join(content, `runs/suite=${SUITE}`), { recursive: true });
    writeFileSync(join(content, `runs/suite=${SUITE}/roster=${roster}`), 'in the way');
    expect(() => store(content, [ONE])).toThrow();
    expect(Object.keys(hashesOf(content))).toEqual([`runs/suite=${SUITE}/roster=${roster}`]);
  });

  it('leaves what somebody else put into the folder of a month that it removes', () => {
    const content = contentFolder();
    store(content, [ONE]);
    const note = `runs/suite=${SUITE}/month=2026-01/README.md`;
    writeFileSync(join(content, note), 'Ours.\n');
    expect(store(content, [measure('1', '2026-02-05T09:00:00Z', ['a', 'b'])], true)).toEqual(['replaced']);
    expect(Object.keys(hashesOf(content))).toContain(note);
    expect(Object.keys(hashesOf(content))).not.toContain(JANUARY);
  });

  it('writes a roster anew that went missing or was damaged', () => {
    const content = contentFolder();
    store(content, [ONE]);
    const before = hashesOf(content);
    const roster = Object.keys(before).find((file) => file.includes('roster=')) as string;
    appendFileSync(join(content, roster), '{"test":"z"}\n');
    store(content, [ONE]);
    expect(hashesOf(content)).toEqual(before);
    rmSync(join(content, roster));
    store(content, [ONE]);
    expect(hashesOf(content)).toEqual(before);
  });

  it.each([
    ['a broken line', '{"run":"9","at":\n', ':3:17: '],
    ['a conflict of git', '<<<<<<< HEAD\n', ':3:1: '],
    ['a wrong type', '{"run":9}\n', ':3:8: '],
  ])('adds nothing to a month with %s, and says where it is', (_, line, place) => {
    const content = contentFolder();
    store(content, [ONE, TWO]);
    appendFileSync(join(content, JANUARY), line);
    const before = hashesOf(content);
    expect(() => store(content, [measure('4', '2026-01-07T00:00:00Z', ['x'])])).toThrow(DamagedHistory);
    expect(() => store(content, [measure('4', '2026-01-07T00:00:00Z', ['x'])])).toThrow(
      new RegExp(`${JANUARY}${place}.*[^.]\\. Nothing was added: `),
    );
    expect(hashesOf(content)).toEqual(before);
  });

  it('takes lines in any order and form, and writes them in its own', () => {
    const content = contentFolder();
    store(content, [ONE, TWO]);
    const before = hashesOf(content);
    const lines = readFileSync(join(content, JANUARY), 'utf8').trimEnd().split('\n');
    const other = lines.map((line) =>
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line)).reverse())),
    );
    writeFileSync(join(content, JANUARY), [...other.toReversed(), ...lines].join('\r\n'));
    expect(store(content, [ONE, THREE])).toEqual(['there', 'added']);
    store(content, [measure('4', '2026-01-07T00:00:00Z', ['a', 'b'])]);
    const fresh = contentFolder();
    store(fresh, [ONE, TWO, THREE, measure('4', '2026-01-07T00:00:00Z', ['a', 'b'])]);
    expect(hashesOf(content)).toEqual(hashesOf(fresh));
    expect(Object.keys(before)).toContain(JANUARY);
  });

  it('names a folder that stands where a file should be', () => {
    const content = contentFolder();
    mkdirSync(join(content, JANUARY), { recursive: true });
    expect(() => store(content, [ONE])).toThrow(/Remove .*month=2026-01\/runs\.jsonl: a plain file/);
  });

  it.each([
    ['the folder', 'runs'],
    ['a suite', `runs/suite=${SUITE}`],
    ['a month', `runs/suite=${SUITE}/month=2026-01`],
  ])('never writes through a link: %s', (_, link) => {
    const content = contentFolder();
    const outside = contentFolder();
    mkdirSync(join(content, link, '..'), { recursive: true });
    symlinkSync(outside, join(content, link));
    expect(() => store(content, [ONE])).toThrow(/Remove the link/);
    expect(hashesOf(outside)).toEqual({});
  });

  it('is the same whatever the order, the batches and the repetitions', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', '__proto__', '<b>', 'x\u2028y'), {
      minLength: 1,
    });
    const moment = fc.integer({ min: 0, max: 120 }).map((hours) => {
      const date = new Date(Date.UTC(2026, 0, 29) + hours * 3_600_000);
      return `${date.toISOString().slice(0, 19)}Z`;
    });
    const runs = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z"\\]{1,2}$/), moment, names, fc.string()), {
      selector: ([run]) => run,
      minLength: 1,
      maxLength: 6,
    });
    const order = fc.array(fc.nat({ max: 5 }), { maxLength: 8 });
    fc.assert(
      fc.property(runs, order, fc.integer({ min: 1, max: 4 }), (some, picks, size) => {
        const measures = some.map(([run, at, tests, message]) =>
          measure(run, at, tests.toSorted(), message.toWellFormed()),
        );
        const plain = contentFolder();
        store(plain, measures);
        const other = contentFolder();
        const sequence = [
          ...picks.map((pick) => measures[pick % measures.length] as RunMeasure),
          ...measures.toReversed(),
        ];
        for (let i = 0; i < sequence.length; i += size) store(other, sequence.slice(i, i + size));
        expect(hashesOf(other)).toEqual(hashesOf(plain));
      }),
      { numRuns: 40 },
    );
  });
});
