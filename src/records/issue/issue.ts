import { z } from 'zod';
import { compareText } from '../../core/finding.ts';
import { ofLast } from '../../core/kept.ts';
import type { ReadOnly } from '../../core/read-only.ts';
import {
  field,
  issueId,
  location,
  mapOf,
  named,
  patternId,
  type RecordOf,
  sentence,
  suiteId,
  text,
  title,
  when,
  words,
} from '../fields/fields.ts';
import { observed } from './observed.ts';
import { signature } from './signature.ts';
import { timelineEntry } from './timeline.ts';
import { decisions, fixesOf, oneOf, tasksOf, type Vocabulary } from './work.ts';

/** Where the defect lies, and so who must act. */
export const LOCI = ['test', 'product', 'test-infrastructure', 'environment'] as const;

const test = named(
  'test',
  z.strictObject({
    label: field(title.optional(), 'A short name for readers.', 'Order is confirmed'),
    name: field(
      text.optional(),
      'The full name, as the test runner reports it. It may be that of a whole class, have `*` for any text, or leave out the values of a parameterised test, or have what the source has for them (`%s`, `$name`, `{0}`).',
      'Checkout | confirms an order within 5 seconds',
    ),
    at: field(location.optional(), 'Where it stands in the source.', 'test/checkout_test.go:120-161'),
    aliases: field(words, 'Older names of the same test.', ['Checkout | confirms an order']),
    where: field(words, 'Where it flakes: platforms, numbers of workers.', ['linux', '4 workers']),
    found: field(
      when.optional(),
      'Since when it is known to flake, where that was after the first entry of the issue.',
      '2026-03-04',
    ),
    observed: field(observed, 'Runs of this test that somebody counted.', [
      { date: '2026-03-04', failed: '2', of: '117' },
    ]),
  }),
  'A test that the issue makes flaky.',
);

const letter = named(
  'letter',
  z.string().regex(/^[a-z]{1,2}$/),
  'One lower-case letter, or two where there are more tests.',
  'a',
);

/** The tests by letter, read as a list of tests that have their letters. */
const tests = z
  .record(letter, test)
  .transform((map) => Object.entries(map).map(([letter, fields]) => ({ letter, ...fields })));

export type Test = ReadOnly<z.output<typeof tests>[number]>;

export const CAUSE_STATES = ['proposed', 'supported', 'refuted', 'superseded'] as const;
export type CauseState = (typeof CAUSE_STATES)[number];

const cause = named(
  'cause',
  z.strictObject({
    pattern: field(
      patternId.optional(),
      'The mechanism: without it, the pattern that the cause is called after. A cause without one is not classified yet.',
      'shared-state',
    ),
    claim: field(
      sentence.optional(),
      'The hypothesis in one sentence.',
      'One message stream serves all tests',
    ),
    same: field(
      issueId.optional(),
      'It is the cause of the same id of that issue. Keys that are given here take precedence.',
      'SHOP-FLAKY-001',
    ),
    proposed: field(when.optional(), 'Since when it is proposed.', '2026-03-02'),
    supported: field(when.optional(), 'Since when evidence supports it.', '2026-03-03'),
    refuted: field(when.optional(), 'Since when it is refuted.', '2026-03-03'),
    superseded: field(when.optional(), 'Since when another hypothesis replaces it.', '2026-03-03'),
    because: field(sentence.optional(), 'Why it is in that state.', 'It fails on a RAM disk too'),
    leads: field(
      z
        .enum(['true'])
        .transform(() => true as const)
        .optional(),
      'It leads, whatever the states of the others.',
      'true',
    ),
  }),
  'A hypothesis about the issue.',
);

const causes = mapOf(cause)
  .default({})
  .transform((map) => Object.entries(map).map(([id, fields]) => toCause(id, fields)));

function toCause(id: string, { proposed, supported, refuted, superseded, ...rest }: z.output<typeof cause>) {
  const dates = { proposed, supported, refuted, superseded };
  const states = CAUSE_STATES.flatMap((state) => {
    const at = dates[state];
    return at === undefined ? [] : [{ state, at }];
  });
  // A cause may have fallen before it was supported after all: the days decide, and within a day the usual order.
  states.sort((a, b) => compareText(a.at.slice(0, 10), b.at.slice(0, 10)));
  return { id, states, ...rest };
}

