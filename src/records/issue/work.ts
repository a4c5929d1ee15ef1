import { z } from 'zod';
import type { ReadOnly } from '../../core/read-only.ts';
import type { Book, Term } from '../book/book.ts';
import {
  effort,
  field,
  issueId,
  listById,
  named,
  sentence,
  sentences,
  text,
  when,
  words,
} from '../fields/fields.ts';

/** The parts of a book that decide which words its issues and suites may use. */
export type Vocabulary = Pick<Book, 'impacts' | 'horizons' | 'fields'>;

export function oneOf(terms: readonly Term[]) {
  return z.enum(terms.map((term) => term.id));
}

export const FIX_KINDS = ['fix', 'mitigation', 'relocation'] as const;
export type FixKind = (typeof FIX_KINDS)[number];

function workShape(vocabulary: Vocabulary) {
  return {
    does: field(sentence.optional(), 'How it works.', 'Keeps them from running in parallel'),
    horizon: field(
      oneOf(vocabulary.horizons).optional(),
      "When it is to be done: a word of the book's `horizons`, which are these unless it says others.",
      'immediate',
    ),
    effort: field(effort.optional(), 'The work that it takes.', '4h-1d'),
    gain: field(sentence.optional(), 'What speaks for it.', 'Allows parallel runs again'),
    cost: field(sentence.optional(), 'What speaks against it.', 'Slows the suite down'),
    proposed: field(
      when.optional(),
      'Since when it is proposed. Reports of earlier dates do not know it.',
      '2026-03-03',
    ),
  };
}

function fixSchema(vocabulary: Vocabulary) {
  return named(
    'fix',
    z.strictObject({
      title: field(sentence.optional(), 'What is to be done.', 'One stream for each test'),
      kind: field(
        z.enum(FIX_KINDS).optional(),
        'Whether it removes the cause, lives with it, or moves it elsewhere; `fix` unless given.',
        'fix',
      ),
      same: field(
        issueId.optional(),
        'It is the fix of the same id of that issue, and counts once in every sum. Keys that are left out are those of that fix.',
        'SHOP-FLAKY-001',
      ),
      ...workShape(vocabulary),
    }),
    'A remedy of an issue.',
  );
}

function taskSchema(vocabulary: Vocabulary) {
  return named(
    'task',
    z.strictObject({
      title: field(sentence, 'What is to be done.', 'Lint rule against shared stream names'),
      ...workShape(vocabulary),
      done: field(when.optional(), 'When it was done.', '2026-03-06'),
    }),
    'Work of no single fix: suite-wide, or around an issue.',
  );
}

export const fixesOf = (vocabulary: Vocabulary) => listById(fixSchema(vocabulary));
export const tasksOf = (vocabulary: Vocabulary) => listById(taskSchema(vocabulary));

export type Fix = ReadOnly<z.output<ReturnType<typeof fixesOf>>[number]>;
export type Task = ReadOnly<z.output<ReturnType<typeof tasksOf>>[number]>;

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
