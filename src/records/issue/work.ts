import { z } from 'zod';
import type { ReadOnly } from '../../core/read-only.ts';
import type { Book, Term } from '../book/book.ts';
import { effort, field, issueId, listById, named, sentence, when } from '../fields/fields.ts';

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
