import type { Finding } from '../../../core/finding.ts';
import type { Place } from '../../../core/place.ts';
import { runFiles, runLine } from '../../check/example-book.ts';
import type { BookContext, Rule } from '../../check/rule.ts';
import { aValue } from '../../check/wording.ts';

export const duplicateRun: Rule = {
  id: 'duplicate-run',
  severity: 'error',
  what: 'A run that stands twice in the history of its suite, with different results.',
  why: 'One execution would count twice, or nobody knows which of its results are true. It comes of a merge of two branches that ingested one run with different files. Keep one line; two lines that are equal do no harm.',
  wrong: runFiles(runLine() + runLine({ at: '2026-01-06T09:00:00Z' })),
  right: runFiles(runLine() + runLine({ run: 'ci-2', at: '2026-01-06T09:00:00Z' })),
  message: ({ run, file, line }) =>
    `Unexpected second run ${aValue(run)}, expected each id once in a suite: line ${line} of \`${file}\` has it; keep one of the two`,
  *checkBook({ facts }: BookContext): Iterable<Finding> {
    const first = new Map<string, { file: string; line: number }>();
    for (const { file, suite, runs = [] } of facts) {
      for (const [run, line] of runs) {
        const key = `${suite}/${run}`;
        const known = first.get(key);
        if (!known) first.set(key, { file, line });
        else
          yield {
            ruleId: 'duplicate-run',
            file,
            place: startOf(line),
            args: { run, ...known },
            related: [{ file: known.file, place: startOf(known.line), message: 'the first one' }],
          };
      }
    }
  },
};

function startOf(line: number): Place {
  return { start: { line, column: 1 }, end: { line, column: 1 } };
}
