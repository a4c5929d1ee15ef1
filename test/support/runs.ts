import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ListedOutcome } from '../../src/records/runs/run-history.ts';
import { monthOf, rosterPath, runMonthPath } from '../../src/records/runs/run-lines.ts';
import type { MeasuredRun, TestOutcome } from '../../src/records/runs/run-schema.ts';
import { writeRoster, writeRunMonth } from '../../src/records/runs/run-schema.ts';

const OUTCOMES: Readonly<Record<string, ListedOutcome>> = {
  F: 'failed',
  E: 'errored',
  '~': 'flaky',
  S: 'skipped',
  U: 'unfinished',
};

export interface HistoryOptions {
  /** What a failing test says in every run; its name and the number of the run unless given. */
  readonly message?: (test: string, run: number) => string;
  /** What makes a run, by its number from 0, another one than usual. */
  readonly runs?: Readonly<Record<number, Partial<MeasuredRun>>>;
}

/**
 * The files of a run history: a letter a run for each test, one run a day from January 1, 2026 at 09:00 UTC on `main`.
 * P passed, F failed, E errored, ~ passed on retry, S skipped, U without an end, a dot for a run without the test.
 */
export function historyFiles(
  suite: string,
  tests: Readonly<Record<string, string>>,
  { message = (test, run) => `${test} in ${run}`, runs = {} }: HistoryOptions = {},
): Record<string, string> {
  const files: Record<string, string> = {};
  const length = Math.max(...Object.values(tests).map((letters) => letters.length));
  const measured = Array.from({ length }, (_, i) => {
    const present = Object.keys(tests).filter((test) => (tests[test]?.[i] ?? '.') !== '.');
    const roster = sha1([...present].sort().join('\n')).slice(0, 16);
    files[rosterPath(suite, roster)] = writeRoster(present);
    const outcomes = present.sort().flatMap((test): TestOutcome[] => {
      const outcome = OUTCOMES[tests[test]?.[i] ?? ''];
      if (outcome === undefined) return [];
      const said = outcome === 'skipped' ? '' : message(test, i);
      return [{ test, outcome, attempts: outcome === 'flaky' ? 2 : 1, message: said }];
    });
    return { ...buildRun(i, present.length, outcomes), roster, ...runs[i] };
  });
  for (const [month, own] of Map.groupBy(measured, ({ at }) => monthOf(at))) {
    files[runMonthPath(suite, month)] = writeRunMonth(own);
  }
  return files;
}

function buildRun(i: number, tests: number, outcomes: readonly TestOutcome[]): Omit<MeasuredRun, 'roster'> {
  const of = (outcome: ListedOutcome) => outcomes.filter((one) => one.outcome === outcome).length;
  return {
    run: `run-${i}`,
    at: `${new Date(Date.UTC(2026, 0, 1 + i, 9)).toISOString().slice(0, 19)}Z`,
    commit: sha1(String(i)),
    branch: 'main',
    environment: '',
    url: '',
    formats: ['junit'],
    tests,
    passed: tests - outcomes.length + of('flaky'),
    flaky: of('flaky'),
    failed: of('failed'),
    errored: of('errored'),
    skipped: of('skipped'),
    other: of('other'),
    unfinished: of('unfinished'),
    partial: false,
    outcomes,
    setup: [],
  };
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

/** Writes files into a content folder. */
export function writeFiles(content: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(content, file)), { recursive: true });
    writeFileSync(join(content, file), text);
  }
}
