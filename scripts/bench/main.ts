// `npm run bench`: makes books of any size, measures what we and others make of them, says where we stand.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { judgeAims } from './aims.ts';
import { makeBook } from './book/make-book.ts';
import { changingIssue, readPatterns, writeFiles } from './book-folder.ts';
import { measureRounds } from './measure-rounds.ts';
import { type BenchOptions, readOptions, USAGE, UsageError } from './options.ts';
import { ourSubject } from './our-subjects.ts';
import type { Result } from './results.ts';
import { RivalMissing, rivalSubject } from './rivals.ts';
import { benchRuns, type HistoryOutcome, TESTS_A_RUN } from './runs/bench-runs.ts';
import { formatHistory, formatResults } from './table.ts';

/** What a run gave: figures, and why some are missing. */
interface Outcome {
  readonly results: Result[];
  readonly notes: string[];
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options) return await bench(options);
    process.stdout.write(`${USAGE}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`bench: ${error.message}\n`);
    return 2;
  }
}

async function bench(options: BenchOptions): Promise<number> {
  const work = mkdtempSync(join(tmpdir(), 'flakebook-bench-'));
  const outcome: Outcome = { results: [], notes: [] };
  const [load = 0] = loadavg();
  if (load > availableParallelism() / 2) {
    outcome.notes.push(`others were at work on this machine (a load of ${load.toFixed(1)} at the start)`);
  }
  const tidy = (): void => {
    if (options.keep) process.stderr.write(`bench: kept ${work}\n`);
    else rmSync(work, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      tidy();
      process.exit(2);
    });
  }
  try {
    if (options.runs !== undefined)
      return printHistory(
        options,
        await benchRuns(join(work, 'runs'), { runs: options.runs, tests: TESTS_A_RUN }),
      );
    for (const records of options.records) {
      await measureSize(records, join(work, String(records)), options, outcome);
    }
  } finally {
    tidy();
  }
  return print(options, outcome);
}

function print(options: BenchOptions, { results, notes }: Outcome): number {
  const aims = judgeAims(results);
  return printFigures(options, formatResults(results, aims), { results, aims, notes });
}

function printHistory(options: BenchOptions, { steps, aims, notes }: HistoryOutcome): number {
  return printFigures(options, formatHistory(steps, aims), { steps, aims, notes });
}

function printFigures(
  options: BenchOptions,
  table: string,
  figures: { readonly notes: readonly string[]; readonly [figure: string]: unknown },
): number {
  const machine = describeMachine();
  const { cores, cpu, memoryBytes, node } = machine;
  process.stdout.write(`${cores} cores, ${cpu}, ${Math.round(memoryBytes / 1e9)} GB, Node ${node}\n\n`);
  process.stdout.write(`${table}\n`);
  for (const note of figures.notes) process.stdout.write(`\nNote: ${note}\n`);
  const json = `${JSON.stringify({ machine, options, ...figures }, undefined, 2)}\n`;
  if (options.json === undefined) process.stdout.write(`\n${json}`);
  else writeFileSync(options.json, json);
  return figures.notes.some((note) => note.startsWith('flakebook')) ? 1 : 0;
}

function describeMachine() {
  const cpu = cpus()[0]?.model ?? 'unknown processor';
  return {
    cores: availableParallelism(),
    cpu,
    memoryBytes: totalmem(),
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
  };
}

async function measureSize(
  records: number,
  folder: string,
  options: BenchOptions,
  { results, notes }: Outcome,
) {
  const files = makeBook(records, readPatterns());
  const issueFiles = [...files.keys()].filter((file) => file.startsWith('issues/'));
  const issueFile = issueFiles[Math.floor(issueFiles.length / 2)] as string;
  const suite = /^suite: (.*)$/m.exec(files.get(issueFile) ?? '')?.[1] ?? '';
  writeFiles(join(folder, 'content'), files);
  const issue = changingIssue(join(folder, 'content', issueFile));
  const subjects = options.only.map((command) => ourSubject(command, { folder, suite, issue }));
  for (const name of options.against) {
    try {
      subjects.push(rivalSubject(name, files, issueFile, join(folder, name)));
    } catch (error) {
      if (!(error instanceof RivalMissing)) throw error;
      notes.push(error.message);
    }
  }
  results.push(...(await measureRounds(subjects, { records, repeat: options.repeat }, notes)));
}
