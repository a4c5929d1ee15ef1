import type { z } from 'zod';
import type { Found } from '../../model/finding.ts';
import type { MeasuredRun, Roster, RunMonth } from '../../model/run-history.ts';
import type { JsonLine, JsonLines } from '../../source/json/read-lines.ts';
import { monthOf, type RunPath } from '../../source/run-lines.ts';
import { toFindings } from '../findings.ts';
import { misplaced, rosterSchema, runSchema } from './run-schema.ts';

/** A file of the run history, typed. Lines that are wrong are findings and left out of it. */
export interface ReadRunFile<File extends RunMonth | Roster = RunMonth | Roster> {
  readonly record: File;
  /** The line of each run or test of the record. */
  readonly lines: readonly number[];
  readonly findings: readonly Found[];
}

type Of<Kind extends RunPath['kind']> = Extract<RunPath, { kind: Kind }>;

export function readRunFile(file: string, path: RunPath, lines: JsonLines): ReadRunFile {
  return path.kind === 'runs' ? readRunMonth(file, path, lines) : readRoster(file, path, lines);
}

function readRunMonth(file: string, { suite, month }: Of<'runs'>, source: JsonLines): ReadRunFile<RunMonth> {
  const findings: Found[] = [];
  const runs: { run: MeasuredRun; line: number }[] = [];
  const known = new Map<string, MeasuredRun>();
  for (const { line, value } of source.lines) {
    const run = readLine(runSchema, { line, value }, source, findings);
    // A merge of two branches may leave one run twice.
    if (!run || isSame(known.get(run.run), run)) continue;
    if (monthOf(run.at) !== month)
      findings.push({
        ruleId: 'run-month',
        place: source.place(line, ['at']),
        args: { run: run.run, at: run.at, month, actual: monthOf(run.at) },
      });
    known.set(run.run, run);
    runs.push({ run, line });
  }
  return {
    record: { kind: 'runs', id: `${suite}/${month}`, file, suite, runs: runs.map(({ run }) => run) },
    lines: runs.map(({ line }) => line),
    findings,
  };
}

function readRoster(file: string, { suite, roster }: Of<'roster'>, source: JsonLines): ReadRunFile<Roster> {
  const findings: Found[] = [];
  const tests: string[] = [];
  const lines: number[] = [];
  for (const { line, value } of source.lines) {
    const test = readLine(rosterSchema, { line, value }, source, findings)?.test;
    if (test === undefined) continue;
    const args = misplaced(tests.at(-1), test);
    if (args) findings.push({ ruleId: 'test-order', place: source.place(line, ['test']), args });
    tests.push(test);
    lines.push(line);
  }
  const sorted = findings.length === 0 ? tests : [...new Set(tests)].sort();
  return {
    record: { kind: 'roster', id: `${suite}/${roster}`, file, suite, tests: sorted },
    lines,
    findings,
  };
}

function readLine<Schema extends z.ZodType>(
  schema: Schema,
  { line, value }: JsonLine,
  source: JsonLines,
  findings: Found[],
): z.output<Schema> | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  findings.push(
    ...toFindings(result.error.issues, value, {
      name: 'the line',
      place: (path, part) => source.place(line, path, part),
    }),
  );
  return undefined;
}

/** Read by one schema, equal runs have their keys in the same order. */
function isSame(a: MeasuredRun | undefined, b: MeasuredRun): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
