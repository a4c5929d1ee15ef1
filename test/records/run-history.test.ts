import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkExample } from '../../scripts/rules/example-kinds.ts';
import { monthOf, rosterPath, runMonthPath } from '../../src/records/runs/run-lines.ts';
import type { MeasuredRun } from '../../src/records/runs/run-schema.ts';
import { writeRoster, writeRunMonth } from '../../src/records/runs/run-schema.ts';
import { messageOf, severityOf } from '../../src/rules/rules.ts';
import { assemble } from '../support/assemble.ts';
import { MONTH_FILE, ROSTER_FILE, runFiles, runLine } from '../support/example-book.ts';
import { arbitraryRun } from '../text/arbitrary-runs.ts';
import { check, type Files } from './book.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const SUITE = ['suites/shop.md', encode('---\ntitle: Shop\n---\n')] as const;

/** A book with these runs, each with a roster of its own. */
function bookOf(runs: readonly MeasuredRun[]): Files {
  const files = new Map<string, Uint8Array>([['book.yaml', encode('title: Book\n')], SUITE]);
  for (const [month, own] of Map.groupBy(runs, ({ at }) => monthOf(at)))
    files.set(runMonthPath('shop', month), encode(writeRunMonth(own)));
  for (const { roster, tests } of runs)
    files.set(
      rosterPath('shop', roster),
      encode(writeRoster(Array.from({ length: tests }, (_, i) => `${i}`))),
    );
  return files;
}

describe('the run history of a suite', () => {
  test('is what was written, in the order of time', () => {
    fc.assert(
      fc.property(fc.uniqueArray(arbitraryRun(), { maxLength: 5, selector: ({ run }) => run }), (given) => {
        const runs = given.map((run, i) => ({ ...run, url: '', roster: `${i}`.padStart(16, '0') }));
        const { runs: histories, findings } = assemble(bookOf(runs));
        expect(findings.filter((finding) => severityOf(finding) === 'error')).toEqual([]);
        const read = histories.get('shop')?.runs ?? [];
        expect(new Map(read.map((run) => [run.run, run]))).toEqual(
          new Map(runs.map((run) => [run.run, run])),
        );
        expect(read.map(({ at }) => at)).toEqual(runs.map(({ at }) => at).sort());
      }),
    );
  });

  test('is absent where nothing was measured', () => {
    expect(assemble(bookOf([])).runs.size).toBe(0);
  });

  test('dates the book', () => {
    const files = new Map([SUITE, [MONTH_FILE.replace('data-storage', 'shop'), encode(runLine())] as const]);
    expect(assemble(files).asOf).toBe('2026-01-05');
  });

  test('may hold a run in which no test was reached', () => {
    const none = { tests: 0, passed: 0, failed: 0, outcomes: [], setup: [{ suite: 'build', message: 'no' }] };
    expect(check({ ...runFiles(runLine(none)), [ROSTER_FILE]: '' })).toEqual([]);
  });

  test('knows when a roster was cut off between two lines', () => {
    expect(check({ ...runFiles(runLine()), [ROSTER_FILE]: '' })).toEqual([`${MONTH_FILE}:1:1 run-counts`]);
  });

  test.each([
    ['are no JSON', 'x\n'],
    ['are no runs', '{"run":"ci-1","runs":[]}\n'],
  ])('that is something else altogether is soon told: all its lines %s', (_, line) => {
    const found = checkExample(runFiles(line.repeat(5000)));
    expect(found.length).toBeLessThan(110);
    expect(found.map(messageOf).join('\n')).toMatch(/, and \d{4} more of this kind/);
  });

  test.each([
    ['lists', `{"run":"x","a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['maps', `{"run":"x","a":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}}`],
    ['lists without an end', `{"run":"x","a":${'['.repeat(200_000)}`],
    ['keys', `{${Array.from({ length: 50_000 }, (_, i) => `"k${i}":1`).join(',')}}`],
  ])('bears a line of very many %s', (_, line) => {
    const found = checkExample(runFiles(`${line}\n${runLine()}`));
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ file, place }) => `${file}:${place.start.line}`))).toEqual(
      new Set([`${MONTH_FILE}:1`]),
    );
  });

  test('names no other record by what a test is called', () => {
    const outcomes = [
      { test: 'DS-FLAKY-404', outcome: 'failed', attempts: 1, message: '{{suite.nothing}} [x](../gone.md)' },
    ];
    expect(check(runFiles(runLine({ outcomes })))).toEqual([]);
  });
});
