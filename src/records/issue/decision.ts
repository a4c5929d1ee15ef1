import { z } from 'zod';
import type { ReadOnly } from '../../core/read-only.ts';
import { field, issueId, listById, named, sentence, sentences, text, when, words } from '../fields/fields.ts';

const decision = named(
  'decision',
  z.strictObject({
    ask: field(sentence, 'The question.', 'Serial marker, or unique streams?'),
    options: field(z.array(sentence).min(2), 'At least two: ids of fixes or issues, or free words.', [
      'serial-marker',
      'unique-streams',
    ]),
    asked: field(when.optional(), 'Since when it is asked.', '2026-03-03'),
    of: field(text.optional(), 'Who is asked.', 'checkout-team'),
    due: field(when.optional(), 'Until when it should be answered.', '2026-03-10'),
    advised: field(sentence.optional(), 'The option that the author would choose.', 'unique-streams'),
    about: field(
      z.array(issueId).default([]),
      'The issues that it concerns, where there are several or it stands in a suite.',
      ['SHOP-FLAKY-001', 'SHOP-FLAKY-002'],
    ),
    covers: field(words, 'The work that it would set free, for sums: `ISSUE/fix`.', [
      'SHOP-FLAKY-002/unique-streams',
    ]),
    answered: field(
      when.optional(),
      'When it was answered. Needs `chosen`, or all options in `rejected`.',
      '2026-03-04',
    ),
    chosen: field(
      sentence.optional(),
      'The option that is the answer; what is not chosen is put off.',
      'unique-streams',
    ),
    rejected: field(sentences, 'The options that will not be taken.', ['serial-marker']),
    why: field(sentence.optional(), 'The reason of the answer.', 'It is a day of work'),
  }),
  'A question and its answer.',
);

export const decisions = listById(decision);

export type Decision = ReadOnly<z.output<typeof decisions>[number]>;