export type Cause = ReadOnly<z.output<typeof causes>[number]>;

export const RELATIONS = ['recurrence-of', 'caused-by', 'same-area'] as const;

/** Each is compared with every other one. */
const MAX_SIGNATURES = 200;

const related = named(
  'relation',
  z.strictObject({
    kind: field(z.enum(RELATIONS), 'How it is related.', 'same-area'),
    issue: field(issueId, 'The other issue.', 'SHOP-FLAKY-001'),
  }),
  'Another issue that this one has to do with.',
);

function fieldsOf(vocabulary: Vocabulary) {
  return {
    title: field(sentence, 'The problem in a few words.', "Checkout tests read each other's messages"),
    suite: field(suiteId, 'Where the tests run.', 'shop'),
    impact: field(
      oneOf(vocabulary.impacts).optional(),
      "How bad it is: a word of the book's `impacts`, which are these unless it says others.",
      'high',
    ),
    affects: field(sentence.optional(), 'What nobody can trust meanwhile.', 'order validation'),
    subject: field(
      z.enum(['test', 'job']).optional(),
      'What flakes: tests, or a job as a whole, which needs no tests.',
      'job',
    ),
    locus: field(z.enum(LOCI).optional(), 'Where the defect lies, and so who must act.', 'test'),
    owner: field(text.optional(), 'The person or team that must act.', 'checkout-team'),
    tests: field(tests, 'The tests that it makes flaky; `{}` where there are none.', {
      a: { name: 'confirms an order', at: 'test/basket_test.go:88' },
    }),
    causes: field(causes, 'Hypotheses.', { 'shared-stream': { pattern: 'shared-state' } }),
    fixes: field(fixesOf(vocabulary), 'Remedies.', { 'serial-marker': { kind: 'mitigation', effort: '5m' } }),
    decisions: field(decisions, 'Questions and their answers.', {
      stream: { ask: 'Which one?', options: ['serial-marker', 'unique-streams'] },
    }),
    tasks: field(tasksOf(vocabulary), 'Other work around the issue.', {
      'stream-lint': { title: 'Lint rule against shared stream names' },
    }),
    signatures: field(
      z.array(signature).max(MAX_SIGNATURES).default([]),
      'What a failure of this issue looks like.',
      [{ text: 'Expected at least 1 message in stream' }],
    ),
    observed: field(observed, 'Runs that somebody counted, where it is not said which test failed.', [
      { date: '2026-03-04', failed: '2', of: '117' },
    ]),
    references: field(words, 'Ids of references, `ticket:ID`, or URLs.', [
      'stream-design',
      'ticket:SHOP-977',
      'https://ci.example/runs/12',
    ]),
    related: field(z.array(related).default([]), 'Other issues that it has to do with.', [
      { kind: 'same-area', issue: 'SHOP-FLAKY-001' },
    ]),
    timeline: field(z.array(timelineEntry).min(1), 'What happened when.', [{ open: '2026-03-02' }]),
  };
}

/** The keys of an issue that every book has. */
export const ISSUE_KEYS = Object.keys(fieldsOf({ impacts: [], horizons: [], fields: [] }));

/** @param vocabulary whose `fields` are keys of this book's issues, beyond Flakebook's own. */
function issueSchema(vocabulary: Vocabulary) {
  const known = fieldsOf(vocabulary);
  const keys = vocabulary.fields.map(({ id }) => id).filter((key) => !Object.hasOwn(known, key));
  const extra: Record<never, z.ZodType> = Object.fromEntries(keys.map((key) => [key, sentence.optional()]));
  return z.strictObject({ ...known, ...extra }).transform((data) => {
    const fields: Record<string, string> = {};
    for (const key of keys) {
      const value: unknown = Reflect.get(data, key);
      if (typeof value === 'string') fields[key] = value;
      Reflect.deleteProperty(data, key);
    }
    return { ...data, fields };
  });
}

type Fields = z.output<ReturnType<typeof issueSchema>>;

/** One flaky problem: `issues/<ID>.md`. Its id is the file's name: `DS-FLAKY-003`. */
export type Issue = RecordOf<'issue', Fields>;

export const issueSchemaFor = ofLast(issueSchema);
