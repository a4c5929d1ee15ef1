import { z } from 'zod';
import type { ReadOnly } from '../../core/read-only.ts';
import { count, field, named, refuse, sentence, text, when, words } from '../fields/fields.ts';
import type { ObservedProblem } from '../rules/suite.ts';

const fields = z.strictObject({
  date: field(when, 'When it ran; of a stretch of time, its last day.', '2026-03-04'),
  failed: field(count.optional(), 'How many runs failed.', '2'),
  of: field(count.optional(), 'Of how many runs: those that passed are among them.', '117'),
  where: field(words, 'Where it ran: platforms, numbers of workers.', ['linux', '4 workers']),
  with: field(z.record(z.string(), text).default({}), 'Settings of the runs, in words of your own.', {
    repeat: '117',
  }),
  run: field(text.optional(), 'The run that showed it.', 'https://ci.example/runs/31'),
  commit: field(text.optional(), 'The commit that was run.', '4512e87'),
  'passed-in': field(
    text.optional(),
    'The run in which it passed, at the commit at which it failed in `run`: proof that it is flaky. Counts may then be left out.',
    'https://ci.example/runs/32',
  ),
  note: field(sentence.optional(), 'Anything else that is worth knowing.', 'On an idle machine'),
});

const observation = named(
  'observation',
  fields.superRefine(refuseImpossible),
  'Runs of a test that somebody counted, by hand or in a stress run.',
);

/** Each has a row on the page. */
const MAX_OBSERVATIONS = 200;

export const observed = z.array(observation).max(MAX_OBSERVATIONS).default([]);

export type Observation = ReadOnly<z.output<typeof fields>>;

function refuseImpossible(one: Observation, context: z.core.$RefinementCtx): void {
  const { failed, of, run, 'passed-in': passedIn } = one;
  const isPair = passedIn !== undefined;
  const hasCounts = failed !== undefined || of !== undefined;
  const needed = [
    ...(hasCounts || !isPair ? (['failed', 'of'] as const) : []),
    ...(isPair ? (['run', 'commit'] as const) : []),
  ];
  for (const key of needed)
    if (one[key] === undefined)
      context.addIssue({ code: 'custom', ...refuse('missing-key', { key, where: '`observed`' }) });
  const wrong = (key: string, problem: ObservedProblem) => {
    const refusal = refuse('impossible-observation', { failed, of, problem });
    context.addIssue({ code: 'custom', path: [key], ...refusal });
  };
  if (of === 0) wrong('of', 'no-run');
  else if (Number(failed) > Number(of)) wrong('failed', 'too-many');
  else if (isPair && failed === 0) wrong('failed', 'no-failure');
  if (isPair && passedIn === run) wrong('passed-in', 'same-run');
}
