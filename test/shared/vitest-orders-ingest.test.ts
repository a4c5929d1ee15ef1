import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHead } from '../../src/host/ingest/run-head.ts';
import { type MeasuredFiles, measureFiles } from '../../src/host/results/result-files.ts';
import { RunReader } from '../../src/runs/merge/measure-run.ts';
import { isShared, SHARED } from '../support/shared.ts';

const SERIES = join(SHARED, 'data', 'runs', 'vitest-orders');

interface Truth {
  readonly runs: readonly {
    readonly dir: string;
    readonly runId: string;
    readonly startedAt: string;
    readonly commit: string;
    readonly branch: string;
    readonly tests: number;
    readonly passed: number;
    readonly failed: number;
    readonly errored: number;
    readonly skipped: number;
    readonly flaky: number;
    readonly unfinished: number;
  }[];
  /** A letter for each run, `.` where the test was absent. */
  readonly tests: readonly { readonly test: string; readonly sequence: string }[];
}

const isThere = isShared(join(SERIES, 'truth.json'));

const truth: Truth = isThere
  ? JSON.parse(readFileSync(join(SERIES, 'truth.json'), 'utf8'))
  : { runs: [], tests: [] };

const measurer = new RunReader('');

function measured(run: Truth['runs'][number], files: readonly string[]): Promise<MeasuredFiles> {
  const { dir, runId, startedAt, commit, branch } = run;
  const head = readHead({ run: runId, at: startedAt, commit, branch });
  return measureFiles(measurer, { head, files: files.map((file) => join(SERIES, dir, file)) }, '/');
}

const LETTERS = { failed: 'F', errored: 'E', skipped: 'S', flaky: '~', unfinished: 'U', other: '?' } as const;

describe.skipIf(!isThere)('the series vitest-orders', () => {
  it.each(truth.runs)(
    '$dir has the counts of its truth, from its JUnit file alone and with its CTRF file',
    async (run) => {
      const { tests, passed, failed, errored, skipped, flaky, unfinished } = run;
      for (const files of [['junit.xml'], ['junit.xml', 'ctrf.json'], ['ctrf.json', 'junit.xml']]) {
        const { measure, findings } = await measured(run, files);
        expect(findings).toEqual([]);
        expect(measure?.warnings).toEqual([]);
        expect(measure?.run).toMatchObject({ tests, passed, failed, errored, skipped, flaky, unfinished });
        expect(measure?.run).toMatchObject({ partial: false, setup: [], at: run.startedAt });
      }
    },
  );

  it('has the tests of its truth, with the outcome of each in each run', async () => {
    const rows = new Map<string, string[]>();
    for (const [i, run] of truth.runs.entries()) {
      const { measure } = await measured(run, ['junit.xml']);
      const outcomes = new Map(measure?.run.outcomes.map(({ test, outcome }) => [test, LETTERS[outcome]]));
      for (const test of measure?.tests ?? []) {
        const row = rows.get(test) ?? Array.from({ length: truth.runs.length }, () => '.');
        rows.set(test, row);
        row[i] = outcomes.get(test) ?? 'P';
      }
    }
    const found = [...rows].map(([test, row]) => `${test} ${row.join('')}`);
    expect(found.sort()).toEqual(truth.tests.map(({ test, sequence }) => `${test} ${sequence}`).sort());
  });
});
