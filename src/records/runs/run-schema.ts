import { z } from 'zod';
import { isWhen } from '../../core/calendar.ts';
import { ATTEMPT_OUTCOMES } from '../../core/outcome.ts';
import { refuse, strict, text, url } from '../fields/fields.ts';
import { LISTED_OUTCOMES, type ListedOutcome, type MeasuredRun } from './run-history.ts';

/** What was measured is JSON with types of its own: counts are numbers, and any text may be empty or strange. */
const anyText = z.string();
/** With `abort`, so that a count that is none is not held against the others. */
const NO_COUNT = { ...refuse('invalid-count', {}), abort: true };
const count = z.number().refine((value) => Number.isSafeInteger(value) && value >= 0, NO_COUNT);

const UTC = refuse('wrong-form', {
  expected: 'a moment in UTC with seconds, such as `2026-01-05T09:00:00Z`',
});

/** A moment in its one form, in which the order of texts is the order of time. */
const moment = z.string().superRefine((value, context) => {
  if (!isWhen(value)) context.addIssue({ code: 'custom', ...refuse('invalid-date', {}) });
  else if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value))
    context.addIssue({ code: 'custom', ...UTC });
});

const address = z
  .string()
  .refine((value) => value === '' || url.safeParse(value).success, refuse('invalid-url', {}));

const rosterId = z
  .string()
  .refine(
    (value) => /^[0-9a-f]{16}$/.test(value),
    refuse('wrong-form', { expected: 'the id of a roster, 16 hexadecimal digits' }),
  );

const outcome = strict({
  test: anyText,
  outcome: z.enum(LISTED_OUTCOMES),
  attempts: count.refine((value) => value !== 0, NO_COUNT),
  message: anyText,
});

/** A line of a month of runs. A run that contradicts itself is none. */
export const runSchema = strict({
  run: text,
  at: moment,
  commit: anyText,
  branch: anyText,
  environment: anyText.default(''),
  url: address,
  formats: z.array(text),
  tests: count,
  passed: count,
  flaky: count,
  failed: count,
  errored: count,
  skipped: count,
  other: count,
  unfinished: count,
  partial: z.boolean(),
  roster: rosterId,
  outcomes: z.array(outcome),
  setup: z.array(strict({ suite: anyText, message: anyText })),
}).superRefine((run, context) => {
  for (const problem of [...countProblems(run), ...orderProblems(run.outcomes)])
    context.addIssue({ code: 'custom', ...problem });
});

/** A line of a roster. */
export const rosterSchema = strict({ test: anyText });

interface Problem {
  readonly path: (string | number)[];
  readonly params: ReturnType<typeof refuse>['params'];
}

/** Each test of the roster has one outcome, a pass on retry being a pass; all that is no plain pass is listed. */
function countProblems(run: MeasuredRun): Problem[] {
  const problem = (
    key: keyof MeasuredRun & string,
    relation: string,
    sum: number,
    parts: string,
  ): Problem => ({
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
      return own === run[outcome]
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
