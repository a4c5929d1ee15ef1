import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Jobs } from '../../src/host/pool.ts';
import { dayOf, type Files } from './book.ts';
import type { MadeRun } from './history.ts';
import type { Command } from './measure.ts';

/** One tool doing one thing to one book, in steps that follow each other. */
export interface Subject {
  /** As shown: our name, or a rival's with its version. */
  readonly tool: string;
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly name: string;
  readonly command: Command;
  /** Brings about what the step says, before it is measured. */
  prepare?(): void;
}

/** What our commands are measured on. */
export interface Bench {
  /** The unpacked package. */
  readonly program: string;
  /** Holds a folder for each subject, and the `history` that their books get. */
  readonly work: string;
  /** The book that is built, and the one with errors, which is only checked. */
  readonly sound: Files;
  readonly faulty: Files;
  /** The suite with the history, and an issue of it that is edited. */
  readonly suite: string;
  readonly issueFile: string;
  /** A result file with failures that issues know. */
  readonly failures: string;
  readonly manifest: string;
  readonly last: MadeRun;
}

export const COMMANDS = ['start', 'check', 'docs', 'report', 'site', 'match', 'ingest'] as const;
export type CommandName = (typeof COMMANDS)[number];

export function ourSubject(name: CommandName, bench: Bench): Subject {
  const folder = join(bench.work, name);
  mkdirSync(folder, { recursive: true });
  if (name === 'start') return { tool: 'flakebook', name, steps: startSteps(folder, bench) };
  writeFiles(join(folder, 'content'), name === 'check' ? bench.faulty : bench.sound);
  const steps = name === 'ingest' ? ingestSteps(folder, bench) : bookSteps(name, folder, bench);
  return { tool: 'flakebook', name, steps };
}

function flakebook({ program }: Bench, folder: string, ...args: readonly string[]): Command {
  return { args: [join(program, 'bin/flakebook.js'), ...args], cwd: folder, env: scratch(folder) };
}

/** Starting takes some hundredths of a second, and the clock of the CPU ticks in hundredths: so many times in a row. */
const STARTS = 20;

function startSteps(folder: string, bench: Bench): Step[] {
  const version = flakebook(bench, folder, '--version');
  const worker = JSON.stringify(join(bench.program, 'lib/worker.js'));
  const job = 'readFiles' satisfies keyof Jobs;
  const load = `import(${worker}).then((jobs) => jobs.${job}({ content: '', files: [], book: {} }))`;
  return [
    { name: 'node -e 0', command: { ...version, args: ['-e', '0'], times: STARTS } },
    { name: '--version', command: { ...version, times: STARTS } },
    { name: 'load the checker', command: { ...version, args: ['-e', load], times: STARTS } },
  ];
}

function ingestSteps(folder: string, bench: Bench): Step[] {
  const { run, at, commit, branch, files } = bench.last;
  const one = ['--run', run, '--at', at, '--commit', commit, '--branch', branch];
  const path = join(dirname(bench.manifest), files[0]);
  const ingest = (...args: readonly string[]) =>
    flakebook(bench, folder, 'ingest', '--suite', bench.suite, ...args);
  return [
    {
      name: 'whole history',
      command: ingest('--manifest', bench.manifest),
      prepare: () => rmSync(join(folder, 'content/runs'), { recursive: true, force: true }),
    },
    { name: 'one more run', command: ingest(...one, path) },
  ];
}

function bookSteps(name: Exclude<CommandName, 'start' | 'ingest'>, folder: string, bench: Bench): Step[] {
  cpSync(join(bench.work, 'history'), join(folder, 'content/runs'), { recursive: true });
  const report = ['report', '--suite', bench.suite, '--out', 'report.md'];
  const command = {
    check: { ...flakebook(bench, folder, 'check'), mayFind: true },
    docs: flakebook(bench, folder, 'build', '--docs'),
    report: flakebook(bench, folder, ...report),
    match: { ...flakebook(bench, folder, 'match', bench.failures), mayFind: true },
    site: flakebook(bench, folder, 'build', '--site'),
  }[name];
  const { editProse, addEntry } = editor(join(folder, 'content', bench.issueFile));
  const warm = [
    { name: 'unchanged', command },
    { name: 'edited prose', command, prepare: editProse },
    { name: 'new entry', command, prepare: addEntry },
  ];
  // As after a fresh clone: no record, page, block of code or compiled module is kept.
  const forget = (): void => {
    for (const kept of ['node_modules', 'dist', 'report.md', 'tmp'])
      rmSync(join(folder, kept), { recursive: true, force: true });
    // Flakebook keeps its cache in the `node_modules` next to the content.
    for (const wanted of ['node_modules', 'tmp']) mkdirSync(join(folder, wanted));
  };
  return [{ name: 'cold', command, prepare: forget }, ...(name === 'match' ? warm.slice(0, 1) : warm)];
}

/** Node keeps things from run to run: in a folder of this book, so that a cold run does not find them. */
export function scratch(folder: string): Readonly<Record<string, string | undefined>> {
  mkdirSync(join(folder, 'tmp'), { recursive: true });
  return {
    TMPDIR: join(folder, 'tmp'),
    NODE_COMPILE_CACHE: undefined,
  };
}

export function writeFiles(folder: string, files: Files): void {
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

/** The first day after all that a book holds, in days from 2024-01-01. */
const FIRST_NEW_DAY = 731;

/** Changes one issue again and again, as its author would. */
export function editor(path: string): { editProse(): void; addEntry(): void } {
  let edits = 0;
  const write = (from: RegExp, to: string): void => {
    const text = readFileSync(path, 'utf8');
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${path} has no place for a change`);
    writeFileSync(path, changed);
    edits += 1;
  };
  return {
    editProse: () =>
      write(/\n## Evidence\n(?:\nSeen \d+ .*\n)?/, `\n## Evidence\n\nSeen ${edits + 2} more times.\n`),
    // The whole book is read as of another date then.
    addEntry: () => write(/\n---\n\n## /, `\n  - seen: ${dayOf(FIRST_NEW_DAY + edits)}\n---\n\n## `),
  };
}
