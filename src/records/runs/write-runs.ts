import { compareText } from '../../core/finding.ts';
import { writeJson } from '../../text/write.ts';
import {
  type MeasuredRun,
  outcomeSchema,
  repeatSchema,
  runSchema,
  setupSchema,
  type TestOutcome,
} from './run-schema.ts';

/** A month of runs in its one form, whatever the order of the runs given: a line each, by UTC time and then id. */
export function writeRunMonth(runs: readonly MeasuredRun[]): string {
  return runs
    .toSorted((a, b) => compareText(a.at, b.at) || compareText(a.run, b.run))
    .map((run) => `${writeRun(run)}\n`)
    .join('');
}

/** A roster in its one form, whatever the order of the tests given: a line each, each test once. */
export function writeRoster(tests: Iterable<string>): string {
  return writeLines([...new Set(tests)].map((test) => ({ test })));
}

/** A roster of skipped tests, with the reasons. */
export function writeSkips(skipped: readonly TestOutcome[]): string {
  return writeLines(skipped.map(({ test, message }) => ({ test, message })));
}

function writeLines(lines: readonly { readonly test: string }[]): string {
  return lines
    .toSorted((a, b) => compareText(a.test, b.test))
    .map((line) => `${writeJson(line)}\n`)
    .join('');
}

export function isSameRun(one: MeasuredRun, other: MeasuredRun): boolean {
  return writeRun(one) === writeRun(other);
}

const RUN_KEYS = Object.keys(runSchema.shape);
const OUTCOME_KEYS = Object.keys(outcomeSchema.shape);
const SETUP_KEYS = Object.keys(setupSchema.shape);
const REPEAT_KEYS = Object.keys(repeatSchema.shape);

/** A line has its keys in the order of the schema: the run's id is what a person looks for first. */
function writeRun(run: MeasuredRun): string {
  const outcomes = run.outcomes.map((outcome) => inOrder(outcome, OUTCOME_KEYS));
  const setup = run.setup.map((failure) => inOrder(failure, SETUP_KEYS));
  const repeats = run.repeats?.map((repeat) => inOrder(repeat, REPEAT_KEYS));
  return writeJson(inOrder({ ...run, outcomes, setup, repeats }, RUN_KEYS));
}

function inOrder(value: object, keys: readonly string[]): object {
  const fields = new Map(Object.entries(value));
  return Object.fromEntries(keys.map((key) => [key, fields.get(key)]));
}
