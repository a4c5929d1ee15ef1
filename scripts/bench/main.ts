// `npm run bench`: makes books of any size, measures what we and others make of them, says where we stand.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { judgeAims } from './aims.ts';
import { makeBook } from './book/make-book.ts';
import { changingIssue, readPatterns, writeFiles } from './book-folder.ts';
import { CommandFailure } from './measure.ts';
import { measureOurs } from './measure-ours.ts';
import { measureRival } from './measure-rival.ts';
import { type BenchOptions, readOptions, USAGE, UsageError } from './options.ts';
import type { Result } from './results.ts';
import { prepareRival, RivalMissing } from './rivals.ts';
import { formatResults } from './table.ts';

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
  try {
    for (const records of options.records)
      await measureSize(records, join(work, String(records)), options, outcome);
  } finally {
    if (options.keep) process.stderr.write(`bench: kept ${work}\n`);
    else rmSync(work, { recursive: true, force: true });
  }
  return print(options, outcome);
}

function print(options: BenchOptions, { results, notes }: Outcome): number {
  const aims = judgeAims(results);
  const machine = describeMachine();
  const { cores, cpu, memoryBytes, node } = machine;
  process.stdout.write(`${cores} cores, ${cpu}, ${Math.round(memoryBytes / 1e9)} GB, Node ${node}\n\n`);
  process.stdout.write(`${formatResults(results, aims)}\n`);
  for (const note of notes) process.stdout.write(`\nNote: ${note}\n`);
  const json = `${JSON.stringify({ machine, options, results, aims, notes }, undefined, 2)}\n`;
  if (options.json === undefined) process.stdout.write(`\n${json}`);
  else writeFileSync(options.json, json);
  return notes.some((note) => note.startsWith('flakebook')) ? 1 : 0;
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
  mkdirSync(folder, { recursive: true });
  const say = (what: string) => (step: string) =>
    void process.stderr.write(`bench: ${records} records, ${what}, ${step}\n`);
  for (const command of options.only) {
    // Each command begins with the book as it was made.
    const content = join(folder, 'content');
    rmSync(content, { recursive: true, force: true });
    writeFiles(content, files);
    const issue = changingIssue(join(content, issueFile));
    const measured = { records, folder, suite, issue, repeat: options.repeat };
    await attempt(
      `flakebook ${command}`,
      async () => results.push(...(await measureOurs(command, measured, say(command)))),
      notes,
    );
  }
  for (const name of options.against) {
    await attempt(
      name,
      async () => {
        const rival = prepareRival(name, files, join(folder, name));
        results.push(
          ...(await measureRival(rival, { records, repeat: options.repeat, issueFile }, say(rival.label))),
        );
      },
      notes,
    );
  }
}

/** What fails is told, and the rest goes on. */
async function attempt(what: string, work: () => Promise<unknown>, notes: string[]): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RivalMissing) notes.push(error.message);
    else if (error instanceof CommandFailure) notes.push(`${what} failed: ${error.message}`);
    else throw error;
  }
}
