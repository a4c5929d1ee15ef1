import type { FileFinding } from '../../src/core/finding.ts';
import { readRunFile } from '../../src/records/runs/read-run-files.ts';
import type { MeasuredRun } from '../../src/records/runs/run-schema.ts';
import { writeRoster, writeRunMonth } from '../../src/records/runs/run-schema.ts';
import type { RunMeasure } from '../../src/runs/merge/measure-run.ts';
import { readLines } from '../../src/text/json/read-lines.ts';

const ROSTER = '0'.repeat(16);

export interface ReadMonth {
  readonly findings: readonly FileFinding[];
  readonly runs: readonly MeasuredRun[];
  readonly tests: readonly string[];
}

/** What the book reads where a run was written into it. */
export function readRunMonth({ run, tests }: RunMeasure): ReadMonth {
  const month = run.at.slice(0, 7);
  const lines = readLines(Buffer.from(writeRunMonth([{ ...run, roster: ROSTER }])));
  const read = readRunFile('runs.jsonl', { kind: 'runs', suite: 'shop', month }, lines);
  const names = readLines(Buffer.from(writeRoster(tests)));
  const roster = readRunFile('tests.jsonl', { kind: 'roster', suite: 'shop', roster: ROSTER }, names);
  return {
    findings: [...lines.findings, ...read.findings, ...names.findings, ...roster.findings],
    runs: read.record.kind === 'runs' ? read.record.runs : [],
    tests: roster.record.kind === 'roster' ? roster.record.tests : [],
  };
}
