// `npm run bench`: makes books of any size, measures what we and others make of them, says where we stand.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBook } from './book.ts';
import { writeFailures, writeHistory } from './history.ts';
import { AIMS, formatResults, judge, type Result } from './judge.ts';
import { CommandFailure, type Measured, measure } from './measure.ts';
import { type Options, readOptions, USAGE, UsageError } from './options.ts';
import { unpackPackage } from './package.ts';
import { RivalMissing, rivalSubject } from './rivals.ts';
import { type Bench, ourSubject, type Step, type Subject, writeFiles } from './subjects.ts';

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

async function bench(options: Options): Promise<number> {
  const work = mkdtempSync(join(tmpdir(), 'flakebook-bench-'));
  process.once('exit', () => {
    if (options.keep) process.stderr.write(`bench: kept ${work}\n`);
    else rmSync(work, { recursive: true, force: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(2));
  const program = unpackPackage();
  const results: Result[] = [];
  const notes: string[] = [];
  for (const records of options.records) {
    const subjects = makeSubjects(program, records, join(work, String(records)), options, notes);
    results.push(...(await measureRounds(await subjects, records, options.rounds, notes)));
  }
  const machine = `${availableParallelism()} processors, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`;
  process.stdout.write(`${machine}\n\n${formatResults(results)}`);
  for (const note of notes) process.stdout.write(`\nNote: ${note}\n`);
  const aims = AIMS.flatMap((aim) => judge(aim, results) ?? []);
  const figures = JSON.stringify({ machine, options, results, aims, notes }, undefined, 2);
  if (options.json !== undefined) writeFileSync(options.json, `${figures}\n`);
  return notes.some((note) => note.startsWith('flakebook')) ? 1 : 0;
}

async function makeSubjects(
  program: string,
  records: number,
  work: string,
  { only, against, runs, tests }: Options,
  notes: string[],
): Promise<Subject[]> {
  const { files: sound, tests: known } = makeBook(records, 'warnings');
  const suite = known[0]?.suite ?? '';
  const own = known.filter((test) => test.suite === suite);
  process.stderr.write(`bench: ${records} records, ${runs} runs of ${tests} tests\n`);
  const { manifest, last } = writeHistory(join(work, 'results'), own.slice(0, tests), { runs, tests });
  const failures = join(work, 'failures.xml');
  writeFailures(failures, known, Math.ceil(records / 2));
  const issueFile = own[Math.floor(own.length / 2)]?.issueFile ?? '';
  const { files: faulty } = makeBook(records, 'errors');
  const place: Bench = { program, work, sound, faulty, suite, issueFile, failures, manifest, last };
  await ingestHistory(place);
  const subjects = only.map((name) => ourSubject(name, place));
  for (const name of against) {
    try {
      subjects.push(rivalSubject(name, sound, issueFile, join(work, name)));
    } catch (error) {
      if (!(error instanceof RivalMissing)) throw error;
      notes.push(error.message);
    }
  }
  return subjects;
}

/** The history that all books get, made by our own command. */
async function ingestHistory({ program, work, suite, manifest, sound }: Bench): Promise<void> {
  const content = join(work, 'history-book/content');
  writeFiles(content, new Map([...sound].filter(([file]) => /^book|^suites/.test(file))));
  const args = [join(program, 'bin/flakebook.js'), 'ingest', '--suite', suite, '--manifest', manifest];
  await measure({ args, cwd: join(content, '..') });
  renameSync(join(content, 'runs'), join(work, 'history'));
}

/**
 * Measures each step of each subject once a round: what else the machine does then falls on all of them alike. A subject
 * that fails is noted and left out.
 */
async function measureRounds(
  subjects: readonly Subject[],
  records: number,
  count: number,
  notes: string[],
): Promise<Result[]> {
  const results = new Map<Step, Result & { readonly rounds: Measured[] }>();
  let left = subjects;
  for (let round = 1; round <= count; round += 1) {
    for (const subject of left) {
      const { tool, name, steps } = subject;
      try {
        for (const step of steps) {
          process.stderr.write(`bench: ${records} records, round ${round}, ${tool} ${name}, ${step.name}\n`);
          step.prepare?.();
          await pause();
          const result = results.get(step) ?? { records, tool, name, step: step.name, rounds: [] };
          result.rounds.push(await measure(step.command));
          results.set(step, result);
        }
      } catch (error) {
        if (!(error instanceof CommandFailure)) throw error;
        notes.push(`${tool} ${name} failed: ${error.message}`);
        for (const step of steps) results.delete(step);
        left = left.filter((each) => each !== subject);
      }
    }
  }
  return [...results.values()];
}

/** A file written in the same moment as the run before is read again to be sure: nobody edits that fast. */
function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 120));
}
