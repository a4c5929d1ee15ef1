import { runFiles, runLine } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  'cut-off': 'end of the line, expected the rest of its JSON',
  second: 'text behind the JSON of the line, expected one object a line',
  empty: 'empty line, expected a JSON object',
  conflict: "mark of a merge conflict, expected a JSON object; keep both sides' lines and delete the marks",
  'no-json': 'text, expected a JSON object on each line',
};

export const jsonLine: Rule = {
  id: 'json-line',
  severity: 'error',
  what: 'A line of the run history that is no JSON object.',
  why: 'The run on it would count nowhere; all other lines are read. Most often a file was cut off or merged by hand: take the line from `git log`, or delete it and ingest the run again.',
  wrong: runFiles(`${runLine()}${runLine({ run: 'ci-2' }).slice(0, 60)}\n`),
  right: runFiles(runLine() + runLine({ run: 'ci-2' })),
  message: ({ problem, count }) =>
    problem === 'more'
      ? `Unexpected ${count} more lines that are wrong, expected none; restore the file, or delete it and ingest its runs again`
      : `Unexpected ${SENTENCES[String(problem)]}${problem === 'conflict' ? '' : '; restore the line, or delete it and ingest the run again'}`,
};
