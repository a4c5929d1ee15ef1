import { visible } from '../core/text/obeyed.ts';
import { plural } from '../pages/words/words.ts';
import type { Ingested, IngestedRun } from '../records/runs/ingested.ts';
import { countWords } from './result-words.ts';

/** Runs that are listed each by itself; of more, only what became of them all. */
const MANY = 20;

/** What became of runs, for people: first the runs, then what is wrong, then the sum. */
export function presentIngested({ suite, runs }: Ingested): string {
  const listed = runs.length > MANY ? [] : runs;
  return [
    ...listed.filter(({ run }) => run).map(runLine),
    ...runs.flatMap(({ name, problems }) =>
      problems.map((problem) => `${visible(name)}: ${visible(problem)}`),
    ),
    ...noteLines(runs),
    ...(runs.length > 1 ? [sumLine(suite, runs)] : []),
    ...(runs.length === 1 && runs[0]?.outcome === 'refused' ? ['Nothing was added.'] : []),
    '',
  ].join('\n');
}

/** Runs of one suite mostly give the same notes: a few of them tell enough. */
function noteLines(runs: readonly IngestedRun[]): string[] {
  const notes = runs.flatMap(({ name, warnings }) =>
    warnings.map((text) => `${visible(name)}: note: ${visible(text)}`),
  );
  const more = notes.length - MANY;
  return more <= 0
    ? notes
    : [...notes.slice(0, MANY), `${plural(more, 'note')} more: --format json has all.`];
}

const WHAT: Readonly<Record<IngestedRun['outcome'], string>> = {
  added: 'added to',
  there: 'already there, in',
  replaced: 'replaced in',
  conflict: 'not added to',
  refused: 'not added to',
};

function runLine({ name, outcome, run, file }: IngestedRun): string {
  if (!run) return '';
  const counts = countWords(run);
  const setup = run.setup.length === 0 ? '' : `, ${plural(run.setup.length, 'failure')} outside tests`;
  const partial = run.partial ? ' (partial)' : '';
  return `${visible(name)}: ${plural(run.tests, 'test')}: ${counts}${setup}${partial}; ${WHAT[outcome]} ${visible(file ?? '')}`;
}

function sumLine(suite: string, runs: readonly IngestedRun[]): string {
  const sums = (['added', 'there', 'replaced', 'conflict', 'refused'] as const)
    .map((outcome) => ({ outcome, count: runs.filter((run) => run.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${SUMS[outcome]}`);
  return `${visible(suite)}: ${plural(runs.length, 'run')}: ${sums.join(', ')}.`;
}

const SUMS: Readonly<Record<IngestedRun['outcome'], string>> = {
  added: 'added',
  there: 'already there',
  replaced: 'replaced',
  conflict: 'in conflict with one that is there',
  refused: 'refused',
};

/** The same as data: one object with a list of runs. */
export function presentIngestedJson({ suite, runs }: Ingested): string {
  const rows = runs.map(({ name, outcome, run, file, problems, warnings }) => {
    return {
      run: name,
      outcome,
      file,
      ...run,
      setup: run?.setup.length,
      problems,
      warnings,
    };
  });
  return `${JSON.stringify({ suite, runs: rows }, null, 2)}\n`;
}
