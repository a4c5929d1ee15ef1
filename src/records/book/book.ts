import { z } from 'zod';
import { isTimeZone } from '../../core/calendar.ts';
import type { WorkingTime } from '../../core/effort.ts';
import type { ReadOnly } from '../../core/read-only.ts';
import { STATUS_WORDS } from '../../core/status.ts';
import { field, named, refuse, sentence, suiteId, text, title, when, words } from '../fields/fields.ts';
import { suggest } from '../fields/suggest.ts';
import { ISSUE_KEYS } from '../issue/issue.ts';
import { recordsPlace, source } from './source.ts';

/** A word of the front matter with the label that readers see; lists of these are ordered, most pressing first. */
export interface Term {
  readonly id: string;
  readonly label: string;
}

const labels = z.record(
  named('word', z.string().regex(/^[a-z][a-z0-9-]*$/), 'Lower-case letters, digits and hyphens.', 'high'),
  title,
);

function toTerms(map: Readonly<Record<string, string>>): Term[] {
  return Object.entries(map).map(([id, label]) => ({ id, label }));
}

/** The placeholders of each template; the first one must be there. `id` stands for any other scheme. */
const PLACEHOLDERS: Readonly<Record<string, readonly string[]>> = {
  file: ['path', 'line', 'repository', 'branch'],
  commit: ['id', 'repository'],
  document: ['path', 'repository', 'branch'],
  edit: ['path', 'repository', 'branch'],
};
const OF_OTHERS = ['id', 'repository'];

const scheme = named('scheme', z.string().regex(/^[a-z]+$/), 'Lower-case letters.', 'ticket');

const links = z.record(scheme, text).superRefine((templates, context) => {
  for (const [key, template] of Object.entries(templates))
    for (const problem of templateProblems(key, template))
      context.addIssue({ code: 'custom', path: [key], ...problem });
});

function* templateProblems(key: string, template: string): Iterable<ReturnType<typeof refuse>> {
  const own = Object.hasOwn(PLACEHOLDERS, key) ? PLACEHOLDERS[key] : undefined;
  const known = Object.keys(PLACEHOLDERS);
  const meant = own ? undefined : suggest(key, known, Math.max(1, Math.floor(key.length / 3)));
  if (meant !== undefined) yield refuse('unknown-key', { key, expected: known, suggestion: meant });
  const names = own ?? PLACEHOLDERS[meant ?? ''] ?? OF_OTHERS;
  const [needed = ''] = names;
  if (!/^(?:https?:\/\/|\{repository\})/.test(template)) yield refuse('invalid-url', {});
  const used = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const wrong = used.filter((name) => !names.includes(name));
  for (const name of wrong)
    yield refuse('link-template', {
      problem: 'unknown',
      name,
      expected: names,
      suggestion: suggest(name, names),
    });
  if (wrong.length === 0 && !used.includes(needed))
    yield refuse('link-template', { problem: 'missing', name: needed, expected: names });
}

/** What issues say in their own keys, or by their file. */
const TAKEN: ReadonlySet<string> = new Set([...ISSUE_KEYS, 'id', 'status', 'constructor']);

const fields = labels.superRefine((map, context) => {
  for (const key of Object.keys(map).filter((one) => TAKEN.has(one)))
    context.addIssue({ code: 'custom', path: [key], ...refuse('taken-key', { key }) });
});

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
      'How ids of issues begin.',
      'SHOP-FLAKY-',
    ),
    id: field(
      z.enum(['digits', 'hash']).optional(),
      'What follows it: `digits`, unless given, or a `hash` of 2 to 40 of `0` to `9` and `a` to `f`.',
      'hash',
    ),
    suite: field(suiteId.optional(), 'The suite that the prefix belongs to.', 'shop'),
  }),
  'What ids of issues look like.',
);

export const bookSchema = z.strictObject({
  title: field(title, 'The name of the book.', 'Shop Flakebook'),
  summary: field(sentence.optional(), 'One sentence for the home page.', 'Flaky tests of the shop'),
  timeZone: field(
    z.string().refine(isTimeZone, refuse('invalid-time-zone', {})).default('UTC'),
    'The IANA name of the time zone in which a date alone ends.',
    'Europe/Berlin',
  ),
  source: field(source.optional(), 'Where the source is, for suites that say nothing of it.', {
    repository: 'https://github.com/example/shop',
    branch: 'main',
  }),
  records: field(
    recordsPlace.optional(),
    'Where the records are: the site then links each to the page on which its host lets people edit it.',
    { folder: 'flaky' },
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
    z.partialRecord(z.enum(STATUS_WORDS), title).default({}),
    'Other labels for status words; a word that is not listed keeps its own.',
    { 'wont-fix': "won't fix" },
  ),
  day: field(hours.prefault('8h'), 'The length of a day of work.', '8h'),
  week: field(days.prefault('5d'), 'The length of a week of work.', '5d'),
  links: field(
    links.default({}),
    'Templates of addresses, where those of the host of the repository do not do: `file` with `{repository}`, `{branch}`, `{path}`, `{line}`; `document` with the same but the line, for references that have a path only; `edit` with the same, for the records themselves; `commit`, `run`, `change`, `ticket` and any other scheme with `{repository}`, `{id}`. `{branch}` is the commit of the source where it says one.',
    { ticket: 'https://tickets.example/{id}' },
  ),
  fields: field(
    fields.default({}).transform(toTerms),
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
