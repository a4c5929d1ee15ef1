import { existsSync, lstatSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../../core/finding.ts';
import { RUNS_FOLDER } from '../../records/runs/run-lines.ts';
import { reasonOf } from '../content-files.ts';
import { UserError } from '../user-error.ts';

/** The months in which a suite has runs. */
export function monthsThere(content: string, suite: string): string[] {
  return partitions(content, suite, 'month')
    .filter(([folder, month]) => /^\d{4}-\d{2}$/.test(month) && existsSync(join(folder, 'runs.jsonl')))
    .map(([, month]) => month);
}

/** Folders such as `month=2026-01`, with their values. */
export function partitions(content: string, suite: string, key: string): [folder: string, value: string][] {
  const folder = join(content, RUNS_FOLDER, `suite=${suite}`);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${key}=`))
    .sort(compareText)
    .map((name) => [join(folder, name), name.slice(key.length + 1)]);
}

/** The text of a file; undefined where there is none. */
export function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Removes what killed processes left half written: under the lock, nobody is writing it any more. */
export function sweep(content: string, suite: string): void {
  for (const key of ['month', 'roster'])
    for (const [folder] of partitions(content, suite, key)) {
      const left = statSync(folder).isDirectory() ? readdirSync(folder).filter(isLeftOver) : [];
      for (const name of left) rmSync(join(folder, name), { force: true });
    }
}

function isLeftOver(name: string): boolean {
  return /^\.(?:runs|tests)\.jsonl\.\d+\.tmp$/.test(name);
}

/** With the file of the history in it; somebody else's files stay, and the folder with them. */
export function removeFolder(folder: string): void {
  try {
    for (const name of ['runs.jsonl', 'tests.jsonl']) rmSync(join(folder, name), { force: true });
    rmdirSync(folder);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOTEMPTY')
      throw new UserError(`Could not remove ${folder}: ${reasonOf(error)}.`);
  }
}

/**
 * Nothing is written through a link, which could lead out of the content folder, nor where a folder is in the way.
 * @throws UserError
 */
export function refuseObstacles(content: string, suite: string): void {
  const folder = join(content, RUNS_FOLDER);
  const inSuite = join(folder, `suite=${suite}`);
  const below = existsSync(inSuite) ? readdirSync(inSuite).map((name) => join(inSuite, name)) : [];
  const files = below.flatMap((path) => ['runs.jsonl', 'tests.jsonl'].map((name) => join(path, name)));
  for (const path of [folder, inSuite, ...below, ...files]) {
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (there?.isSymbolicLink())
      throw new UserError(
        `Remove the link ${path}: Flakebook writes the run history only inside the content folder.`,
      );
    if (there?.isDirectory() && path.endsWith('.jsonl'))
      throw new UserError(`Remove the folder ${path}: a file of the run history belongs there.`);
  }
}
