import type { Finding, Found } from '../../../core/finding.ts';
import { FILE_START } from '../../../core/place.ts';
import { suiteWith } from '../../check/example-book.ts';
import type { BookContext, FileContext, Rule } from '../../check/rule.ts';
import type { Run } from '../../suite/suite.ts';

const run = (counts: string) => ({
  'suites/data-storage.md': suiteWith(`runs:\n  nightly: { date: 2026-01-04, ${counts} }`),
});

export const runCounts: Rule = {
  id: 'run-counts',
  severity: 'error',
  what: 'Counts of a run that do not add up.',
  why: 'Rates are computed from them. Tests that ran have passed, failed, errored or been interrupted; the run is `of` these and the pending and skipped ones, as in "Ran 150 of 157 Specs". Copy the counts from the log; leave out what it does not give. The counts of a measured run are those of its outcomes and its roster.',
  wrong: run('of: 157, ran: 150, passed: 149, failed: 2, pending: 3, skipped: 4'),
  right: run('of: 157, ran: 150, passed: 149, failed: 1, pending: 3, skipped: 4'),
  message: ({ key, value, relation, sum, parts }) =>
    `Unexpected \`${key}: ${value}\`, expected ${relation} ${sum}: ${parts}`,
  *checkFile({ record, place }: FileContext): Iterable<Found> {
    if (record?.kind !== 'suite') return;
    for (const run of record.runs) {
      const outcomes = add(run, ['passed', 'failed', 'errored', 'interrupted']);
      // Errors and interruptions are rare, and runners leave them out where there are none.
      const isWhole = run.passed !== undefined && run.failed !== undefined;
      const whole = add(run, ['ran', 'pending', 'skipped']);
      const hasAll = run.ran !== undefined && run.pending !== undefined && run.skipped !== undefined;
      const found = [
        compare('ran', run.ran, outcomes, isWhole),
        run.ran === undefined && outcomes.sum > 0 ? compare('of', run.of, outcomes, false) : undefined,
        compare('of', run.of, whole, hasAll),
        compareFailures(run),
      ];
      for (const args of found) {
        if (args) yield { ruleId: 'run-counts', place: place(['runs', run.id, String(args.key)]), args };
      }
    }
  },
  *checkBook({ facts }: BookContext): Iterable<Finding> {
    const sizes = new Map(
      facts.flatMap(({ id, tests }) => (tests === undefined ? [] : [[id, tests] as const])),
    );
    for (const { file, rosters = [] } of facts) {
      for (const { id, tests, line } of rosters) {
        const sum = sizes.get(id) ?? tests;
        if (sum === tests) continue;
        const args = {
          key: 'tests',
          value: tests,
          relation: 'the size of the roster,',
          sum,
          parts: `tests of \`${id}\``,
        };
        const start = { line, column: FILE_START.start.column };
        yield { ruleId: 'run-counts', file, place: { start, end: start }, args };
      }
    }
  },
};

type Count = 'passed' | 'failed' | 'errored' | 'interrupted' | 'ran' | 'pending' | 'skipped';

interface Sum {
  readonly sum: number;
  /** `149 passed + 2 failed`. */
  readonly parts: string;
}

function add(run: Run, keys: readonly Count[]): Sum {
  const given = keys.flatMap((key) => (run[key] === undefined ? [] : [{ key, value: run[key] }]));
  return {
    sum: given.reduce((sum, { value }) => sum + value, 0),
    parts: given.map(({ key, value }) => `${value} ${key}`).join(' + '),
  };
}

function compare(
  key: string,
  total: number | undefined,
  { sum, parts }: Sum,
  isWhole: boolean,
): Found['args'] | undefined {
  if (total === undefined || sum === total || (sum < total && !isWhole)) return undefined;
  return { key, value: total, relation: isWhole ? 'the sum of the counts,' : 'at least', sum, parts };
}

function compareFailures(run: Run): Found['args'] | undefined {
  const { sum, parts } = add(run, ['failed', 'errored', 'interrupted']);
  const listed = run.failures.length;
  if (run.failed === undefined || listed <= sum) return undefined;
  return { key: 'failures', value: `${listed} tests`, relation: 'at most', sum, parts };
}
