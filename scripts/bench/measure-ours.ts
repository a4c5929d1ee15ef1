import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ChangingIssue, ROOT } from './book-folder.ts';
import { type Measured, measure } from './measure.ts';
import type { CommandName } from './options.ts';
import { type Result, type Step, summarize } from './results.ts';

/** Where a book lies and what is measured of it. */
export interface Bench {
  readonly records: number;
  /** A folder of its own, with `content/` in it. */
  readonly folder: string;
  /** The suite that a report is made of. */
  readonly suite: string;
  readonly issue: ChangingIssue;
  readonly repeat: number;
}

/** Measures one command: cold, with nothing changed, and after each kind of change. */
export async function measureOurs(
  command: CommandName,
  bench: Bench,
  say: (step: Step) => void,
): Promise<Result[]> {
  const { folder, records, repeat, issue } = bench;
  const run = (): Promise<Measured> =>
    measure({
      program: process.execPath,
      args: [join(ROOT, 'bin/flakebook.js'), ...argumentsOf(command, bench)],
      cwd: folder,
      env: { NODE_COMPILE_CACHE: join(folder, 'compiled') },
    });
  const prepare: Readonly<Record<Step, () => void>> = {
    cold: () => clearCaches(folder),
    unchanged: () => undefined,
    'edited prose': () => issue.editProse(),
    'new entry': () => issue.addEntry(),
  };
  const results: Result[] = [];
  for (const step of ['cold', 'unchanged', 'edited prose', 'new entry'] as const) {
    say(step);
    const runs: Measured[] = [];
    for (let i = 0; i < repeat; i += 1) {
      prepare[step]();
      await pause();
      runs.push(await run());
    }
    results.push({ records, tool: 'flakebook', command, step, runs, median: summarize(runs) });
  }
  return results;
}

/** A file written in the same moment as the run before is read again to be sure: nobody edits that fast. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 120));
}

function argumentsOf(command: CommandName, { folder, suite }: Bench): string[] {
  const content = ['--content', join(folder, 'content')];
  switch (command) {
    case 'check':
      return ['check', ...content];
    case 'report':
      return ['report', ...content, '--suite', suite, '--out', join(folder, 'report.md')];
    case 'docs':
    case 'site':
      return ['build', `--${command}`, ...content, '--out', join(folder, 'dist')];
  }
}

/** As after a fresh clone: no record, page, block of code or compiled module is kept. */
function clearCaches(folder: string): void {
  // Flakebook keeps its cache in the `node_modules` next to the content.
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['dist', 'compiled', 'report.md'])
    rmSync(join(folder, name), { recursive: true, force: true });
}
