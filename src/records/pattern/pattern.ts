import { z } from 'zod';
import { field, named, patternId, type RecordOf, sentence, sentences, title } from '../fields/fields.ts';

const prevalence = named(
  'prevalence',
  z.strictObject({
    share: field(sentence, 'The share that was found.', '12 %'),
    of: field(sentence, 'What it is a share of.', '201 fixed flaky tests'),
    source: field(sentence, 'Where it was published.', 'Luo et al. 2014'),
  }),
  'How often a published study found the pattern.',
);

/** Where a mechanism lies. */
export const FAMILIES = ['time', 'order', 'state', 'environment'] as const;

export const patternSchema = z.strictObject({
  title: field(title, 'The name of the mechanism.', 'Shared State'),
  summary: field(
    sentence,
    'The mechanism in one sentence.',
    'Tests that run in parallel use the same named resource.',
  ),
  family: field(
    z.enum(FAMILIES).optional(),
    'Where the mechanism lies: in waits and clocks, in the order of things, in what tests share or leave behind, or in what is around them.',
    'state',
  ),
  theme: field(
    sentence.optional(),
    'The mechanism in one line, as an equation.',
    'Parallel Execution + Shared State = Race Conditions',
  ),
  solution: field(sentence.optional(), 'The cure in one line.', 'Isolate per test'),
  solutionFor: field(
    sentence.optional(),
    'What the solution is for, where that has another name than the pattern.',
    'Shared State',
  ),
  signals: field(sentences, 'What it looks like.', ['It passes alone and fails in the parallel suite']),
  guards: field(sentences, 'What only looks like it.', [
    'A failure that also comes in a serial run is an order dependency',
  ]),
  cures: field(sentences, 'What removes it.', ['A name for each test']),
  counterCures: field(sentences, 'What people mistake for a cure.', ['A serial marker']),
  related: field(z.array(patternId).default([]), 'Patterns that it has to do with.', ['slow-disk']),
  prevalence: field(z.array(prevalence).default([]), 'How often published studies found it.', [
    { share: '12 %', of: '201 fixed flaky tests', source: 'Luo et al. 2014' },
  ]),
});

/** A root-cause mechanism: `patterns/<id>.md`. */
export type Pattern = RecordOf<'pattern', z.output<typeof patternSchema>>;
