import { type FileFinding, type Finding, lineStart } from '../../core/finding.ts';
import type { Draft } from '../fields/draft.ts';
import { valueAt } from '../fields/pruned.ts';
import { finding, type RecordRuleArgs } from '../rules.ts';
import type { Run } from '../suite/suite.ts';
import type { BookContext, FileContext } from './facts.ts';

export function* checkRunCounts({ record, place }: FileContext): Iterable<FileFinding> {
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
    for (const args of found) if (args) yield finding('run-counts', place(['runs', run.id, args.key]), args);
  }
}

type Count = 'passed' | 'failed' | 'errored' | 'interrupted' | 'ran' | 'pending' | 'skipped';

/** The sum of those that are given, and of what: `149 passed + 2 failed`. */
function add(run: Draft<Run>, keys: readonly Count[]) {
  const given = keys.flatMap((key) => (run[key] === undefined ? [] : [{ key, value: run[key] }]));
  return {
    sum: given.reduce((sum, { value }) => sum + value, 0),
    parts: given.map(({ key, value }) => `${value} ${key}`).join(' + '),
  };
}

function compare(
  key: string,
  total: number | undefined,
  { sum, parts }: ReturnType<typeof add>,
  isWhole: boolean,
): RecordRuleArgs<'run-counts'> | undefined {
  if (total === undefined || sum === total || (sum < total && !isWhole)) return undefined;
  return { key, value: total, relation: isWhole ? 'the sum of the counts,' : 'at least', sum, parts };
}

function compareFailures(run: Draft<Run>): RecordRuleArgs<'run-counts'> | undefined {
  const { sum, parts } = add(run, ['failed', 'errored', 'interrupted']);
  const listed = run.failures.length;
  if (run.failed === undefined || listed <= sum) return undefined;
  return { key: 'failures', value: `${listed} tests`, relation: 'at most', sum, parts };
}

/** Noted runs with more tests than the suite has on their day. Which number is wrong, nobody but the author knows. */
export function* checkRunSizes({ record, source, calendar, place }: FileContext): Iterable<FileFinding> {
  if (record?.kind !== 'suite') return;
  // A count that is none was cut out, and stands as 0.
  const isWritten = (tests: number, i: number) =>
    valueAt(source.yaml?.data, ['size', i, 'tests']) === String(tests);
  const sizes = record.size.flatMap(({ date, tests }, i) =>
    date === undefined || !isWritten(tests, i) ? [] : [{ date, tests }],
  );
  for (const { id, date, of, ran } of record.runs) {
    const key = of === undefined ? 'ran' : 'of';
    const tests = of ?? ran;
    if (date === undefined || tests === undefined) continue;
    const known = sizes.filter((size) => !calendar.comesBefore(date, size.date));
    const newest = calendar.newest(known.map((size) => size.date));
    const size = known.findLast((one) => one.date === newest);
    if (size !== undefined && tests > size.tests)
      yield finding('run-size', place(['runs', id, key]), { key, tests, size: size.tests, since: size.date });
  }
}

/** Measured runs whose count is not the size of the roster that they name. */
export function* checkRosters({ facts }: BookContext): Iterable<Finding> {
  const sizes = new Map(
    facts.flatMap(({ id, tests }) => (tests === undefined ? [] : [[id, tests] as const])),
  );
  for (const { file, rosters = [] } of facts) {
    for (const { id, key, tests, line } of rosters) {
      const sum = sizes.get(id) ?? tests;
      if (sum === tests) continue;
      const relation = 'the size of the roster,';
      const args = { key, value: tests, relation, sum, parts: `tests of \`${id}\`` };
      yield { ...finding('run-counts', lineStart(line), args), file };
    }
  }
}

/** Measured runs that stand twice in the history of their suite. */
export function* checkRunIds({ facts }: BookContext): Iterable<Finding> {
  const first = new Map<string, { file: string; line: number }>();
  for (const { file, suite, runs = [] } of facts) {
    for (const [run, line] of runs) {
      const key = `${suite}/${run}`;
      const known = first.get(key);
      if (!known) {
        first.set(key, { file, line });
        continue;
      }
      const related = [{ file: known.file, place: lineStart(known.line), message: 'the first one' }];
      yield { ...finding('duplicate-run', lineStart(line), { run, ...known }), file, related };
    }
  }
}
