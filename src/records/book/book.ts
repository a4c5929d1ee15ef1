import { z } from 'zod';
import { isTimeZone } from '../../core/calendar.ts';
import type { WorkingTime } from '../../core/effort.ts';
import type { ReadOnly } from '../../core/read-only.ts';
import { STATUS_WORDS } from '../../core/status.ts';
import { field, named, refuse, suiteId, text, when, words } from '../fields/fields.ts';

/** A word of the front matter with the label that readers see; lists of these are ordered, most pressing first. */
export interface Term {
  readonly id: string;
  readonly label: string;
}

const labels = z.record(
  named('word', z.string().regex(/^[a-z][a-z0-9-]*$/), 'Lower-case letters, digits and hyphens.', 'high'),
  text,
);

function toTerms(map: Readonly<Record<string, string>>): Term[] {
  return Object.entries(map).map(([id, label]) => ({ id, label }));
}

const hours = z
  .string()
  .refine((value) => /^(?:[1-9]|1\d|2[0-4])h$/.test(value), refuse('wrong-value', { expected: ['8h'] }))
  .transform((value) => Number.parseInt(value, 10));
const days = z
  .string()
  .refine((value) => /^[1-7]d$/.test(value), refuse('wrong-value', { expected: ['5d'] }))
  .transform((value) => Number.parseInt(value, 10));

const prefix = named(
  'prefix',
  z.strictObject({
    prefix: field(
      z.string().regex(/^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-$/),
      'How ids of issues begin; digits follow.',
      'SHOP-FLAKY-',
    ),
    suite: field(suiteId.optional(), 'The suite that the prefix belongs to.', 'shop'),
  }),
  'What ids of issues look like.',
);

export const bookSchema = z.strictObject({
  title: field(text, 'The name of the book.', 'Shop Flakebook'),
  summary: field(text.optional(), 'One sentence for the home page.', 'Flaky tests of the shop'),
  timeZone: field(
    z.string().refine(isTimeZone, refuse('invalid-time-zone', {})).default('UTC'),
    'The IANA name of the time zone in which a date alone ends.',
    'Europe/Berlin',
  ),
  prefixes: field(z.array(prefix).default([]), 'What ids of issues look like, by suite.', [
    { prefix: 'SHOP-FLAKY-', suite: 'shop' },
  ]),
  impacts: field(
    labels.prefault({ critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' }).transform(toTerms),
    'The words that issues may use, with their labels, most pressing first.',
    { high: 'High', low: 'Low' },
  ),
  horizons: field(
    labels
      .prefault({ immediate: 'Immediate', 'short-term': 'Short-term', 'long-term': 'Long-term' })
      .transform(toTerms),
    'The words that fixes and tasks may use, with their labels, most pressing first.',
    { immediate: 'This sprint', 'short-term': 'Next sprint', 'long-term': 'Later' },
  ),
  statuses: field(
    z.partialRecord(z.enum(STATUS_WORDS), text).default({}),
    'Other labels for status words; a word that is not listed keeps its own.',
    { 'wont-fix': "won't fix" },
  ),
  day: field(hours.prefault('8h'), 'The length of a day of work.', '8h'),
  week: field(days.prefault('5d'), 'The length of a week of work.', '5d'),
  links: field(
    z.record(z.string(), text).default({}),
    'Templates of addresses: `file` with `{repository}`, `{branch}`, `{path}`, `{line}`; `commit` with `{repository}`, `{id}`; `document` with `{repository}`, `{branch}`, `{path}`, for references that have a path only; any other scheme, such as `ticket`, with `{id}`.',
    { ticket: 'https://tickets.example/{id}' },
  ),
  fields: field(
    labels.default({}).transform(toTerms),
    'More keys that issues may have, with their labels; their values are text.',
    { component: 'Component' },
  ),
  reports: field(
    z.array(when).default([]),
    'Dates that had a report: each keeps its page, the next says what changed since, and the site shows the book as of each.',
    ['2026-03-02', '2026-03-16'],
  ),
  retired: field(words, 'Ids of deleted records, so that they are never given again.', ['SHOP-FLAKY-000']),
});

type Fields = z.output<typeof bookSchema>;

/** What all records share: `book.yaml`. */
export type Book = ReadOnly<
  { kind: 'book'; statusLabels: Fields['statuses']; work: WorkingTime } & Omit<
    Fields,
    'statuses' | 'day' | 'week'
  >
>;

export function toBook({ statuses, day, week, ...rest }: Fields): Book {
  const dayMinutes = day * 60;
  const work = { dayMinutes, weekMinutes: week * dayMinutes };
  return { kind: 'book', ...rest, statusLabels: statuses, work };
}

/** What a book says that says nothing. */
export const DEFAULT_BOOK = toBook(bookSchema.parse({ title: 'Flakebook' }));
