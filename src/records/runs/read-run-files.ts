import type { z } from 'zod';
import type { FileFinding } from '../../core/finding.ts';
import { historyId } from '../../core/ids.ts';
import { type JsonLines, LineFindings } from '../../text/json/read-lines.ts';
import { toFindings, type Written } from '../fields/findings.ts';
import { finding } from '../rules.ts';
import type { Roster, RunMonth } from './run-history.ts';
import { monthOf, type RunPath } from './run-lines.ts';
import { isSameRun, type MeasuredRun, misplaced, rosterSchema, runSchema } from './run-schema.ts';

/** A file of the run history, typed. Lines that are wrong are findings and left out of it. */
export interface ReadRunFile<File extends RunMonth | Roster = RunMonth | Roster> {
  readonly record: File;
  /** The line of each run or test of the record. */
  readonly lines: readonly number[];
  readonly findings: readonly FileFinding[];
}

/** A line of which so much is wrong is no run. */
const MAX_OF_LINE = 50;

type Of<Kind extends RunPath['kind']> = Extract<RunPath, { kind: Kind }>;

export function readRunFile(file: string, path: RunPath, lines: JsonLines): ReadRunFile {
  return path.kind === 'runs' ? readRunMonth(file, path, lines) : readRoster(file, path, lines);
}

function readRunMonth(file: string, { suite, month }: Of<'runs'>, source: JsonLines): ReadRunFile<RunMonth> {
  const findings = new LineFindings();
  const unread: FileFinding[] = [];
  const runs: { run: MeasuredRun; line: number }[] = [];
  const known = new Map<string, MeasuredRun>();
  for (const { line, read: run } of readLines(runSchema, source, findings, unread)) {
    const twin = known.get(run.run);
    // A merge of two branches may leave one run twice.
    if (twin && isSameRun(twin, run)) continue;
    if (monthOf(run.at) !== month)
      findings.add(() => [
        finding('run-month', source.place(line, ['at']), { at: run.at, month, actual: monthOf(run.at) }),
      ]);
    known.set(run.run, run);
    runs.push({ run, line });
  }
  return {
    record: { kind: 'runs', id: historyId(suite, month), file, suite, runs: runs.map(({ run }) => run) },
    lines: runs.map(({ line }) => line),
    findings: [...findings.list(), ...unread],
  };
}

function readRoster(file: string, { suite, roster }: Of<'roster'>, source: JsonLines): ReadRunFile<Roster> {
  const findings = new LineFindings();
  const unread: FileFinding[] = [];
  const tests: string[] = [];
  const reasons: string[] = [];
  const lines: number[] = [];
  for (const { line, read } of readLines(rosterSchema, source, findings, unread)) {
    const { test, message } = read;
    if (message !== undefined) reasons.push(message);
    const args = misplaced(tests.at(-1), test);
    if (args) findings.add(() => [finding('test-order', source.place(line, ['test']), args)]);
    tests.push(test);
    lines.push(line);
  }
  const sorted = findings.isEmpty ? tests : [...new Set(tests)].sort();
  return {
    record: {
      kind: 'roster',
      id: historyId(suite, roster),
      file,
      suite,
      tests: sorted,
      reasons: reasons.length > 0 && reasons.length === sorted.length ? reasons : undefined,
    },
    lines,
    findings: [...findings.list(), ...unread],
  };
}

/** The lines that are as their schema says; of a hopeless file only those before it is given up. */
function* readLines<Schema extends z.ZodType>(
  schema: Schema,
  source: JsonLines,
  findings: LineFindings,
  unread: FileFinding[],
): Iterable<{ readonly line: number; readonly read: z.output<Schema> }> {
  for (const { line, value } of source.lines) {
    if (findings.isHopeless) {
      unread.push(finding('unread-lines', source.place(line, [])));
      return;
    }
    const result = schema.safeParse(value);
    const written: Written = { name: 'the line', place: (path, part) => source.place(line, path, part) };
    if (result.success) yield { line, read: result.data };
    else findings.add(() => toFindings(result.error.issues, value, written, schema).slice(0, MAX_OF_LINE));
  }
}
