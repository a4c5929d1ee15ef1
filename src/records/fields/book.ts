import { z } from 'zod';
import { isTimeZone } from '../../core/calendar.ts';
import { STATUS_WORDS } from '../../core/status.ts';
import type { Book, Term } from '../book/book.ts';
import { refuse, strict, text, when, words } from './fields.ts';

const labels = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), text);
const hours = z
  .string()
  .refine((value) => /^(?:[1-9]|1\d|2[0-4])h$/.test(value), refuse('wrong-value', { expected: ['8h'] }))
  .transform((value) => Number.parseInt(value, 10));
const days = z
  .string()
  .refine((value) => /^[1-7]d$/.test(value), refuse('wrong-value', { expected: ['5d'] }))
  .transform((value) => Number.parseInt(value, 10));

export const bookSchema = strict({
  title: text,
  summary: text.optional(),
  timeZone: z.string().refine(isTimeZone, refuse('invalid-time-zone', {})).default('UTC'),
  prefixes: z
    .array(strict({ prefix: z.string().regex(/^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-$/), suite: text.optional() }))
    .default([]),
  impacts: labels.optional(),
  horizons: labels.optional(),
  statuses: z.partialRecord(z.enum(STATUS_WORDS as [string, ...string[]]), text).default({}),
  day: hours.default(8),
  week: days.default(5),
  links: z.record(z.string(), text).default({}),
  fields: labels.default({}),
  reports: z.array(when).default([]),
  retired: words,
});

/** What a book says that says nothing. */
export const DEFAULT_BOOK: Book = {
  kind: 'book',
  title: 'Flakebook',
  timeZone: 'UTC',
  prefixes: [],
  impacts: terms({ critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' }),
  horizons: terms({ immediate: 'Immediate', 'short-term': 'Short-term', 'long-term': 'Long-term' }),
  statusLabels: {},
  work: { dayMinutes: 8 * 60, weekMinutes: 5 * 8 * 60 },
  links: {},
  fields: [],
  reports: [],
  retired: [],
};

export function toBook(data: z.output<typeof bookSchema>): Book {
  const dayMinutes = data.day * 60;
  return {
    kind: 'book',
    title: data.title,
    summary: data.summary,
    timeZone: data.timeZone,
    prefixes: data.prefixes.map(({ prefix, suite }) =>
      suite === undefined ? { prefix } : { prefix, suite },
    ),
    impacts: data.impacts ? terms(data.impacts) : DEFAULT_BOOK.impacts,
    horizons: data.horizons ? terms(data.horizons) : DEFAULT_BOOK.horizons,
    statusLabels: data.statuses as Record<string, string>,
    work: { dayMinutes, weekMinutes: data.week * dayMinutes },
    links: data.links,
    fields: terms(data.fields),
    reports: data.reports,
    retired: data.retired,
  };
}

function terms(map: Record<string, string>): Term[] {
  return Object.entries(map).map(([id, label]) => ({ id, label }));
}
