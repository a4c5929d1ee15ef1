import { z } from 'zod';
import { isWhen } from '../../core/calendar.ts';
import { compareText } from '../../core/finding.ts';
import { ATTEMPT_OUTCOMES } from '../../core/outcome.ts';
import type { ReadOnly } from '../../core/read-only.ts';
import { writeJson } from '../../text/write.ts';
import { field, named, refuse, text, url } from '../fields/fields.ts';
import { LISTED_OUTCOMES, type ListedOutcome } from './run-history.ts';

/** What was measured is JSON with types of its own: counts are numbers, and any text may be empty or strange. */
const anyText = z.string();
/** With `abort`, so that a count that is none is not held against the others. */
const NO_COUNT = { ...refuse('invalid-count', {}), abort: true };
const count = named(
  'number',
  z.number().refine((value) => Number.isSafeInteger(value) && value >= 0, NO_COUNT),
  'A whole number without quotes.',
  155,
);

const UTC = refuse('wrong-form', {
  expected: 'a moment in UTC with seconds, such as `2026-01-05T09:00:00Z`',
});

/** A moment in its one form, in which the order of texts is the order of time. */
const moment = named(
  'moment',
  z.string().superRefine((value, context) => {
    if (!isWhen(value)) context.addIssue({ code: 'custom', ...refuse('invalid-date', {}) });
    else if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value))
      context.addIssue({ code: 'custom', ...UTC });
  }),
  'A moment in UTC with seconds.',
  '2026-03-06T07:30:00Z',
);

const address = z
  .string()
  .refine((value) => value === '' || url.safeParse(value).success, refuse('invalid-url', {}));

const ROSTER_ID = /^[0-9a-f]{16}$/;
const NO_ROSTER = refuse('wrong-form', { expected: 'the id of a roster, 16 hexadecimal digits' });
const rosterId = z.string().refine((value) => ROSTER_ID.test(value), NO_ROSTER);

const outcomeSchema = named(
  'outcome',
  z.strictObject({
    test: field(
      anyText,
      'Its name, as in the roster.',
      'test/checkout_test.go :: Checkout > cancels an order',
    ),
    outcome: field(z.enum(LISTED_OUTCOMES), 'How it ended, all attempts in one.', 'flaky'),
    attempts: field(
      count.refine((value) => value !== 0, NO_COUNT),
      'How often it ran, at least 1.',
      2,
    ),
    message: field(
      anyText,
      'Why it failed or was skipped; of a flaky one, why an attempt failed. May be empty; of a text of more than 1000 characters both ends.',
      'Expected at least 1 message in stream, found: 0',
    ),
  }),
  'How a test ended that did not simply pass.',
);

/** An outcome of one test that is no plain pass. */
export type TestOutcome = ReadOnly<z.output<typeof outcomeSchema>>;

const setupSchema = named(
  'setup-failure',
  z.strictObject({
    suite: field(anyText, 'What failed, or what it stands in.', 'example.com/shop/basket'),
    message: field(anyText, 'What it said.', 'build failed'),
  }),
  'A failure that belongs to no test: a build, a package, a set-up.',
);

export type SetupFailure = ReadOnly<z.output<typeof setupSchema>>;

const repeatSchema = named(
  'repeat',
  z.strictObject({
    test: field(
      anyText,
      'Its name, as in the roster.',
      'test/checkout_test.go :: Checkout > cancels an order',
    ),
    runs: field(count, 'How often it was executed.', 61),
    failures: field(count, 'How many of these failed.', 1),
  }),
  'How often a stress run executed a test.',
);

const SHARDS = /^(?:[1-9]\d{0,3}(?:,[1-9]\d{0,3})*)?\/[1-9]\d{0,3}$/;
const NO_SHARDS = refuse('wrong-form', { expected: 'the shards that are there, of how many: `1,3/4`' });

