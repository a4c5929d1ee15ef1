import { join } from 'node:path';
import { RUNS_FOLDER } from '../../records/runs/run-lines.ts';
import { openGit, repositoryAround } from '../git/git.ts';
import { UserError } from '../user-error.ts';

/** A line that belongs into a file of git's. */
export interface AttributeLine {
  readonly file: string;
  readonly line: string;
}

/**
 * The line with which git keeps the runs of two branches that both added some, where it is missing; undefined where git
 * has it, or does not watch the book.
 */
export function missingUnion(content: string): AttributeLine | undefined {
  const around = repositoryAround(content);
  if (!around) return undefined;
  const { repository, inside } = around;
  const folder = inside === '' ? RUNS_FOLDER : `${inside}/${RUNS_FOLDER}`;
  try {
    const path = `${folder}/suite=a/month=2026-01/runs.jsonl`;
    const said = openGit(repository).run(['check-attr', '-z', '--stdin', 'merge'], path)?.toString();
    if (said === undefined || said.split('\0')[2] === 'union') return undefined;
  } catch (error) {
    // There is no git on this machine.
    if (error instanceof UserError) return undefined;
    throw error;
  }
  const pattern = `${folder}/**/runs.jsonl`;
  const quoted = /[\s"]/.test(pattern) ? JSON.stringify(pattern) : pattern;
  return { file: join(repository, '.gitattributes'), line: `${quoted} merge=union` };
}
