import { z } from 'zod';
import { compareText } from '../../core/finding.ts';
import type { Book, ExtraField, Term } from '../book/book.ts';
import {
  CAUSE_STATES,
  type Cause,
  type Decision,
  FIX_KINDS,
  type Issue,
  LOCI,
  RELATIONS,
  type Task,
} from '../issue/issue.ts';
import { effort, keyId, location, mapOf, present, refuse, strict, text, when, words } from './fields.ts';
import { readRegex } from './regex.ts';
import { timelineEntry } from './timeline.ts';

/** The parts of a book that decide which words an issue may use. */
export type Vocabulary = Pick<Book, 'impacts' | 'horizons' | 'fields'>;

function oneOf(terms: readonly Term[]) {
  return z.enum(terms.map((term) => term.id) as [string, ...string[]]);
}

const test = strict({
  label: text.optional(),
  name: text.optional(),
  at: location.optional(),
  aliases: words,
  where: words,
});

const cause = strict({
  pattern: keyId.optional(),
  claim: text.optional(),
  same: text.optional(),
  proposed: when.optional(),
  supported: when.optional(),
  refuted: when.optional(),
  superseded: when.optional(),
  because: text.optional(),
});

function workShape(vocabulary: Vocabulary) {
  return {
    does: text.optional(),
    horizon: oneOf(vocabulary.horizons).optional(),
    effort: effort.optional(),
    gain: text.optional(),
    cost: text.optional(),
  };
}

export function taskSchema(vocabulary: Vocabulary) {
  return strict({ title: text, ...workShape(vocabulary), done: when.optional() });
}

export const decision = strict({
  ask: text,
  options: z.array(text).min(2),
  asked: when.optional(),
  of: text.optional(),
  due: when.optional(),
  advised: text.optional(),
  about: words,
  covers: words,
  answered: when.optional(),
  chosen: text.optional(),
  rejected: words,
  why: text.optional(),
});

const signature = strict({
  text: text.optional(),
  regex: text.refine(isRegex, refuse('invalid-regex', {})).optional(),
  matches: words,
  rejects: words,
}).refine(
  ({ text, regex }) => text !== undefined || regex !== undefined,
  refuse('missing-key', { key: 'text', alternative: 'regex', where: 'a signature' }),
);

function isRegex(source: string): boolean {
  return 'regex' in readRegex(source);
}

function issueSchema(vocabulary: Vocabulary) {
  const extra = Object.fromEntries(vocabulary.fields.map((field) => [field.id, text.optional()]));
  return strict({
    title: text,
    suite: text,
    impact: oneOf(vocabulary.impacts).optional(),
    affects: text.optional(),
    locus: z.enum(LOCI).optional(),
    owner: text.optional(),
    tests: z
      .record(z.string().regex(/^[a-z]$/), test)
      .refine(
        (tests) => Object.keys(tests).length > 0,
        refuse('missing-key', { key: 'a', where: '`tests`' }),
      ),
    causes: mapOf(cause).default({}),
    fixes: mapOf(
      strict({
        title: text.optional(),
        kind: z.enum(FIX_KINDS).optional(),
        same: text.optional(),
        ...workShape(vocabulary),
      }),
    ).default({}),
    decisions: mapOf(decision).default({}),
    tasks: mapOf(taskSchema(vocabulary)).default({}),
    signatures: z.array(signature).default([]),
    references: words,
    related: z.array(strict({ kind: z.enum(RELATIONS), issue: text })).default([]),
    timeline: z.array(timelineEntry).min(1),
    ...extra,
  });
}

/** A schema is built once for a book's words: building one costs more than reading a record with it. */
let built: { vocabulary: Vocabulary; schema: ReturnType<typeof issueSchema> } | undefined;

export function issueSchemaFor(vocabulary: Vocabulary): ReturnType<typeof issueSchema> {
  if (built?.vocabulary !== vocabulary) built = { vocabulary, schema: issueSchema(vocabulary) };
  return built.schema;
}

export function toIssue(
  data: z.output<ReturnType<typeof issueSchema>>,
  id: string,
  file: string,
  fields: readonly ExtraField[],
): Issue {
  const { tests, causes, fixes, decisions, tasks, signatures, related, ...rest } = data;
  const own = Object.fromEntries(
    fields.flatMap(({ id: key }) => {
      const value = (data as Record<string, unknown>)[key];
      return typeof value === 'string' ? [[key, value]] : [];
    }),
  );
  const core = Object.fromEntries(Object.entries(rest).filter(([key]) => !Object.hasOwn(own, key)));
  return {
    kind: 'issue',
    id,
    file,
    ...(present(core) as unknown as Pick<Issue, 'title' | 'suite' | 'references' | 'timeline'>),
    tests: Object.entries(tests).map(([letter, value]) => ({ letter, ...present(value) })),
    causes: Object.entries(causes).map(([key, value]) => toCause(key, value)),
    fixes: withIds(fixes),
    decisions: toDecisions(decisions),
    tasks: toTasks(tasks),
    signatures: signatures.map(present),
    related,
    fields: own,
  };
}

function toCause(
  id: string,
  { proposed, supported, refuted, superseded, pattern, ...rest }: z.output<typeof cause>,
): Cause {
  const dates = { proposed, supported, refuted, superseded };
  const states = CAUSE_STATES.flatMap((state) => {
    const at = dates[state];
    return at === undefined ? [] : [{ state, at }];
  });
  // A cause may have fallen before it was supported after all: the days decide, and within a day the usual order.
  states.sort((a, b) => compareText(a.at.slice(0, 10), b.at.slice(0, 10)));
  return { id, pattern: pattern ?? id, states, ...present(rest) };
}

export function toDecisions(decisions: Record<string, z.output<typeof decision>>): Decision[] {
  return withIds(decisions);
}

export function toTasks(tasks: Record<string, z.output<ReturnType<typeof taskSchema>>>): Task[] {
  return withIds(tasks);
}

export function withIds<T extends object>(
  map: Record<string, T>,
): ({ id: string } & { [K in keyof T]: Exclude<T[K], undefined> })[] {
  return Object.entries(map).map(([id, value]) => ({ id, ...present(value) }));
}
