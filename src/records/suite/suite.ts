import { z } from 'zod';
import { ofLast } from '../../core/kept.ts';
import type { ReadOnly } from '../../core/read-only.ts';
import { source } from '../book/source.ts';
import {
  count,
  field,
  issueId,
  keyId,
  listById,
  named,
  type RecordOf,
  testId,
  text,
  title,
  took,
  url,
  when,
} from '../fields/fields.ts';
import { decisions, tasksOf, type Vocabulary } from '../issue/work.ts';

const run = named(
  'run',
  z.strictObject({
    date: field(when, 'When it ran.', '2026-03-06'),
    after: field(z.array(issueId).default([]), 'The issues whose fixes it had.', ['SHOP-FLAKY-002']),
    of: field(count.optional(), 'Tests of the run: `ran`, `pending` and `skipped` together.', '157'),
    ran: field(
      count.optional(),
      'Tests that ran: `passed`, `failed`, `errored` and `interrupted` together.',
      '155',
    ),
    passed: field(
      count.optional(),
      'Tests that passed. A count that the runner does not print is left out.',
      '154',
    ),
    failed: field(count.optional(), 'Tests that failed.', '1'),
    errored: field(count.optional(), 'Tests that ended by an error.', '0'),
    pending: field(count.optional(), 'Tests that are marked as pending.', '0'),
    skipped: field(count.optional(), 'Tests that were skipped.', '2'),
    interrupted: field(count.optional(), 'Tests that were interrupted.', '0'),
    flaky: field(count.optional(), 'Tests that passed on a retry.', '1'),
    took: field(took.optional(), 'How long it took.', '50.630s'),
    commit: field(text.optional(), 'The commit that was run.', '4512e87'),
    url: field(url.optional(), 'Where its log is.', 'https://ci.example/runs/31'),
    failures: field(z.array(testId).default([]), 'The known flaky tests that failed.', ['SHOP-FLAKY-001a']),
    with: field(z.record(z.string(), text).default({}), 'Settings of the run, in words of your own.', {
      workers: '4',
    }),
  }),
  'A run that was noted by hand. Counts are those that the runner prints; the others are left out, never 0.',
);

const runs = listById(run);
export type Run = ReadOnly<z.output<typeof runs>[number]>;

const size = named(
  'size',
  z.strictObject({
    date: field(when, 'Since when.', '2026-03-02'),
    tests: field(count, 'How many tests there are.', '157'),
  }),
  'How many tests the suite has since a date.',
);

export type SuiteSize = ReadOnly<z.output<typeof size>>;

function suiteSchema(vocabulary: Vocabulary) {
  return z.strictObject({
    title: field(title, 'The name of the suite.', 'Shop integration tests'),
    framework: field(text.optional(), 'The test runner.', 'ginkgo'),
    command: field(text.optional(), 'How to run the suite.', 'make test-shop'),
    project: field(text.optional(), 'What it is a part of, where the book has many suites.', 'Shop'),
    source: field(
      source.optional(),
      "Where the source is: links into it begin there. The book's own, unless given.",
      { repository: 'https://github.com/example/shop', branch: 'main' },
    ),
    size: field(z.array(size).default([]), 'How many tests there were since which date.', [
      { date: '2026-03-02', tests: '157' },
    ]),
    runs: field(runs, 'Runs that were noted by hand.', { nightly: { date: '2026-03-06', of: '157' } }),
    tasks: field(tasksOf(vocabulary), 'Work of no single issue.', {
      'stream-lint': { title: 'Lint rule against shared stream names' },
    }),
    decisions: field(decisions, 'Questions of no single issue.', {
      machines: { ask: 'A second build machine?', options: ['yes', 'no'] },
    }),
    references: field(
      z.array(keyId).default([]),
      'Groups of references, in the order in which they are shown.',
      ['design'],
    ),
  });
}

type Fields = z.output<ReturnType<typeof suiteSchema>>;

/** A set of tests that run together: `suites/<id>.md`. */
export type Suite = RecordOf<'suite', Fields>;

export const suiteSchemaFor = ofLast(suiteSchema);
