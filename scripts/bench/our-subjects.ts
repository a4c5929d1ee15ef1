import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ChangingIssue, ROOT } from './book-folder.ts';
import type { CommandName } from './options.ts';
import type { Step } from './results.ts';
import { clearScratch, type Subject, scratchFolder } from './subject.ts';

/** Where a book lies. */
export interface BookPlace {
  /** A folder of its own, with `content/` in it. */
  readonly folder: string;
  /** The suite that a report is made of. */
  readonly suite: string;
  readonly issue: ChangingIssue;
}

/** One command of ours: cold, with nothing changed, and after each kind of change. */
export function ourSubject(command: CommandName, place: BookPlace): Subject {
  const { folder, issue } = place;
  const prepare: Readonly<Record<Step, () => void>> = {
    cold: () => clearCaches(folder),
    unchanged: () => undefined,
    'edited prose': () => issue.editProse(),
    'new entry': () => issue.addEntry(),
  };
  return {
    tool: 'flakebook',
    command,
    steps: ['cold', 'unchanged', 'edited prose', 'new entry'],
    run: {
      program: process.execPath,
      args: [join(ROOT, 'bin/flakebook.js'), ...argumentsOf(command, place)],
      cwd: folder,
      env: { ...scratchFolder(folder), FLAKEBOOK_CACHE: join(folder, 'astro') },
    },
    prepare: (step) => prepare[step](),
  };
}

function argumentsOf(command: CommandName, { folder, suite }: BookPlace): string[] {
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
  for (const name of ['dist', 'astro', 'report.md'])
    rmSync(join(folder, name), { recursive: true, force: true });
  clearScratch(folder);
}