const fields = z.strictObject({
  run: field(text, 'Its id, once in the suite; of two different lines with one id, one must go.', 'main-31'),
  at: field(moment, 'When it began, in UTC with seconds.', '2026-03-06T07:30:00Z'),
  commit: field(anyText, 'What was run.', '4512e87'),
  branch: field(anyText, 'The branch; empty where it was not said.', 'main'),
  environment: field(
    anyText.default(''),
    'What it ran in, in words of the team: runs of one commit are one experiment only in one environment. Empty where it was not said.',
    'windows',
  ),
  url: field(address, 'Where its log is; empty where it was not said.', 'https://ci.example/runs/31'),
  formats: field(z.array(text), 'Of its result files, sorted, each once.', ['junit']),
  tests: field(count, 'Tests of the roster; the counts below add up to it, without `flaky`.', 3),
  passed: field(count, 'Tests that passed, on a retry or at once.', 2),
  flaky: field(count, 'Of these, the ones that passed on a retry.', 1),
  failed: field(count, 'Tests that failed.', 0),
  errored: field(count, 'Tests that ended by an error.', 0),
  skipped: field(count, 'Tests that did not run.', 1),
  other: field(
    count,
    "Tests with a status of the tool's own, and Go tests that failed because a subtest did.",
    0,
  ),
  unfinished: field(count, 'Tests without a result.', 0),
  partial: field(
    z.boolean(),
    'Whether there may be more tests than these: a file could not be read to its end, or a shard is missing.',
    false,
  ),
  shards: field(
    z
      .string()
      .refine((value) => SHARDS.test(value), NO_SHARDS)
      .optional(),
    'Of a run that was added in shards: which of them are there whole, and how many there are.',
    '1,3/4',
  ),
  roster: field(rosterId, 'Which tests it had.', 'd5dbbd8a359e2574'),
  skips: field(
    rosterId.optional(),
    'The roster of its skipped tests, where they are many; these do not stand among its outcomes.',
    'e6ddf5b10f4ab7a1',
  ),
  outcomes: field(
    z.array(outcomeSchema),
    'Every test that did not simply pass, by name, but for skipped tests in the roster `skips`.',
    [],
  ),
  setup: field(z.array(setupSchema), 'Failures that belong to no test.', []),
  repeats: field(
    z.array(repeatSchema).optional(),
    'Of a stress run, which executed its tests many times on one commit: how often each. Such a run is in no rate.',
    [],
  ),
});

/** One execution of a suite as its result files tell it: a line of the run history. */
export type MeasuredRun = ReadOnly<z.output<typeof fields>>;

export type Repeat = NonNullable<MeasuredRun['repeats']>[number];

/** A line of a month of runs. A run that contradicts itself is none. */
export const runSchema = fields.superRefine((run, context) => {
  for (const problem of [...countProblems(run), ...orderProblems(run.outcomes)])
    context.addIssue({ code: 'custom', ...problem });
});

export const rosterSchema = z.strictObject({
  test: field(anyText, 'The name of a test.', 'test/stream_test.go :: reads a stream'),
  message: field(
    anyText.optional(),
    'In a roster of skipped tests: why it was skipped. May be empty.',
    'no network',
  ),
});

interface Problem {
  readonly path: (string | number)[];
  readonly params: ReturnType<typeof refuse>['params'];
}

/** Each test of the roster has one outcome, a pass on retry being a pass; all that is no plain pass is listed. */
function countProblems(run: MeasuredRun): Problem[] {
  const problem = (key: keyof MeasuredRun, relation: string, sum: number, parts: string): Problem => ({
    path: [key],
    ...refuse('run-counts', { key, value: String(run[key]), relation, sum, parts }),
  });
  const sum = ATTEMPT_OUTCOMES.reduce((total, status) => total + run[status], 0);
  const parts = ATTEMPT_OUTCOMES.map((status) => `${run[status]} ${status}`).join(' + ');
  const listed = new Map<ListedOutcome, number>();
  for (const { outcome } of run.outcomes) listed.set(outcome, (listed.get(outcome) ?? 0) + 1);
  return [
    ...(run.tests === sum ? [] : [problem('tests', 'the sum of the counts,', sum, parts)]),
    ...(run.passed >= run.flaky
      ? []
      : [problem('passed', 'at least', run.flaky, 'those that passed on a retry are among them')]),
    ...LISTED_OUTCOMES.flatMap((outcome) => {
      const own = listed.get(outcome) ?? 0;
      // How many stand in another file is compared when the whole book is known.
      const isKnown = outcome !== 'skipped' || run.skips === undefined || own > run.skipped;
      return own === run[outcome] || !isKnown
        ? []
        : [problem(outcome, 'as many as `outcomes` lists,', own, `all that are ${outcome} stand there`)];
    }),
  ];
}

function orderProblems(outcomes: MeasuredRun['outcomes']): Problem[] {
  return outcomes.flatMap(({ test }, i) => {
    const args = misplaced(outcomes[i - 1]?.test, test);
    return args ? [{ path: ['outcomes', i, 'test'], ...refuse('test-order', args) }] : [];
  });
}

/** Tests stand in code point order, each once. @returns the arguments of `test-order` where this one does not. */
export function misplaced(
  previous: string | undefined,
  test: string,
): { test: string; previous: string } | undefined {
  return previous === undefined || previous < test ? undefined : { test, previous };
}

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
