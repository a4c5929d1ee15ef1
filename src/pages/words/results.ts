import { ATTEMPT_OUTCOMES } from '../../core/outcome.ts';
import { plural } from '../../core/text.ts';
import type { IngestedRun } from '../../records/runs/ingested.ts';
import type { Counts, ResultsFile } from '../../runs/read/test-result.ts';
import { someOf } from './format.ts';

type Became = IngestedRun['outcome'];

const WHAT: Readonly<Record<Became, string>> = {
  added: 'added to',
  there: 'already there, in',
  replaced: 'replaced in',
  conflict: 'not added to',
  refused: 'not added to',
};

const SUMS: Readonly<Record<Became, string>> = {
  added: 'added',
  there: 'already there',
  replaced: 'replaced',
  conflict: 'in conflict with a run of the same id',
  refused: 'refused',
};

/** `42 passed (1 flaky), 13 failed`: passed and failed always, the rest where there is some. */
function outcomes(counts: Counts): string {
  return ATTEMPT_OUTCOMES.filter((status) => status === 'passed' || status === 'failed' || counts[status] > 0)
    .map((status) => {
      const flaky = status === 'passed' && counts.flaky > 0 ? ` (${counts.flaky} flaky)` : '';
      return `${counts[status]} ${status}${flaky}`;
    })
    .join(', ');
}

const partial = ' (partial)';

/** What `results` and `ingest` print of the files of runs. */
export const resultsWords = {
  file(file: string, { format, counts, raw, partial: isPartial }: ResultsFile): string {
    if (format === 'unknown') return `${file}: not read`;
    if (format === 'log')
      return `${file}: log, ${plural(counts.tests, 'failed test')}; a log does not list the tests that passed`;
    const inAll = raw.tests === counts.tests ? '' : ` in ${plural(raw.tests, 'attempt')}`;
    return `${file}: ${format}, ${plural(counts.tests, 'test')}${inAll}: ${outcomes(counts)}${isPartial ? partial : ''}`;
  },
  failedOutside: (suite: string, message: string) => `${suite} failed outside its tests: ${message}`,
  moreOutside: (count: number) => `${plural(count, 'more failure')} outside tests.`,
  noTest: 'These files contain no test.',
  damaged: (damaged: number, files: number) =>
    `${someOf(damaged, files, ['file', 'has', 'have'])} problems: see above.`,
  run({ name, outcome, file = '' }: IngestedRun, run: NonNullable<IngestedRun['run']>): string {
    const setup = run.setup.length === 0 ? '' : `, ${plural(run.setup.length, 'failure')} outside tests`;
    return `${name}: ${plural(run.tests, 'test')}: ${outcomes(run)}${setup}${run.partial ? partial : ''}; ${WHAT[outcome]} ${file}`;
  },
  problem: (name: string, problem: string) => `${name}: ${problem}`,
  note: (name: string, note: string) => `${name}: note: ${note}`,
  moreNotes: (count: number) => `${plural(count, 'more note')}: --format json lists them all.`,
  nothingAdded: 'Nothing was added.',
  sum(suite: string, runs: readonly IngestedRun[]): string {
    const counts = Map.groupBy(runs, ({ outcome }) => outcome);
    const sums = (['added', 'there', 'replaced', 'conflict', 'refused'] as const).flatMap((outcome) => {
      const count = counts.get(outcome)?.length ?? 0;
      return count === 0 ? [] : [`${count} ${SUMS[outcome]}`];
    });
    return `${suite}: ${plural(runs.length, 'run')}: ${sums.join(', ')}.`;
  },
};
